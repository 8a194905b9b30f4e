"""`python -m tools.prices [YYYY-MM-DD]`: take the prices from the installed genai-prices.

The date is the day its version came out; it is asked for when the version is new.
"""

import sys
from datetime import UTC, date, datetime

from calculators.core.records import RecordError
from tools.failure import Failure
from tools.prices.refresh import refresh


def main(arguments: list[str]) -> int:
    """Run once; 1 when something needs a person."""
    try:
        released = _day(arguments[0]) if arguments else None
        for line in refresh(today=datetime.now(UTC).date(), released=released):
            print(line)
    except (Failure, RecordError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failure(
            f"RELEASED is {text!r}, which is no date: write it as YYYY-MM-DD, such as 2026-11-10."
        ) from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
