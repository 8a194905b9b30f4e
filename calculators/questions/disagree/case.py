"""One model, what it needs, and what each formula makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculators import catalog
from calculators.catalog import Model
from calculators.engines.memory import Setup
from calculators.engines.memory.requirement import Requirement, requirement
from calculators.questions.common.model_inputs import check_mix
from calculators.questions.disagree.formulas import (
    FORMULAS,
    Formula,
    Layers,
    Parts,
    Question,
    layers,
)
from calculators.questions.disagree.inputs import DisagreeInputs

CLOSE = 0.05
"""Formulas this near to what is needed count as right."""


@dataclass(frozen=True)
class Case:
    """One model, its real need, and what each formula makes of it."""

    values: DisagreeInputs

    def __post_init__(self) -> None:
        """Refuse a mix that the model cannot have."""
        check_mix(self.model.geometry, self.values.quantization)

    @property
    def model(self) -> Model:
        """The model that was chosen."""
        return catalog.model(self.values.model)

    @cached_property
    def question(self) -> Question:
        """What a formula may look at."""
        # without experts all weights work on a token, whatever the maker calls effective
        active = self.model.active_billions if self.model.geometry.experts else 0
        return Question(
            geometry=self.model.geometry,
            quantization=self.values.quantization,
            context=self.values.context,
            active_parameters=1e9 * active,
        )

    @cached_property
    def needed(self) -> Requirement:
        """What llama.cpp needs: one slot, a 16-bit cache, flash attention."""
        asked = self.question
        setup = Setup(quantization=asked.quantization, context=asked.context)
        return requirement(asked.geometry, setup)

    @cached_property
    def layers(self) -> Layers:
        """What each layer keeps."""
        return layers(self.question.geometry)

    @cached_property
    def worked(self) -> tuple[tuple[Formula, Parts], ...]:
        """Each formula that says anything about this model, with its parts."""
        asked = self.question
        return tuple((each, each.work(asked)) for each in FORMULAS.values() if each.applies(asked))

    @property
    def lowest(self) -> float:
        """The smallest answer of a formula, in bytes."""
        return min(parts.total_bytes for _, parts in self.worked)

    @property
    def highest(self) -> float:
        """The largest answer of a formula, in bytes."""
        return max(parts.total_bytes for _, parts in self.worked)

    @property
    def times_apart(self) -> float:
        """How far the worst formula is from what is needed, as a factor."""
        needed = self.needed.total_bytes
        return max(needed / max(self.lowest, 1), self.highest / needed)

    @property
    def close(self) -> int:
        """How many formulas come near to what is needed."""
        needed = self.needed.total_bytes
        return sum(abs(parts.total_bytes / needed - 1) <= CLOSE for _, parts in self.worked)
