"""Where a task goes, how much depends on it, and what to do about that: read from its facts.

The lane says which kind of model, or whether a person stays in charge. The controls follow from the
stakes alone: no control asks about the lane, and no lane of models asks how bad an error would be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.engines.counts import TWO_SIDED, cases_for_margin
from calculators.engines.rules.condition import Facts, holds
from calculators.engines.rules.decide import Decision, decide
from calculators.engines.triage.record import Control, Evidence, LaneRule, Stakes, record

RISKS: Mapping[str, tuple[Any, ...]] = {
    "owner": (True, False),
    "person": ("no", "helps", "decides"),
    "profession": ("no", "signed", "unsigned"),
    "undo": ("easily", "costly", "never"),
    "check": ("seconds", "effort", "cannot"),
    "data": ("public", "internal", "personal", "secret"),
    "acts": ("no", "own", "strangers"),
    "audience": ("inside", "published", "talks"),
}
"""Factors whose levels stand in order, from the least risky on."""
STRICT = ("no_ai", "human_decides")
"""Lanes in which a person does the work or decides, the stricter first; the others come after."""
SHARE = 0.9
"""Share of right answers for which the test is sized; a smaller share needs more examples."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The lane, the stakes and the controls, with what they follow from."""

    lane: Decision[LaneRule]
    stakes: Decision[Stakes]
    controls: tuple[Control, ...]
    evidence: tuple[Evidence, ...]

    @property
    def examples(self) -> int:
        """Examples of your own to test on, so that the share of right answers is known well enough.

        With 90% right, to within 10 points at low stakes, 5 at medium, 3 at high: 95% sure.
        """
        margin = self.stakes.rule.margin / 100
        return cases_for_margin(SHARE, margin, TWO_SIDED[95])


def read(facts: Facts, on: date) -> Reading:
    """What the records say of a task with these facts; `KeyError` for a fact that is missing."""
    found = record()
    lane, stakes = decide(found.lane, facts, on), decide(found.stakes, facts, on)
    # The last rule of each list has no condition, so something always decides.
    assert lane is not None
    assert stakes is not None
    return Reading(
        lane=lane,
        stakes=stakes,
        controls=tuple(each for each in found.control if holds(each.when, facts)),
        evidence=tuple(each for each in found.evidence if holds(each.when, facts)),
    )


def strictness(lane: str) -> int:
    """How much of the work stays with people: 0 for all of it, 2 for the lanes of models.

    >>> strictness("no_ai"), strictness("local"), strictness("frontier_closed")
    (0, 2, 2)
    """
    return STRICT.index(lane) if lane in STRICT else len(STRICT)
