"""The memo in a terminal: `python -m calculators memo FILE`, a file that the page exports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from calculators.core.errors import InputErrors, Problem, quoted
from calculators.memo.html import to_html
from calculators.memo.joined import joined
from calculators.memo.kept import MOST_CHARACTERS, read, write
from calculators.memo.markdown import memo_markdown, policy_markdown
from calculators.terminal.implied import MOST_BYTES_A_CHARACTER, STANDARD_INPUT

MEMO = "memo"


def memo(arguments: Sequence[str]) -> int:
    """Print the memo and the policy as Markdown, or one of them in another form; 0.

    Raises `InputErrors`.
    """
    given = _parser().parse_args(arguments)
    kept = read(_text(given.file))
    if given.json:
        print(write(kept), end="")
        return 0
    found = joined(kept)
    if given.html:
        print(to_html(found))
        return 0
    parts = [] if given.policy else [memo_markdown(found)]
    parts += [] if given.markdown else [policy_markdown(found)]
    print("\n".join(parts), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m calculators memo",
        description="Kept answers put together by task, and the staff policy that follows.",
    )
    parser.add_argument("file", metavar="FILE", help="JSON, as the page exports it; -: stdin")
    views = parser.add_mutually_exclusive_group()
    views.add_argument("--markdown", action="store_true", help="print the memo alone")
    views.add_argument("--policy", action="store_true", help="print the staff policy alone")
    views.add_argument("--json", action="store_true", help="print what was kept, checked")
    views.add_argument("--html", action="store_true", help="print both as the page does")
    return parser


def _text(path: str) -> str:
    """The text of a file, of which no more is read than a memo may hold."""
    most = MOST_BYTES_A_CHARACTER * MOST_CHARACTERS + 1
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.read(MOST_CHARACTERS + 1)
        with open(path, "rb") as file:
            return file.read(most).decode("utf-8-sig")
    except OSError as error:
        reason = f"cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        reason = "is not UTF-8 text. Export it anew from the page of the memo."
    raise InputErrors([Problem("memo", f"Memo: the file {quoted(path)} {reason}")])
