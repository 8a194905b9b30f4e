"""`python -m tools.prices.listed`: the models of our hosts in the installed genai-prices, as JSON.

A program of its own, because a Python that has read one version cannot read the next.
"""

import json
import sys

from calculators.catalog.offers import read_hosts
from tools.prices.genai import provider_of


def main() -> int:
    """Print the models by host."""
    found = {host: [each.id for each in provider_of(host).models] for host in read_hosts()}
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
