"""What `disagree` asks: one model, and how long the conversation is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.numbers import KIB
from calculators.core.presets import choice, count
from calculators.questions.common.model_inputs import (
    MAX_CONTEXT,
    model_options,
    quantization_options,
)


@dataclass(frozen=True, kw_only=True)
class DisagreeInputs:
    """The inputs, in the order of the form."""

    model: Annotated[str, choice("Model", model_options)] = "gemma-4-12b"
    quantization: Annotated[str, choice("Quantization", quantization_options)] = "Q4_K_M"
    context: Annotated[
        int,
        count(
            "Context window",
            "tokens",
            1,
            MAX_CONTEXT,
            "Your text and the answers together.",
            thousand=KIB,
            stops=tuple(1024 * 2**step for step in range(9)),
        ),
    ] = 32768
