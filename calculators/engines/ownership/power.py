"""What a machine draws from the wall at work and idle, how that is known, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calculators.engines.ownership.record import record

if TYPE_CHECKING:
    from calculators.core.results import Source
    from calculators.engines.machine import Machine
    from calculators.engines.ownership.record import Power

IDLE_SHARE = 0.2
"""Idle power to busy power where nobody measured it: 6 of 30 watts on an M4 Mac mini."""
UNKNOWN_WATTS = 100.0
"""Our assumption for a machine without any record of its power."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watts:
    """Power of one machine at the wall, and how it is known."""

    busy: tuple[float, float, float]
    """Low, typical, high."""
    idle: float
    busy_basis: str
    """"typed", "assumed", or as the record has it: "measured", "nominal", "card", "borrowed"."""
    idle_basis: Literal["typed", "measured", "rest of pc", "assumed"]
    """With "rest of pc" that of a PC with another graphics card; assumed is `IDLE_SHARE`."""
    sources: tuple[Source, ...]
    """First that of the power at work, where it is from the record."""


def watts(machine: Machine | None, *, busy_watts: float = 0, idle_watts: float = 0) -> Watts:
    """Typed watts, else those of the record, else an assumption; 0 is not typed.

    >>> found = watts(None, idle_watts=15)
    >>> found.busy, found.idle, found.busy_basis
    ((100.0, 100.0, 100.0), 15, 'assumed')
    """
    power = record().power_of(machine.id) if machine else None
    busy, busy_basis = _busy(busy_watts, power)
    idle, idle_basis, idle_source = _idle(idle_watts, machine, power, busy[1])
    busy_source = power.source if power and not busy_watts else None
    return Watts(
        busy=busy,
        idle=idle,
        busy_basis=busy_basis,
        idle_basis=idle_basis,
        sources=tuple(each for each in (busy_source, idle_source) if each),
    )


def _busy(typed: float, power: Power | None) -> tuple[tuple[float, float, float], str]:
    if typed:
        return (typed,) * 3, "typed"
    if power is None:
        return (UNKNOWN_WATTS,) * 3, "assumed"
    low, typical, high = power.busy_watts
    beside = record().rest_of_pc.value if power.basis == "card" else 0.0
    return (low + beside, typical + beside, high + beside), power.basis


def _idle(
    typed: float, machine: Machine | None, power: Power | None, busy: float
) -> tuple[float, Literal["typed", "measured", "rest of pc", "assumed"], Source | None]:
    if typed:
        return typed, "typed", None
    if power is not None and power.idle_watts is not None:
        return power.idle_watts, "measured", power.idle_source
    if machine is not None and machine.form == "desktop" and machine.vram_gib > 0:
        rest = record().rest_of_pc
        return rest.value, "rest of pc", rest.source
    return IDLE_SHARE * busy, "assumed", None


def electricity_usd(
    *,
    usd_per_kwh: float,
    busy_hours: float,
    busy_watts: float,
    idle_hours: float = 0.0,
    idle_watts: float = 0.0,
    pue: float = 1.0,
) -> float:
    """The power bill; `pue` is what a room with cooling draws for each watt of its machines.

    >>> round(electricity_usd(usd_per_kwh=0.135, busy_hours=8760, busy_watts=240))
    284
    """
    kwh = (busy_hours * busy_watts + idle_hours * idle_watts) / 1000 * pue
    return kwh * usd_per_kwh
