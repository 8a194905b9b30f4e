"""What `needs` asks: which model, for what, and how quick it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Option
from calculators.core.presets import USUAL, choice
from calculators.questions.common.machine_inputs import OtherAppsInput
from calculators.questions.common.model_inputs import (
    QUANTIZATION_HELP,
    model_options,
    quantization_options,
)
from calculators.questions.finder.inputs import PaceInput, PurposeInput, RoomInput


@cache
def _quantizations() -> Sequence[Option]:
    return [Option(USUAL, "The usual one of this model"), *quantization_options()]


@dataclass(frozen=True, kw_only=True)
class NeedsInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    model: Annotated[str, choice("Model", model_options)] = "gemma-4-12b"
    quantization: Annotated[str, choice("Quantization", _quantizations, QUANTIZATION_HELP)] = USUAL
    purpose: PurposeInput = "everyday"
    pace: PaceInput = "reading"
    other_apps: OtherAppsInput = "documents"
    context: RoomInput = 0
