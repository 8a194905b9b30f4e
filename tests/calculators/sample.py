"""A small calculator that only tests know: it has one input of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from calculators.core.calculator import Calculator
from calculators.core.inputs import Choice, Moment, Number, Option, Switch, Text, When
from calculators.core.results import (
    Change,
    Figure,
    Result,
    Segment,
    Source,
    StackedBar,
    Step,
    Verdict,
)


def fruits() -> Sequence[Option]:
    return [
        Option("apple", "Apple", "Pome"),
        Option("pear", "Pear", "Pome"),
        Option("other", "Other", "Not listed"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    fruit: Annotated[str, Choice(label="Fruit", options=fruits)] = "apple"
    other: Annotated[
        str, Text(label="Which", max_characters=20, when=When("fruit", ("other",)))
    ] = ""
    count: Annotated[
        int,
        Number(
            label="Count",
            help="How many.",
            unit="pieces",
            minimum=1,
            maximum=1000,
            stops=(1, 10, 100),
            remember=True,
        ),
    ] = 10
    weight: Annotated[
        float, Number(label="Weight", unit="kg", minimum=0.1, maximum=5, whole=False, more=True)
    ] = 0.2
    washed: Annotated[bool, Switch(label="Washed", more=True)] = True
    on: Annotated[datetime | None, Moment(label="Picked on", more=True)] = None


def weigh(values: Basket) -> Result:
    total = values.count * values.weight
    name = values.other or values.fruit
    return Result(
        calculator="weigh",
        inputs=WEIGH.texts(values),
        asked=f"{values.count} pieces",
        verdict=Verdict(
            status="light",
            word="Light",
            sign="✓",
            tone="good",
            headline=f"{values.count} × {name} weigh {total:g} kg.",
            reasons=("You can carry it.",),
        ),
        figures=(
            Figure(name="total_kg", label="Total", value=total, unit="kg", basis="exact"),
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
        ),
        highlights=("bag_bytes",),
        chart=StackedBar(
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
        ),
        changes=(Change(text="Take 5.", inputs={"count": "5"}),),
        steps=(Step(title="Total", formula="count × weight", working="10 × 0.2", outcome="2 kg"),),
        notes=("Stones are not counted.",),
        sources=(Source(title="A scale", url="https://example.org/scale", checked="2026-11-23"),),
    )


WEIGH = Calculator(
    name="weigh", title="Weigh it", question="How heavy is it?", values=Basket, compute=weigh
)
