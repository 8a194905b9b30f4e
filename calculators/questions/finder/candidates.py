"""Each model in the form that suits the machine best, and how well that form does there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.catalog import Model
from calculators.engines.licence.outcome import Reading
from calculators.engines.memory.placement import Placement, Status, place, status_for
from calculators.engines.memory.requirement import Requirement, requirement
from calculators.engines.speed.estimate import Estimate, estimate
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record
from calculators.engines.speed.work import work
from calculators.questions.common.scores import Subject, of_model
from calculators.questions.finder.order import rank
from calculators.questions.licence.use import permits

if TYPE_CHECKING:  # which has what is found here
    from calculators.questions.finder.case import Case

LADDER = {"Q8_0": 8, "Q6_K": 6, "Q5_K_M": 5, "Q4_K_M": 4, "Q3_K_M": 3}
"""Quantizations that are tried, most bits first, with the bits in their name: no weight takes
fewer. With still fewer the loss is so large that a smaller model is the better choice."""
FEWEST_GOOD_BITS = 4
_NOT_LOADED = 0.9
"""At most a tenth of a model's weights are layers that llama.cpp leaves in the file."""


class Place(IntEnum):
    """How well a model does on a machine, best first: it is listed in this order."""

    SURE = 0
    """Fits even in the worst case that we assume, and is quick enough."""
    LIKELY = 1
    """Quick enough, and fits in the memory that is usually free."""
    SPLIT = 2
    """Quick enough by a rough guess, with a part of it beside the graphics card."""
    STRETCH = 3
    """Quick enough, and fits only if less memory is taken than usual."""
    COARSE = 4
    """Only with so few bits that much of its quality is lost."""
    SLOW = 5
    """Runs, but slower than wished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A model in one quantization on the machine in question."""

    model: Model
    quantization: str
    needed: Requirement
    status: Status
    estimate: Estimate
    place: Place
    placement: Placement | None = None
    """Where it lies, if that is on both sides."""
    reading: Reading | None = None
    """What its licence says of the use, where one is chosen."""

    @property
    def experts_aside(self) -> int:
        """Layers that keep their experts in main memory."""
        split = self.placement.split if self.placement else None
        return split.host_experts if split else 0

    @property
    def named(self) -> str:
        """The model and its quantization."""
        return f"{self.model.name} in {self.quantization}"

    @property
    def score(self) -> Subject | None:
        """Its score in the index, where there is one."""
        return of_model(self.model.id)

    @property
    def group(self) -> tuple[bool, Place]:
        """What is permitted comes first, then the better place."""
        return not permits(self.reading), self.place

    @property
    def key(self) -> tuple[bool, float, bool, float, str]:
        """Where it stands: by group, then by `rank`; of the slow the quickest."""
        slow = self.place == Place.SLOW
        second = (False, self.estimate.done.typical) if slow else rank(self.model)
        return *self.group, *second, self.model.id


def ranked(case: Case) -> list[Candidate]:
    """All models that run at all, the best first."""
    found = (best_form(model, case) for model in catalog.models().values())
    return sorted((each for each in found if each), key=lambda each: each.key)


def best(case: Case) -> Candidate | None:
    """The first of `ranked`, mostly without a look at all the others."""
    permitted = (
        model
        for model in _models_in_order()
        if case.allows(model) and permits(case.readings.get(model.id))
    )
    found = (_surely(model, case) for model in permitted)
    return next((each for each in found if each), None) or next(iter(ranked(case)), None)


@cache
def _models_in_order() -> list[Model]:
    """In the order of candidates of one place."""
    return sorted(catalog.models().values(), key=lambda model: (rank(model), model.id))


def best_form(model: Model, case: Case) -> Candidate | None:
    """The model with as many bits as do well on the machine; None where it does not run.

    The first that surely fits and is quick enough ends the search. If there is none, the best of
    the others counts.
    """
    if not case.allows(model):
        return None
    return _surely(model, case) or _otherwise(model, case)


