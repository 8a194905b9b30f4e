"""One model, what it needs, and what each formula makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from calculators.questions.disagree.formulas import Parts, Question
from calculators.questions.disagree.layers import Layers, layers
from calculators.questions.disagree.published import FORMULAS, Formula
from calculators.questions.fit.requirement import Requirement, Setup, requirement

if TYPE_CHECKING:
    from calculators.catalog import Model


@dataclass(frozen=True, kw_only=True)
class Lab:
    """One model, its real need, and what each formula makes of it."""

    model: Model
    question: Question

    @cached_property
    def needed(self) -> Requirement:
        """What llama.cpp needs: one slot, a 16-bit cache, flash attention."""
        setup = Setup(
            quantization=self.question.quantization,
            context=self.question.context,
            kv_cache_type="f16",
            flash_attention=True,
            slots=1,
            unified_cache=True,
            micro_batch=512,
        )
        return requirement(self.question.geometry, setup)

    @cached_property
    def layers(self) -> Layers:
        """What each layer keeps."""
        return layers(self.question.geometry)

    @cached_property
    def worked(self) -> tuple[tuple[Formula, Parts], ...]:
        """Each formula that says anything about this model, with its parts."""
        return tuple(
            (each, each.work(self.question))
            for each in FORMULAS.values()
            if each.applies(self.question)
        )

    @property
    def lowest(self) -> float:
        """The smallest answer of a formula, in bytes."""
        return min(parts.total_bytes for _, parts in self.worked)

    @property
    def highest(self) -> float:
        """The largest answer of a formula, in bytes."""
        return max(parts.total_bytes for _, parts in self.worked)
