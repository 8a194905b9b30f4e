"""Run inside Pyodide: every method of the types that everyone uses, and every function of `math`.

A calculator of tomorrow, or one that a reader changes, asks these for more than today's do. Each is
called with arguments that fit and that do not.
"""

import contextlib
import itertools
import math
from collections.abc import Callable, Iterator

NEVER = {"comb", "perm", "pow", "__pow__", "__rpow__"}
"""They would take for ever with numbers as large as these."""


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


use_all()
