"""From words to tokens: the language, the tokenizer of a vendor, a page as text or as a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

WORDS_PER_TOKEN: Mapping[str, float] = {"english": 0.75, "german": 0.6}
"""Rules of thumb: a token is ¾ of an English word (OpenAI), 0.6 of a German one (Kifox)."""
TOKENS_PER_WORD: Mapping[str, float] = {name: 1 / share for name, share in WORDS_PER_TOKEN.items()}
TEXT, PDF, SCAN = "text", "pdf", "scan"
"""How the pages of a document are sent."""
CLAUDE_FACTOR = 1.3
"""Tokens of newer Claude models to those of others, "approximately", by Anthropic."""
NEWER_CLAUDE = (4, 7)
"""The first version with the newer tokenizer, by Anthropic's page on token counting."""
PAGE_TOKENS: Mapping[str, Mapping[str, int]] = {
    "newer claude": {"pdf": 2347, "scan": 1600},
    "older claude": {"pdf": 2115, "scan": 1592},
    "gemini": {"pdf": 561, "scan": 561},
}
"""Tokens of one page sent as a file, counted once on Claude 5.5, Claude 4.5 and Gemini
(PDF token cost, 2026-10-18). As text the same page was 728, 503 and 455; on GPT 461."""

_CLAUDE = re.compile(r"claude-[a-z]+-(\d+)-(\d+)")


class Named(Protocol):
    """Anything with the id of an offer, `provider/model`."""

    @property
    def id(self) -> str:
        """Such as `anthropic/claude-opus-5-5`."""


@dataclass(frozen=True, slots=True)
class Usual:
    """A model that no price list names; its tokenizer counts as most do."""

    id: str = ""


def family(offer: Named) -> str:
    """Whose tokenizer counts; empty where we know of no difference.

    >>> from types import SimpleNamespace
    >>> family(SimpleNamespace(id="anthropic/claude-haiku-4-5"))
    'older claude'
    """
    if found := _CLAUDE.search(offer.id):
        newer = (int(found[1]), int(found[2])) >= NEWER_CLAUDE
        return "newer claude" if newer else "older claude"
    return "gemini" if "gemini" in offer.id else ""


def tokenizer_factor(offer: Named, *, claude: float) -> float:
    """How many tokens this model makes of a text, to the rule of thumb; `claude` for newer ones.

    >>> from types import SimpleNamespace
    >>> tokenizer_factor(SimpleNamespace(id="anthropic/claude-opus-5-5"), claude=1.3)
    1.3
    """
    return claude if family(offer) == "newer claude" else 1.0


def page_tokens(offer: Named, form: str, *, other: int) -> int | None:
    """Tokens of one page sent as a PDF file or as a scan; None where nobody measured it.

    `other` is the reader's own count for models without a measurement, 0 for none.
    """
    measured = PAGE_TOKENS.get(family(offer))
    return measured[form] if measured else other or None
