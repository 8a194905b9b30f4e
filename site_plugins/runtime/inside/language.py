"""Run inside Pyodide: what Python can do beyond today's requests.

First the pieces of Python in language.txt, which is `given`, and what their faults look like. Then
every method of the types that everyone uses, and every function of `math`, each with arguments that
fit and that do not: a calculator of tomorrow, or one that a reader changes, asks these for more
than today's do.
"""

import contextlib
import itertools
import math
import traceback
from collections.abc import Callable, Iterator
from typing import Any

TEXTS = (
    *("", "plain", "naïve café", "ﬁ Å ｶﾞ ½", "漢字かな", "😀👩‍👩‍👧", "İıſßẞ", "\ud800"),
    *("a\0b\r\n\x85c", "1,234.5", "한국어", "e\u0301\u0327", "\u202eabc", "A" * 300, "é" * 300),
)
NUMBERS = (0, 1, -1, 255, 2**31, 2**63, 10**40, -(10**40), 0.1, -2.5, 1e-7, 1e22, 5e-324)
SPECIAL = (math.inf, -math.inf, math.nan, True)
MUST_FAIL = "! "
NEVER = {"comb", "perm", "pow", "__pow__", "__rpow__"}
"""They would take for ever with numbers as large as these."""


def tried(call: Callable[..., Any], *arguments: object) -> Any:
    """What a call gives; where it fails, its complaint is written out."""
    try:
        return call(*arguments)
    except Exception as error:
        repr(error), str(error), traceback.format_exception_only(error)


def run(piece: str) -> None:
    """One piece; a fault in it is written out whole, for that takes functions of its own."""
    names = {"TEXTS": TEXTS, "NUMBERS": NUMBERS + SPECIAL, "tried": tried, "__name__": "piece"}
    failed = False
    try:
        exec(compile(piece.removeprefix(MUST_FAIL), "piece", "exec"), names)
    except BaseException as error:
        failed = True
        text = "".join(traceback.format_exception(error))
    if failed != piece.startswith(MUST_FAIL):
        raise AssertionError(f"{piece}\n{text if failed else 'did not fail'}")


def values() -> list[object]:
    """One of each kind, made anew, for methods change them."""
    return [
        *("", "Ünï 漢字 😀 ß", "a,b", ",", "1,234.5", "%s %5.1f", "{} {0:>8}", "utf-8", "strict"),
        *(True, 0, -1, 2.5, float("nan"), 10**30, 3, ",.2f", 1e300),
        *(
            [],
            [3, 1, 2],
            1,
            (),
            (1, "a"),
            {},
            {"a": 1, 2: "b"},
            "a",
            set(),
            {1, 2},
            frozenset("ab"),
        ),
        *(b"", b"abc \xff", range(5)),
    ]


def arguments() -> Iterator[tuple[object, ...]]:
    """None, each of many, and each with the one or two after it."""
    given = [*values(), None, slice(1, None, 2), len, str, int, object(), iter([1]), lambda *_: "x"]
    yield ()
    yield from ((value,) for value in given)
    yield from itertools.pairwise(given)
    yield from zip(given, given[1:], given[2:], strict=False)


def attempt(call: Callable[..., object], given: tuple[object, ...]) -> None:
    """Call, and look at what comes out or at the complaint."""
    try:
        seen = call(*given)
        repr(seen), str(seen), bool(seen)
        if isinstance(seen, Iterator):
            list(itertools.islice(seen, 4))
        hash(seen)
    except Exception as error:
        repr(error)


def use(thing: object, name: str) -> None:
    """One method of an object, or one function of a module."""
    with contextlib.suppress(Exception):
        method = getattr(thing, name)
        if callable(method):
            for given in arguments():
                attempt(method, given)


def use_all() -> None:
    """Each method of each value and each function of `math`."""
    for name in sorted(set(dir(math)) - NEVER):
        use(math, name)
    for at, value in enumerate(values()):
        for name in sorted(set(dir(value)) - NEVER):
            use(values()[at], name)


for each in given.split("\n\n")[1:]:  # type: ignore[name-defined]  # noqa: F821
    run(each.removesuffix("\n"))
use_all()
