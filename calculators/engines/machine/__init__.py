"""Machines people own and how much of their memory a model may really use."""

from calculators.engines.machine.amounts import metal_limit_bytes
from calculators.engines.machine.budget import Budget, Part, memory_budget
from calculators.engines.machine.record import (
    FORMS,
    GROUPS,
    KINDS,
    SPEED_CLASSES,
    SYSTEMS,
    Machine,
    Price,
    custom_machine,
)
from calculators.engines.machine.reserve import (
    OTHER_APPS,
    Assumption,
    held_graphics_memory,
    system_reserve,
)

__all__ = [
    "FORMS",
    "GROUPS",
    "KINDS",
    "OTHER_APPS",
    "SPEED_CLASSES",
    "SYSTEMS",
    "Assumption",
    "Budget",
    "Machine",
    "Part",
    "Price",
    "custom_machine",
    "held_graphics_memory",
    "memory_budget",
    "metal_limit_bytes",
    "system_reserve",
]
