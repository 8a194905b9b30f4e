"""`python -m calculators`: the calculators in a terminal."""

import sys


def main() -> int:
    """Run one command; returns the exit code."""
    try:
        from calculators.terminal.main import main as run  # Ctrl-C may come while it is imported

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
