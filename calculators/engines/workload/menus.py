"""The menus of what is asked about the work."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from calculators.core.inputs import Option
from calculators.engines.workload.kinds import ANSWERS, KINDS, OWN

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL = "usual"
WORDS = "words"
TEXT, PDF, SCAN = "text", "pdf", "scan"


@cache
def kinds() -> Sequence[Option]:
    """Kinds of work, the reader's own last."""
    own = Option(OWN, "Something else: give the tokens")
    return [*(Option(name, kind.label) for name, kind in KINDS.items()), own]


@cache
def answers() -> Sequence[Option]:
    """Lengths of an answer."""
    lengths = (
        Option(name, f"{label} ({words:,} words)") for name, (label, words) in ANSWERS.items()
    )
    return [Option(USUAL, "The usual for this work"), *lengths, Option(WORDS, "Give the words")]


@cache
def page_forms() -> Sequence[Option]:
    """How pages are sent."""
    return [
        Option(TEXT, "As text (copied, or read from the PDF first)"),
        Option(PDF, "As PDF files"),
        Option(SCAN, "As scans or photos"),
    ]


@cache
def languages() -> Sequence[Option]:
    """Languages whose tokens we know something of."""
    return [
        Option("english", "English"),
        Option("german", "German"),
        Option("other", "Another: give the tokens a word"),
    ]
