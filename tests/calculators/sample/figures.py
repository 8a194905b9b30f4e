from __future__ import annotations

from calculators.core.results import Figure, Segment, StackedBar
from tests.calculators.sample.case import Case

HIGHLIGHTS = ("bag_bytes",)


def figures(case: Case) -> list[Figure]:
    return [
        Figure(name="total_kg", label="Total", value=case.total_kg, unit="kg", basis="exact"),
        Figure(
            name="bag_bytes",
            label="Bag",
            value=2**30,
            unit="bytes",
            basis="estimate",
            low=2**29,
            high=2**31,
            note="a large one",
        ),
    ]


def charts(case: Case) -> list[StackedBar]:
    return [
        StackedBar(
            title="Load",
            segments=(
                Segment(label="Fruit", value=3 * 2**30, kind="weights", basis="exact"),
                Segment(
                    label="Bag",
                    value=2**30,
                    kind="compute",
                    basis="estimate",
                    low=2**29,
                    high=2**31,
                ),
            ),
            limit=2 * 2**30,
            limit_label="You can carry",
            limit_basis="assumed",
            unit="bytes",
        )
    ]
