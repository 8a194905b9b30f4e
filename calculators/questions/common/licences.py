"""What a licence lets a business do, in a word for a list, and what it asks of tuned models.

Both follow from the clauses in our records, as they are read for `licence`. A release without a
licence that we know counts as the strictest, so that it is never offered by mistake. None of this
is legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from calculators.catalog import Model
from calculators.core.inputs import today
from calculators.engines.licence.outcome import PERMITS, USUAL_FACTS, read
from calculators.engines.licence.record import beside, licences
from calculators.engines.licence.record import terms as all_terms
from calculators.engines.rules.decide import Outcome

Terms = Literal["free", "policy", "conditions", "no business"]

WISHES: Mapping[str, tuple[str, frozenset[Terms]]] = {
    "any": (
        "Any open weights, also for private use only",
        frozenset({"free", "policy", "conditions", "no business"}),
    ),
    "business": ("Business use, conditions are fine", frozenset({"free", "policy", "conditions"})),
    "free": ("Business use without conditions (open source)", frozenset({"free"})),
}
"""Wishes by id: the words for a menu, and the terms that meet them."""

TERMS_WORDS: Mapping[Terms, str] = {
    "free": "",
    "policy": " (with a policy beside it)",
    "conditions": " (with conditions)",
    "no business": " (not for business)",
}
_KINDS: Mapping[str, Terms] = {
    "open source": "free",
    "permissive": "conditions",
    "restricted": "conditions",
    "non-commercial": "no business",
}
_TUNED: Mapping[Outcome, str] = {
    "allowed": "is permitted, and nothing is asked",
    "allowed_if": "is permitted if you do this",
    "ask_first": "needs the maker’s consent first",
    "not_allowed": "is not permitted",
    "unknown": "is not established here; read the licence itself",
}


def terms(model: Model) -> Terms:
    """What a business may do with this model.

    >>> from calculators import catalog
    >>> names = ("qwen3-8b", "apertus-8b", "gemma-3-4b", "command-r7b")
    >>> [terms(catalog.model(name)) for name in names]
    ['free', 'policy', 'conditions', 'no business']
    """
    found = all_terms().get(model.id)
    if not found or not found.licence:
        return "no business"
    kind = _KINDS[licences()[found.licence].kind]
    policies = [beside()[each] for each in found.beside]
    binding = any(each.at_least or each.contested_fields for each in policies)
    return "policy" if kind == "free" and binding else kind


def licence_words(model: Model) -> str:
    """The licence as a table shows it.

    >>> from calculators import catalog
    >>> licence_words(catalog.model("gemma-3-4b"))
    'Gemma Terms of Use (with conditions)'
    """
    return model.licence + TERMS_WORDS[terms(model)]


def duties(model: Model) -> str:
    """One paragraph on what the licence asks of a firm that tunes this model.

    >>> from calculators import catalog
    >>> duties(catalog.model("deepseek-r1-distill-qwen-7b"))
    'DeepSeek-R1-Distill-Qwen 7B is under MIT. Tuning it for yourselves is permitted, and nothing \
is asked. Passing the result on is permitted if you do this: include the copyright line and the \
licence text with every copy you pass on.'
    """
    kept, passed_on = (_tuned(model, use) for use in ("fine_tune_private", "publish_fine_tune"))
    return (
        f"{model.name} is under {model.licence}. Tuning it for yourselves {kept}. Passing the "
        f"result on {passed_on}."
    )


def _tuned(model: Model, use: str) -> str:
    facts = {**USUAL_FACTS, "use": use}
    reading = read(all_terms().get(model.id), facts, today())
    said = _TUNED[reading.outcome]
    if reading.outcome not in PERMITS or not reading.duties:
        return said
    todo = "; ".join(each.do[0].lower() + each.do[1:].removesuffix(".") for each in reading.duties)
    return f"{said.replace(', and nothing is asked', ' if you do this')}: {todo}"
