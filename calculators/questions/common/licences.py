"""What a licence lets a business do, as far as the catalog knows, and what it asks of tuned models.

An approval by the Open Source Initiative means use for any purpose. What else there is was sorted
by hand; a licence that nobody sorted counts as the strictest, so that it is never offered by
mistake. What it asks of those who tune a model is described from its text. None of this is legal
advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

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
_KEEP = (
    "Keep it for yourselves and little is asked. Pass it on, and the licence text and the notices "
    "go with it"
)
_LLAMA = (
    "Pass it on, and its name must begin with “Llama”, “Built with Llama” must be shown, and the "
    "licence text goes with it. The use policy holds for the tuned model too. Makers with more "
    "than 700 million monthly users need Meta’s leave."
)
DUTIES: Mapping[str, str] = {
    "MIT": f"{_KEEP}: copyright and permission notice. No name is asked for.",
    "Apache-2.0": f"{_KEEP}: say which files you changed. No name is asked for.",
    "Llama 3.1 Community License": _LLAMA,
    "Llama 3.2 Community License": _LLAMA,
    "Llama 3.3 Community License": _LLAMA,
    "Llama 4 Community License": _LLAMA,
    "MIT on a Llama 3.1 base": f"{_KEEP}. Its base is under Llama’s licence. {_LLAMA}",
    "MIT on a Llama 3.3 base": f"{_KEEP}. Its base is under Llama’s licence. {_LLAMA}",
    "Gemma Terms of Use": (
        "A tuned model counts as a derivative, and so does one trained on its answers. Pass it on, "
        "and Google’s limits on use go with it as terms that you enforce; changed files are marked."
    ),
    "Modified MIT": (
        f"{_KEEP}. Products with more than 100 million monthly users or 20 million US dollars of "
        "monthly revenue must show the model’s name."
    ),
    "MiniMax M2.7 licence": "Commercial use needs the maker’s written leave, tuned or not.",
    "CC-BY-NC-4.0": "No commercial use, tuned or not.",
}
"""What licences ask of tuned models, by the name of the licence as our records have it."""
NOT_ESTABLISHED = "What it asks of tuned models is not established here. Read the licence itself."


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


def duties(model: Model) -> str:
    """One paragraph on the licence of this model.

    >>> from calculators.catalog import model
    >>> duties(model("qwen3-8b"))[:40]
    'Qwen3 8B is under Apache-2.0. Keep it fo'
    """
    found = DUTIES.get(model.licence, NOT_ESTABLISHED)
    return f"{model.name} is under {model.licence}. {found}"
