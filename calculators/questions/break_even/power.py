"""What a machine draws from the wall at work and idle, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.engines.ownership.record import record
from calculators.questions.break_even.owning import given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Source
    from calculators.engines.machine import Machine
    from calculators.engines.ownership.record import Power
    from calculators.questions.break_even.inputs import BreakEvenInputs

IDLE_SHARE = 0.2
"""Idle power to busy power where nobody measured it: 6 of 30 watts on an M4 Mac mini."""
UNKNOWN_WATTS = 100.0
"""Our assumption for a machine without any record of its power."""
_BASES = {
    "measured": "was measured at the wall: {title}",
    "nominal": "is nominal, not measured: {title}",
    "card": "is nominal, not measured: that of the graphics card and {rest:.0f} watts for the rest",
    "borrowed": "was measured on another machine of its kind: {title}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watts:
    """Power of one machine, with what to say of it."""

    busy: tuple[float, float, float]
    """Low, typical, high."""
    idle: float
    note: str
    sources: tuple[Source, ...]


def watts(values: BreakEvenInputs, machine: Machine | None) -> Watts:
    """Typed watts, else those of our records, else an assumption."""
    found = record().power_of(machine.id) if machine else None
    busy, busy_note = _busy(values, found)
    idle, idle_note = _idle(values, machine, found, busy[1])
    return Watts(
        busy=busy,
        idle=idle,
        note=f"Power at work {busy_note}. Idle power {idle_note}.",
        sources=tuple(_sources(values, machine, found)),
    )


def _busy(values: BreakEvenInputs, found: Power | None) -> tuple[tuple[float, float, float], str]:
    if typed := given(values.busy_watts):
        return (typed,) * 3, "is what you typed"
    if found is None:
        return (UNKNOWN_WATTS,) * 3, f"is not known: {UNKNOWN_WATTS:.0f} watts are our assumption"
    rest = record().rest_of_pc.value
    note = _BASES[found.basis].format(title=found.source.title, rest=rest)
    low, typical, high = found.busy_watts
    beside = rest if found.basis == "card" else 0.0
    return (low + beside, typical + beside, high + beside), note


def _idle(
    values: BreakEvenInputs, machine: Machine | None, found: Power | None, busy: float
) -> tuple[float, str]:
    if typed := given(values.idle_watts):
        return typed, "is what you typed"
    if found is not None and found.idle_watts is not None:
        return found.idle_watts, "was measured too"
    if _is_pc_with_card(machine):
        return record().rest_of_pc.value, "was measured on such a PC with another card"
    return IDLE_SHARE * busy, "is assumed to be a fifth of it"


def _is_pc_with_card(machine: Machine | None) -> bool:
    return machine is not None and machine.form == "desktop" and machine.vram_gib > 0


def _sources(
    values: BreakEvenInputs, machine: Machine | None, found: Power | None
) -> Iterator[Source]:
    if found and not given(values.busy_watts):
        yield found.source
    if given(values.idle_watts):
        return
    if found and found.idle_source:
        yield found.idle_source
    elif _is_pc_with_card(machine):
        yield record().rest_of_pc.source
