"""The memo in a terminal: `memo FILE`, a file that the page exports."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.core.errors import InputErrors, Problem
from calculators.memo.html import to_html
from calculators.memo.joined import joined
from calculators.memo.kept import MOST_CHARACTERS, read, write
from calculators.memo.markdown import memo_markdown, policy_markdown
from calculators.terminal.files import Unread, read_text
from calculators.terminal.options import AS_HTML, AS_JSON, Option, Parser, wants_help
from calculators.terminal.program import program

MEMO = "memo"
OPTIONS = (
    Option("--markdown", "print the memo alone"),
    Option("--policy", "print the staff policy alone"),
    Option(AS_JSON.flag, "print what was kept, checked"),
    Option(AS_HTML.flag, "print both as the page does"),
    Option("--help", "this help"),
)
_FIX = "Export it anew from the page of the memo."


def memo(arguments: Sequence[str]) -> str:
    """The memo and the policy as Markdown, or one of them in another form; raises `InputErrors`."""
    parser = Parser(
        MEMO,
        "Kept answers put together by task, and the staff policy that follows. FILE is JSON, as "
        "the page exports it; - is standard input.",
        OPTIONS,
        "FILE [--markdown | --policy | --json | --html]",
    )
    if wants_help(arguments):
        return parser.format_help()
    given = parser.read(arguments, words=1)
    views = [each for each in ("markdown", "policy", "json", "html") if getattr(given, each)]
    if len(views) > 1:
        raise _refused(f"--{' and --'.join(views)} contradict each other. Keep one.")
    if not given.words:
        raise _refused(f"which file? Write {program()} {MEMO} FILE.")
    kept = read(_text(given.words[0]))
    if given.json:
        return write(kept)
    found = joined(kept)
    if given.html:
        return to_html(found) + "\n"
    parts = [] if given.policy else [memo_markdown(found)]
    parts += [] if given.markdown else [policy_markdown(found)]
    return "\n".join(parts)


def _text(path: str) -> str:
    try:
        return read_text(path, MOST_CHARACTERS, "Remove an answer that holds a long text.")
    except Unread as unread:
        fix = f" {_FIX}" if "UTF-8" in str(unread) else ""
        raise _refused(f"{unread}{fix}") from None


def _refused(message: str) -> InputErrors:
    return InputErrors([Problem(MEMO, f"Memo: {message}")])
