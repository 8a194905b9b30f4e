"""What `cover` asks: which plan, what you do with its answers, and where you live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from calculators.core.form import USUAL, choice, moment, switch
from calculators.core.inputs import Option
from calculators.engines.cover.record import listed
from calculators.questions.common import groups

_ALSO = "What else applies"
SITUATIONS = {
    "unmodified": "We use it unchanged",
    "edited": "A person edits it first",
    "in_own_product": "It goes into our product, service or text",
    "own_fine_tune": "The model is tuned with our data",
    "filters_off": "Filters or citations are off or ignored",
    "agent_action": "An agent does something that causes harm",
    "preview": "It comes from a beta or preview",
    "free_use": "We don’t pay: free tier, trial or credits",
    "trademark": "The claim is about a trademark",
    "should_have_known": "We should have seen the infringement",
    "after_notice": "We go on using it after a warning",
    "training_data_claim": "The claim is about how the model was trained",
    "wrong_answer": "The answer is wrong and does harm",
}
"""Situations, in the order in which people meet them."""
HOMES = {
    USUAL: "Where the plan’s text holds",
    "US": "United States",
    "EU": "European Union or EEA",
    "UK": "United Kingdom",
    "CH": "Switzerland",
    "other": "Elsewhere",
}


def _plans() -> Sequence[Option]:
    """All plans, a group for each vendor."""
    return [Option(ident, each["name"], each["vendor"]) for ident, each in listed().items()]


@dataclass(frozen=True, kw_only=True)
class CoverInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    plan: str = choice("openai-chatgpt-business", _plans)("Plan")
    situation: str = choice("edited", SITUATIONS)("What you do, or what happens")
    home: str = choice(USUAL, HOMES)(
        "Where you are", "Several personal plans have another text in Europe."
    )
    edited: bool = switch(False, group=_ALSO)("Also: a person edits it")
    in_own_product: bool = switch(False, group=_ALSO)("Also: it goes into our own product")
    own_fine_tune: bool = switch(False, group=_ALSO)("Also: the model is tuned with our data")
    filters_off: bool = switch(False, group=_ALSO)("Also: filters are off or ignored")
    agent_action: bool = switch(False, group=_ALSO)("Also: an agent acts")
    preview: bool = switch(False, group=_ALSO)("Also: it is a beta or preview")
    free_use: bool = switch(False, group=_ALSO)("Also: we don’t pay")
    trademark: bool = switch(False, group=_ALSO)("Also: a claim about a trademark")
    should_have_known: bool = switch(False, group=_ALSO)("Also: we should have seen it")
    after_notice: bool = switch(False, group=_ALSO)("Also: we go on after a warning")
    training_data_claim: bool = switch(False, group=_ALSO)("Also: a claim about training data")
    wrong_answer: bool = switch(False, group=_ALSO)("Also: the answer is wrong")
    as_of: datetime | None = moment(group=groups.DAY)("As of", "Empty for today.")
