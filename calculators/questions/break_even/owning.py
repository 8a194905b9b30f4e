"""What `break-even` asks about a machine of one's own: price, life, power, and work for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated

from calculators import catalog
from calculators.core.inputs import Choice, Number, Option, When
from calculators.engines.ownership.record import record

OTHER = "other"
"""A machine that is not in our catalog."""
OWN = "own"
EURO = tuple(each.id for each in record().electricity.values() if each.currency == "EUR")
LEAST = 1e-6
"""A typed number below this counts as none: no speed, power or price is so small."""
ASSUMED_USD = 3000
"""Counted for a machine without a dated price until its reader types one."""


@cache
def _machines() -> Sequence[Option]:
    own = Option(OTHER, "Another machine: give its speed, price and power", "Not listed")
    return [*(Option(m.id, m.name, m.group) for m in catalog.machines().values()), own]


@cache
def _electricity() -> Sequence[Option]:
    own = Option(OWN, "Your own price")
    listed = record().electricity.values()
    return [*(Option(each.id, f"{each.label} ({each.as_of})") for each in listed), own]


def given(value: float) -> float:
    """What was typed into such a box, or 0 where our records count."""
    return value if value >= LEAST else 0.0


def typed(label: str, unit: str, maximum: float, zero: str) -> Number:
    """A number that counts when it is typed; 0 means what our records say."""
    return Number(
        label=label,
        help=f"0: {zero}.",
        unit=unit,
        minimum=0,
        maximum=maximum,
        whole=False,
        more=True,
    )


MachineInput = Annotated[str, Choice(label="Your machine", options=_machines, remember=True)]
MachineUsdInput = Annotated[
    float,
    Number(
        label="Price of the machine",
        help="0: the dated price in our records, where there is one.",
        unit="USD",
        minimum=0,
        maximum=10_000_000,
        whole=False,
    ),
]
HoursOnInput = Annotated[
    float,
    Number(
        label="Hours it is switched on, a day",
        help="It can work in these hours only; off, it draws no power.",
        unit="hours",
        minimum=0.5,
        maximum=24,
        whole=False,
    ),
]
ElectricityInput = Annotated[str, Choice(label="Electricity", options=_electricity)]
KwhInput = Annotated[
    float,
    Number(
        label="Price of electricity",
        unit="USD/kWh",
        minimum=0,
        maximum=5,
        whole=False,
        when=When("electricity", (OWN,)),
    ),
]
EuroInput = Annotated[
    float,
    Number(
        label="US dollars for a euro",
        help="Our assumption: look up today’s rate.",
        unit="USD",
        minimum=0.1,
        maximum=10,
        whole=False,
        when=When("electricity", EURO),
    ),
]
AdminHoursInput = Annotated[
    float,
    Number(
        label="Work to look after it",
        help="Updates, failures, questions. Nobody has measured it: 2 hours are our assumption.",
        unit="hours a month",
        minimum=0,
        maximum=730,
        whole=False,
    ),
]
PayInput = Annotated[
    float,
    Number(
        label="Pay for that work",
        help="Median of an administrator in the United States, 2022.",
        unit="USD/hour",
        minimum=0,
        maximum=1000,
        whole=False,
    ),
]
LoadedInput = Annotated[
    float,
    Number(
        label="Cost of an employee, to the pay",
        help="Wages were about 68 % of what an employer paid in the United States (2018).",
        unit="times",
        minimum=1,
        maximum=5,
        whole=False,
        more=True,
    ),
]
LifeInput = Annotated[
    float,
    Number(
        label="Years you use it",
        help="Three is what most such sums count with.",
        unit="years",
        minimum=0.5,
        maximum=15,
        whole=False,
    ),
]
ResidualInput = Annotated[
    float,
    Number(
        label="What it still sells for then",
        help="Share of the price. 0 is our assumption.",
        unit="%",
        minimum=0,
        maximum=100,
        whole=False,
        more=True,
    ),
]
InterestInput = Annotated[
    float,
    Number(
        label="Cost of capital",
        help="What the money would earn elsewhere, or what a loan costs, a year.",
        unit="%",
        minimum=0,
        maximum=50,
        whole=False,
        more=True,
    ),
]
PueInput = Annotated[
    float,
    Number(
        label="Power with cooling, to the machine’s own",
        help="1 on a desk; 1.3 to 1.5 in a server room.",
        unit="times",
        minimum=1,
        maximum=3,
        whole=False,
        more=True,
    ),
]
SpaceInput = Annotated[
    float,
    Number(
        label="Room and internet line",
        unit="USD/month",
        minimum=0,
        maximum=1_000_000,
        whole=False,
        more=True,
    ),
]
GainInput = Annotated[
    float,
    Number(
        label="Writing, when several requests run at once",
        help="1: one after the other. vLLM wrote 1.8 times as much with 3 at once, "
        "4.5 times with 30.",
        unit="times",
        minimum=1,
        maximum=100,
        whole=False,
        more=True,
    ),
]
DecodeInput = Annotated[
    float, typed("Speed of writing", "tokens/s", 1_000_000, "worked out for this machine")
]
PrefillInput = Annotated[
    float, typed("Speed of reading", "tokens/s", 10_000_000, "worked out for this machine")
]
BusyWattsInput = Annotated[float, typed("Power at work", "watts", 100_000, "from our records")]
IdleWattsInput = Annotated[
    float, typed("Power when idle", "watts", 100_000, "from our records, or a fifth of it")
]
