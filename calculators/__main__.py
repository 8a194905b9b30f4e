"""`python -m calculators`: the calculators in a terminal."""

import sys

from calculators.terminal.main import main

if __name__ == "__main__":
    sys.exit(main())
