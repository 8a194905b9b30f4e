"""Kept answers of every kind, and text that somebody wrote to do harm."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from calculators.memo.joined import Joined, joined
from calculators.memo.kept import Kept
from calculators.registry import CALCULATORS

HOSTILE = (
    "<img src=x onerror=alert(1)>\"'&amp;",
    "[click](javascript:alert(1)) ![x](https://evil.example/a.png) <https://evil.example>",
    "# Not a heading\n\n- [ ] nor a list\n1. at all | `code` **bold** ~~gone~~ &lt; \\*",
    "www.evil.example",
    "\u202e\x00 https://evil.example/?q=1 me@evil.example",
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(HOSTILE)


def any_kept(names: tuple[str, ...] = (*CALCULATORS, "toaster")) -> st.SearchStrategy[Kept]:
    """An answer that a file may hold, whether or not it can be answered anew."""
    named = st.dictionaries(TEXT, TEXT, max_size=3)
    return st.builds(
        Kept,
        calculator=st.sampled_from(names),
        inputs=st.just({}) | named,
        kept_on=st.sampled_from(["", "2026-11-29"]),
        task=st.sampled_from(["", "E-mail"]) | st.text(st.characters(codec="utf-8"), max_size=40),
        headline=TEXT,
        figures=named,
        note=TEXT,
        ticked=st.lists(TEXT, max_size=2).map(tuple),
    )


def memo_of(*calculators: str, **others: Any) -> Joined:
    """The memo of these calculators' usual answers."""
    return joined([Kept(calculator=name, **others) for name in calculators])
