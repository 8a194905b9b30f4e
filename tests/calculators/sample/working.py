from __future__ import annotations

from calculators.core.results import Source, Step
from tests.calculators.sample.case import Case

SCALE = Source(title="A scale", url="https://example.org/scale", checked="2026-11-23")


def steps(case: Case) -> list[Step]:
    return [Step(title="Total", formula="count × weight", working="10 × 0.2", outcome="2 kg")]


def notes(case: Case) -> list[str]:
    return ["Stones are not counted."]


def sources(case: Case) -> list[Source]:
    return [SCALE]
