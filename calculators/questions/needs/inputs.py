"""What `needs` asks: which model, for what, and how quick it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Choice, Option
from calculators.questions.finder.inputs import FinderInputs, PaceInput, PurposeInput, RoomInput
from calculators.questions.fit.inputs import OtherAppsInput, model_options, quantization_options

USUAL = "usual"


@cache
def _quantizations() -> Sequence[Option]:
    return [Option(USUAL, "The usual one of this model"), *quantization_options()]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    model: Annotated[str, Choice(label="Model", options=model_options)] = "gemma-4-12b"
    quantization: Annotated[
        str,
        Choice(
            label="Quantization",
            help="How many bits each weight keeps. Fewer bits, smaller and less exact.",
            options=_quantizations,
        ),
    ] = USUAL
    purpose: PurposeInput = "everyday"
    pace: PaceInput = "reading"
    other_apps: OtherAppsInput = "documents"
    context: RoomInput = 0


def finder_inputs(values: NeedsInputs) -> FinderInputs:
    """The same purpose as `finder` asks for it, with any licence."""
    return FinderInputs(
        purpose=values.purpose,
        pace=values.pace,
        other_apps=values.other_apps,
        context=values.context,
        licence="any",
    )
