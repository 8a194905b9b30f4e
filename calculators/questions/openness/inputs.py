"""What `openness` asks: which model, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calculators.core.form import choice, moment
from calculators.questions.common import groups
from calculators.questions.common.model_inputs import model_options


@dataclass(frozen=True, kw_only=True)
class OpennessInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    model: str = choice("gemma-4-12b", model_options)("Model")
    as_of: datetime | None = moment(group=groups.DAY)("As of", "Empty for today.")
