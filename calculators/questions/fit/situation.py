"""One question as the calculator sees it: which model, set up how, on what machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from calculators.engines.memory import cache_refusal, kv_cache
from calculators.engines.memory.requirement import Requirement, longest_context, requirement
from calculators.questions.fit.inputs import MAX_CONTEXT

if TYPE_CHECKING:
    from calculators.engines.machine import Assumption, Budget, Machine
    from calculators.engines.memory import KvCache, Setup
    from calculators.questions.fit.subject import Subject


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Everything the verdict, its words and its alternatives look at."""

    subject: Subject
    setup: Setup
    machine: Machine
    budget: Budget
    other_apps: Assumption

    @cached_property
    def needed(self) -> Requirement:
        """What it needs as asked."""
        return requirement(self.subject.geometry, self.setup)

    @cached_property
    def cache(self) -> KvCache:
        """Its KV cache, layer by layer."""
        return kv_cache(self.subject.geometry, self.setup)

    @property
    def total_bytes(self) -> int:
        """All that it needs as asked."""
        return self.needed.total_bytes

    @property
    def reach_bytes(self) -> int:
        """What a model may use and what it may spill into, beside a graphics card."""
        return self.budget.usable_bytes + self.budget.spill_bytes

    @cached_property
    def longest_context(self) -> int:
        """The longest context that stays in the memory a model may use, in tokens."""
        return self.context_within(self.budget.usable_bytes)

    @cached_property
    def reach_context(self) -> int:
        """The longest context that stays in that memory and what a model may spill into."""
        spills = self.budget.spill_bytes > 0
        return self.context_within(self.reach_bytes) if spills else self.longest_context

    @cached_property
    def surely_longest_context(self) -> int:
        """The longest context that fits even in the worst case assumed, in tokens."""
        return self.context_within(self.budget.usable_low_bytes, worst=True)

    def context_within(self, limit_bytes: int, *, worst: bool = False) -> int:
        """The longest context that stays within so many bytes, in tokens; 0 when none does."""
        return longest_context(
            self.subject.geometry,
            self.setup,
            limit_bytes=limit_bytes,
            context_max=min(self.subject.context_max, MAX_CONTEXT),
            worst=worst,
        )

    def requirement_with(self, **changed: object) -> Requirement:
        """What the same model needs with something in its set-up changed."""
        setup = replace(self.setup, **changed)  # type: ignore[arg-type]  # names are Setup's own
        return requirement(self.subject.geometry, setup)

    def cache_refusal(self, cache_type: str) -> str:
        """Why llama.cpp would refuse this cache type; empty when it would not."""
        return cache_refusal(self.subject.geometry, cache_type, self.setup.flash_attention)
