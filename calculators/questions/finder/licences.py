"""What a licence lets a business do, as far as the catalog knows.

An approval by the Open Source Initiative means use for any purpose. What else there is was sorted
by hand; a licence that nobody sorted counts as the strictest, so that it is never offered by
mistake. None of this is legal advice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.catalog import Model

Terms = Literal["free", "conditions", "no business"]

WITH_CONDITIONS = frozenset(
    {
        "Falcon-LLM licence (TII)",
        "Gemma Terms of Use",
        "LFM Open License v1.0",
        "Llama 3.1 Community License",
        "Llama 3.2 Community License",
        "Llama 3.3 Community License",
        "Llama 4 Community License",
        "MIT on a Llama 3.1 base",
        "MIT on a Llama 3.3 base",
        "Modified MIT",
        "NVIDIA Nemotron Open Model License",
        "OpenMDW-1.1",
    }
)
"""A business may use these if it keeps to rules of use, to a name to show or to a threshold, or
they were not found approved. Each model's own note says what is known."""
NOT_FOR_BUSINESS = frozenset({"CC-BY-NC-4.0", "MiniMax M2.7 licence"})
"""Personal or non-commercial use only, unless the maker agrees in writing."""

WISHES: Mapping[str, tuple[str, frozenset[Terms]]] = {
    "any": (
        "Any open weights, also for private use only",
        frozenset({"free", "conditions", "no business"}),
    ),
    "business": ("Business use, conditions are fine", frozenset({"free", "conditions"})),
    "free": ("Business use without conditions (open source)", frozenset({"free"})),
}
"""Wishes by id: the words for a menu, and the terms that meet them."""

TERMS_WORDS: Mapping[Terms, str] = {
    "free": "",
    "conditions": " (with conditions)",
    "no business": " (not for business)",
}


def terms(model: Model) -> Terms:
    """What a business may do with this model.

    >>> from calculators import catalog
    >>> [terms(catalog.model(name)) for name in ("qwen3-8b", "gemma-3-4b", "command-r7b")]
    ['free', 'conditions', 'no business']
    """
    if model.licence_osi == "yes":
        return "free"
    return "conditions" if model.licence in WITH_CONDITIONS else "no business"


def licence_words(model: Model) -> str:
    """The licence as a table shows it.

    >>> from calculators import catalog
    >>> licence_words(catalog.model("gemma-3-4b"))
    'Gemma Terms of Use (with conditions)'
    """
    return model.licence + TERMS_WORDS[terms(model)]
