"""The question, read: which model, set up how, on what machine, and where it would sit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from calculators.core.calculator import carried
from calculators.core.errors import InputErrors, Problem
from calculators.engines.machine import OTHER_APPS, Assumption, Budget, Machine, memory_budget
from calculators.engines.memory import (
    SAME_TYPE,
    Geometry,
    KvCache,
    Setup,
    cache_refusal,
    kv_cache,
    parameters,
    types_of,
)
from calculators.engines.memory.placement import (
    Placement,
    Room,
    card_room,
    fitted,
    place,
    reach_bytes,
    room_for,
    status_for,
)
from calculators.engines.memory.requirement import Requirement, longest_context, requirement
from calculators.engines.memory.split import Split
from calculators.questions.common.loading import check_loading, setup_for
from calculators.questions.common.machine_inputs import machine_of
from calculators.questions.common.model_inputs import MAX_CONTEXT, Subject, check_mix, subject_of
from calculators.questions.fit.inputs import FitInputs


@dataclass(frozen=True)  # without slots: what is asked often is worked out once
class Case:
    """One model on one machine; raises `InputErrors` for what llama.cpp would refuse."""

    values: FitInputs

    def __post_init__(self) -> None:
        """Refuse a mix that the model cannot have, and a KV cache that does not go with it."""
        values = self.values
        check_mix(self.geometry, values.quantization)
        check_loading(self.model, values)
        types = types_of(self.setup)
        if refusal := cache_refusal(self.geometry, types, values.flash_attention):
            own = values.v_cache_type != SAME_TYPE  # the values have a type of their own
            label, cure = ("Type of the values", SAME_TYPE) if own else ("KV cache type", "f16")
            text = f"{label}: {refusal}. Choose {cure}."
            raise InputErrors([Problem("v_cache_type" if own else "kv_cache_type", text)])

    @cached_property
    def model(self) -> Subject:
        """The model that was chosen or pasted."""
        return subject_of(self.values)

    @property
    def geometry(self) -> Geometry:
        """The shape of the model."""
        return self.model.geometry

    @cached_property
    def setup(self) -> Setup:
        """How it is run, with what the program loads beside it."""
        setup = carried(self.values, Setup)
        return setup_for(self.model, self.machine, setup, self.values)

    @cached_property
    def machine(self) -> Machine:
        """The machine that was chosen or described."""
        return machine_of(self.values)

    @property
    def other_apps(self) -> Assumption:
        """What else stays open."""
        return OTHER_APPS[self.values.other_apps]

    @cached_property
    def budget(self) -> Budget:
        """What one model may use of the machine's memory."""
        return memory_budget(self.machine, other_apps_gib=self.other_apps)

    @cached_property
    def needed(self) -> Requirement:
        """What the model needs."""
        return requirement(self.geometry, self.setup)

    @cached_property
    def cache(self) -> KvCache:
        """Its KV cache, layer by layer."""
        return kv_cache(self.geometry, self.setup)

    @cached_property
    def placement(self) -> Placement:
        """Where it would sit."""
        return place(self.geometry, self.setup, self.needed, self.budget)

    @property
    def bits_per_weight(self) -> float:
        """Mean bits of a weight over the whole file, the reader's own where its size is given."""
        return 8 * self.needed.weights_bytes / parameters(self.geometry)

    @property
    def room(self) -> Room:
        """Whether it fits without any spilling."""
        return room_for(self.needed, self.budget)

    @cached_property
    def fitted(self) -> Split | None:
        """What llama.cpp's own `--fit` would do instead; None where it leaves all as it is."""
        return fitted(self.geometry, self.setup, self.needed, self.budget)

    @property
    def carded(self) -> bool:
        """Whether there is a graphics card with memory of its own, and main memory beside it."""
        return self.budget.spill_bytes > 0

    @property
    def copied(self) -> bool:
        """Whether it fits in what is usually free, and a second copy of some weights does not."""
        return self.room == "tight" and self.held_bytes > self.budget.usable_bytes

    @property
    def spills(self) -> bool:
        """Whether main memory counts as well: the model is too large for the graphics card."""
        too_large = self.placement.status in ("partial_offload", "does_not_fit")
        return self.budget.spill_bytes > 0 and too_large

    @property
    def cards(self) -> int:
        """How many of several cards it is laid on; 1 where there is one, or none."""
        return len(self.placement.counts) or 1

    @property
    def card_room(self) -> int:
        """What a model may use of each graphics card."""
        return card_room(self.budget)

    @property
    def further_bytes(self) -> int:
        """What further cards need on top of the first: a working space each."""
        placed, one = self.placement, self.needed.card_bytes
        if placed.split:
            each = self.needed.card_compute_bytes + self.needed.fixed.each
            return (self.cards - 1) * each
        return sum(placed.each_bytes) - one if placed.each_bytes else 0

    @property
    def fullest_bytes(self) -> int:
        """What a graphics card holds, or the fullest of several."""
        return max(self.placement.each_bytes, default=self.needed.card_bytes)

    @property
    def total_bytes(self) -> int:
        """All that it needs."""
        return self.needed.total_bytes + self.further_bytes

    @property
    def reach_bytes(self) -> int:
        """What a model may use and what it may spill into, beside a graphics card."""
        return reach_bytes(self.needed, self.budget)

    @property
    def held_bytes(self) -> int:
        """What graphics cards hold with every layer; without a card, all that it needs."""
        return self.needed.card_bytes + self.further_bytes if self.carded else self.total_bytes

    @property
    def free_bytes(self) -> int:
        """What is left over where it fits; less than nothing where it doesn't."""
        if self.spills:
            return self.reach_bytes - self.total_bytes
        return self.budget.usable_bytes - self.held_bytes

    @cached_property
    def longest_context(self) -> int:
        """The longest context that stays in the memory a model may use, in tokens."""
        return self._longest(lambda needed: room_for(needed, self.budget) in ("fits", "tight"))

    @cached_property
    def reach_context(self) -> int:
        """The longest context that stays in that memory and what a model may spill into."""
        if not self.carded:
            return self.longest_context
        return self._longest(lambda needed: status_for(needed, self.budget) != "does_not_fit")

    @cached_property
    def surely_longest_context(self) -> int:
        """The longest context that fits even in the worst case assumed, in tokens."""
        return self._longest(lambda needed: room_for(needed, self.budget) == "fits")

    def _longest(self, fits: Callable[[Requirement], bool]) -> int:
        most = min(self.model.context_max, MAX_CONTEXT)
        return longest_context(self.geometry, self.setup, fits, most)