def _surely(model: Model, case: Case) -> Candidate | None:
    """The form with the most bits that surely fits and is quick enough."""
    for name, needed, status in _forms(model, case, case.budget.usable_low_bytes):
        if status == "fits" and _bits(name) >= FEWEST_GOOD_BITS:
            found = candidate(model, name, needed, status, case)
            if found.place == Place.SURE:
                return found
    return None


def _otherwise(model: Model, case: Case) -> Candidate | None:
    """The best of the forms that are less sure, keep less or are slower."""
    budget = case.budget
    reach = max(budget.usable_high_bytes, budget.usable_bytes + budget.spill_bytes)
    forms = _worth_timing(list(_forms(model, case, reach)))
    found = [_graded(candidate(model, *each, case)) for each in forms]
    return min(found, key=_form_key, default=None)


def _graded(found: Candidate) -> Candidate:
    """Few bits put a model behind all that keep more, wherever it fits."""
    if _bits(found.quantization) >= FEWEST_GOOD_BITS:
        return found
    return replace(found, place=max(found.place, Place.COARSE))


def _worth_timing(
    forms: list[tuple[str, Requirement, Status]],
) -> Iterator[tuple[str, Requirement, Status]]:
    """All but those that lie partly beside the card: of these the one with the least there."""
    split = [form for form in forms if form[2] == "partial_offload"]
    yield from (form for form in forms if form not in split)
    yield from [form for form in split if _bits(form[0]) >= FEWEST_GOOD_BITS][-1:] or split[:1]


def candidate(
    model: Model, name: str, needed: Requirement, status: Status, case: Case
) -> Candidate:
    """The model in this quantization, timed."""
    placed = None
    if status == "partial_offload":
        placed = place(model.geometry, case.setup_for(model, name), needed, case.budget)
    times = _estimate(model, name, placed, case)
    return Candidate(
        model=model,
        quantization=name,
        needed=needed,
        status=status,
        estimate=times,
        place=_place(status, times, case),
        placement=placed,
        reading=case.readings.get(model.id),
    )


def form(model: Model, name: str, case: Case) -> Candidate | None:
    """The model in just this quantization; None where it does not run."""
    needed = requirement(model.geometry, case.setup_for(model, name))
    status = status_for(needed, case.budget)
    if status == "does_not_fit":
        return None
    return candidate(model, name, needed, status, case)


def quantizations_of(model: Model) -> list[str]:
    """Those worth trying, most bits first: the ladder, or what the model is published in."""
    return [name for name in LADDER if name in model.quantizations] or list(model.quantizations)


def _forms(model: Model, case: Case, reach: int) -> Iterator[tuple[str, Requirement, Status]]:
    """The forms that run, most bits first, without those that are clearly beyond `reach` bytes."""
    for name in quantizations_of(model):
        # What cannot fit by the bits of its name alone needs no look at each tensor.
        if model.parameters * _bits(name) * _NOT_LOADED / 8 > reach:
            continue
        needed = requirement(model.geometry, case.setup_for(model, name))
        status = status_for(needed, case.budget)
        if status != "does_not_fit":
            yield name, needed, status


def _bits(name: str) -> int:
    return LADDER.get(name, FEWEST_GOOD_BITS)


def _estimate(model: Model, name: str, placed: Placement | None, case: Case) -> Estimate:
    share, experts = (placed.share, placed.experts_share) if placed else (1.0, 0.0)
    device = device_of(case.machine, record(), share=share, experts_aside=experts)
    return estimate(case.purpose.task, work(model.geometry, name), device, record())


def _place(status: Status, times: Estimate, case: Case) -> Place:
    if not case.quick_enough(times.decode.typical, times.done.typical):
        return Place.SLOW
    places = {"fits": Place.SURE, "tight": Place.LIKELY, "stretch": Place.STRETCH}
    return places.get(status, Place.SPLIT)


def _form_key(found: Candidate) -> tuple[int, int]:
    """The best place, then the most bits; of the slow the fewest that lose little."""
    bits = _bits(found.quantization)
    if found.place == Place.SLOW:
        return found.place, bits if bits >= FEWEST_GOOD_BITS else 100
    return found.place, -bits
