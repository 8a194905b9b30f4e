"""What would lift it a rung: for each rung that it doesn't reach, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Change
from calculators.engines.openness.ladder import RUNGS
from calculators.questions.openness.case import Case
from calculators.questions.openness.verdict import LOOKS, is_floor, lacking


def title(case: Case) -> str:
    """Where it was not looked up, finding it is enough."""
    return "What would lift it, if it is found" if is_floor(case) else "What would lift it"


def changes(case: Case) -> Iterator[Change]:
    """Each rung above, the next one first."""
    if case.why_not:
        return
    for rung in (each for each in case.released.above if each != RUNGS[0]):
        yield Change(text=f"To “{LOOKS[rung].word}”: {lacking(case, rung)}.")
