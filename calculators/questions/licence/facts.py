"""A case as facts: everything that a clause may ask about."""

from __future__ import annotations

from typing import Any

from calculators import catalog
from calculators.core.form import USUAL
from calculators.engines.licence.outcome import USUAL_FACTS
from calculators.engines.rules.condition import Facts
from calculators.questions.licence.inputs import is_commercial

TEXT_ONLY = "text"


def facts_of(values: Any, release: str) -> Facts:
    """What the inputs of a form say of a case, and what is usual for a small firm where they don't.

    >>> from calculators.questions.licence.inputs import LicenceInputs
    >>> facts = facts_of(LicenceInputs(), "gemma-4-12b")
    >>> facts["commercial"], facts["multimodal_model"], facts["region"]
    (True, True, 'US')
    """
    given = {name: getattr(values, name) for name in USUAL_FACTS if hasattr(values, name)}
    model = catalog.models().get(release)
    takes_more = model is not None and model.modalities.strip() != TEXT_ONLY
    commercial = is_commercial(getattr(values, "commercial", USUAL), values.actor)
    facts = {**USUAL_FACTS, **given, "commercial": commercial, "multimodal_model": takes_more}
    # Who hosts one model for others runs such a business, whatever else the group does.
    return {**facts, "operates_maas": facts["operates_maas"] or values.use == "host_service"}
