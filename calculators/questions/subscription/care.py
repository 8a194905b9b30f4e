"""Whoever looks after a chat program of one's own: as `break_even` counts an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.engines.ownership.record import record
from calculators.questions.break_even.inputs import BreakEvenInputs

if TYPE_CHECKING:
    from calculators.core.results import Source

_USUAL = BreakEvenInputs()
CARE_HOURS = _USUAL.admin_hours
"""Hours a month: an assumption, nobody has measured it."""
CARE_USD = CARE_HOURS * _USUAL.admin_usd_per_hour * _USUAL.loaded
"""US dollars a month: 2 hours at $43.52, times 1.4 for what an employer pays beside the wage."""


def care_sources() -> tuple[Source, ...]:
    """Where the pay and what comes on top of it stand."""
    return record().pay.source, record().benefits.source
