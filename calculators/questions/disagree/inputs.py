"""What `disagree` asks: one model, and how long the conversation is."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import choice, count
from calculators.core.numbers import KIB
from calculators.questions.common.model_inputs import (
    MAX_CONTEXT,
    model_options,
    quantization_options,
)


@dataclass(frozen=True, kw_only=True)
class DisagreeInputs:
    """The inputs, in the order of the form."""

    model: str = choice("gemma-4-12b", model_options)("Model")
    quantization: str = choice("Q4_K_M", quantization_options)("Quantization")
    context: int = count(
        32768,
        "tokens",
        1,
        MAX_CONTEXT,
        thousand=KIB,
        stops=tuple(1024 * 2**step for step in range(9)),
    )("Context window", "Your text and the answers together.")
