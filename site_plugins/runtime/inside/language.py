"""Run inside Pyodide: the pieces of Python in language.txt, and what their faults look like.

`given` is that text.
"""

import math
import traceback
from collections.abc import Callable
from typing import Any

TEXTS = (
    *("", "plain", "naïve café", "ﬁ Å ｶﾞ ½", "漢字かな", "😀👩‍👩‍👧", "İıſßẞ", "\ud800"),
    *("a\0b\r\n\x85c", "1,234.5", "한국어", "e\u0301\u0327", "\u202eabc", "A" * 300, "é" * 300),
)
NUMBERS = (0, 1, -1, 255, 2**31, 2**63, 10**40, -(10**40), 0.1, -2.5, 1e-7, 1e22, 5e-324)
SPECIAL = (math.inf, -math.inf, math.nan, True)
MUST_FAIL = "! "


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


for each in given.split("\n\n")[1:]:  # type: ignore[name-defined]  # noqa: F821
    run(each.removesuffix("\n"))
