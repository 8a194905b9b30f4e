"""`python -m tests.golden.many COUNT [SEED]`: requests by chance to the fast set that ships.

Says how many answers were others than CPython's, and how many pruned functions were missed. A seed
of its own asks what no build and no test has asked before.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from calculators.browser import respond
from site_plugins.build.bundle import bundle
from site_plugins.runtime.exercise import mixed_requests
from tests.golden.odd import odd_requests
from tests.golden.pyodide import MISSED, answers

AT_ONCE = 5000
"""So many are asked of one start of Python."""


def main(arguments: Sequence[str]) -> int:
    """0 where all answers were equal."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    count, seed = int(arguments[0]), int(arguments[-1]) if arguments[1:] else random.getrandbits(32)
    print(f"{count} requests, seed {seed}")
    other = missed = 0
    with TemporaryDirectory() as folder:
        fast = Path(folder) / "assets" / "py" / bundle(Path(folder)).runtime / "fast"
        for asked in portions(count, seed):
            given = answers(fast, asked)
            missed += given.count(MISSED)
            for request, answer in zip(asked, given, strict=True):
                if answer != respond(request):
                    other += 1
                    print(f"{request[:500]}\n  {answer[:200]}", file=sys.stderr)
    print(f"{other} answers were others than CPython's; {missed} came after a missed function")
    return 1 if other else 0


def portions(count: int, seed: int) -> Iterator[list[str]]:
    """Nine in ten requests mixed from good and bad values, the others odd or damaged."""
    for start in range(0, count, AT_ONCE):
        size = min(AT_ONCE, count - start)
        odd = odd_requests(count=size // 10, seed=seed + start)
        yield mixed_requests(count=size - len(odd), seed=seed + start) + odd


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
