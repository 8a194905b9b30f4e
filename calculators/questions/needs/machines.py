"""The machines of the catalog with one model on each, and the least memory that would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from calculators import catalog
from calculators.catalog import Model
from calculators.engines.machine import Machine, custom_machine, memory_budget
from calculators.engines.memory.placement import status_for
from calculators.engines.memory.requirement import Requirement, requirement
from calculators.questions.finder.candidates import Candidate, Place, form
from calculators.questions.finder.case import Case as FinderCase

SIZES_GIB = (2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048)
"""Sizes that memory and graphics cards are sold in, or several of them together."""
BESIDE_CARD_GIB = 32
"""Main memory beside a graphics card: nothing spills into it where the model fits."""

Kind = Literal["apple", "integrated", "dedicated"]
KINDS: Mapping[Kind, str] = {
    "integrated": "Windows PC without a graphics card",
    "apple": "Apple silicon Mac",
    "dedicated": "Graphics card’s own memory",
}
"""Kinds of memory that are compared, in words for a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A machine with the model on it."""

    machine: Machine
    found: Candidate

    @property
    def price_words(self) -> str:
        """The price with its date, or that there is none."""
        price = self.machine.price
        if price is None:
            return "no dated price"
        return f"{price.usd:,.0f} US dollars ({price.what}, {price.as_of})"

    @property
    def key(self) -> tuple[float, float, float, str]:
        """What surely runs it first; cheapest first where a price is dated, then least memory."""
        machine = self.machine
        price = machine.price.usd if machine.price else float("inf")
        return self.found.place, price, machine.ram_gib + machine.vram_gib, machine.id


def listings(model: Model, quantization: str, finder: FinderCase) -> list[Listing]:
    """Every machine of the catalog that runs it at all, in the order to look at them."""
    found = []
    for machine in catalog.machines().values():
        here = form(model, quantization, finder.on(machine))
        if here:
            found.append(Listing(machine=machine, found=here))
    return sorted(found, key=lambda listing: listing.key)


def sure(found: list[Listing]) -> list[Listing]:
    """Those on which it surely fits and is quick enough."""
    return [each for each in found if each.found.place == Place.SURE]


def needed(model: Model, quantization: str, finder: FinderCase, kind: Kind) -> Requirement:
    """What the model needs on a machine of that kind: a processor makes a second copy."""
    here = finder.on(_machine(kind, SIZES_GIB[-1]))
    return requirement(model.geometry, here.setup_for(model, quantization))


def least_gib(wanted: Requirement, kind: Kind, finder: FinderCase) -> int | None:
    """The smallest usual size of memory in which it surely fits; None where none is enough."""
    for size in SIZES_GIB:
        budget = memory_budget(_machine(kind, size), other_apps_gib=finder.other_apps)
        if status_for(wanted, budget) == "fits":
            return size
    return None


def _machine(kind: Kind, size: int) -> Machine:
    """A machine with so much of that kind of memory."""
    card = kind == "dedicated"
    return custom_machine(
        memory_kind=kind, ram_gib=BESIDE_CARD_GIB if card else size, vram_gib=size if card else 0
    )
