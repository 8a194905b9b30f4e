"""What `needs` asks: which model, for what, and how quick it should be."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import USUAL, choice
from calculators.core.inputs import Option
from calculators.questions.common import groups
from calculators.questions.common.machine_inputs import open_apps
from calculators.questions.common.model_inputs import (
    QUANTIZATION_HELP,
    model_options,
    quantization_options,
)
from calculators.questions.finder.inputs import paces, purposes, room


@dataclass(frozen=True, kw_only=True)
class NeedsInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    model: str = choice("gemma-4-12b", model_options)("Model")
    quantization: str = choice(
        USUAL, Option(USUAL, "The usual one of this model"), quantization_options, group=groups.FILE
    )("Quantization", QUANTIZATION_HELP)
    purpose: str = purposes()
    pace: str = paces()
    other_apps: str = open_apps()
    context: int = room()
