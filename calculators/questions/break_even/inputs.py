"""What `break-even` asks: the work, the model, a machine, a rented card, and who else offers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators import catalog
from calculators.core.inputs import Number, Option
from calculators.core.presets import NONE, OWN, USUAL, amount, choice, percent, switch, usd, when
from calculators.engines.ownership.costs import CARE_HOURS, LOADED
from calculators.engines.ownership.record import record
from calculators.engines.price import offers
from calculators.questions.common.model_inputs import (
    QUANTIZATION_HELP,
    model_options,
    quantization_options,
)
from calculators.questions.common.price_inputs import AtInput, CurrencyInput, RateInput
from calculators.questions.common.work_inputs import WorkInputs

CHEAPEST = "cheapest"
OTHER = "other"
"""A machine that is not in our catalog."""
EURO = tuple(each.id for each in record().electricity.values() if each.currency == "EUR")


@cache
def _quantizations() -> Sequence[Option]:
    return [Option(USUAL, "The usual one of this model"), *quantization_options()]


@cache
def _machines() -> Sequence[Option]:
    own = Option(OTHER, "Another machine: give its speed, price and power", "Not listed")
    return [*(Option(m.id, m.name, m.group) for m in catalog.machines().values()), own]


@cache
def _electricity() -> Sequence[Option]:
    own = Option(OWN, "Your own price")
    listed = record().electricity.values()
    return [*(Option(each.id, f"{each.label} ({each.as_of})") for each in listed), own]


@cache
def _rentals() -> Sequence[Option]:
    return [Option(each.id, each.label) for each in record().rentals.values()]


@cache
def _hosted() -> Sequence[Option]:
    same = Option(CHEAPEST, "The same model, at its cheapest host")
    open_ones = (each for each in offers().values() if each.access != "closed")
    return [same, *(Option(each.id, f"{each.label}, {each.host}") for each in open_ones)]


@cache
def _closed() -> Sequence[Option]:
    closed = (each for each in offers().values() if each.access == "closed")
    none = Option(NONE, "None")
    return [*(Option(each.id, each.label, each.maker) for each in closed), none]


def _typed(label: str, unit: str, maximum: float, zero: str) -> Number:
    """A number that counts when it is typed; 0 means what our records say."""
    return amount(label, unit, 0, maximum, f"0: {zero}.", more=True)


@dataclass(frozen=True, kw_only=True)
class BreakEvenInputs(WorkInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    model: Annotated[str, choice("Open model", model_options)] = "gpt-oss-120b"
    quantization: Annotated[
        str, choice("Quantization", _quantizations, QUANTIZATION_HELP, more=True)
    ] = USUAL
    machine: Annotated[str, choice("Your machine", _machines, remember=True)] = (
        "ryzen-ai-max-395-128gb"
    )
    machine_usd: Annotated[
        float,
        usd(
            "Price of the machine",
            10_000_000,
            "0: the dated price in our records, where there is one.",
        ),
    ] = 0
    life_years: Annotated[
        float,
        amount("Years you use it", "years", 0.5, 15, "Three is what most such sums count with."),
    ] = 3
    hours_on: Annotated[
        float,
        amount(
            "Hours it is switched on, a day",
            "hours",
            0.5,
            24,
            "It can work in these hours only; off, it draws no power.",
        ),
    ] = 24
    electricity: Annotated[str, choice("Electricity", _electricity)] = "us-business"
    kwh_usd: Annotated[
        float, usd("Price of electricity", 5, per="kWh", when=when("electricity", OWN))
    ] = 0.15
    usd_per_eur: Annotated[
        float,
        amount(
            "US dollars for a euro",
            "USD",
            0.1,
            10,
            "Our assumption: look up today’s rate.",
            when=when("electricity", *EURO),
        ),
    ] = 1.15
    admin_hours: Annotated[
        float,
        amount(
            "Work to look after it",
            "hours a month",
            0,
            730,
            "Updates, failures, questions. Nobody has measured it: 2 hours are our assumption.",
        ),
    ] = CARE_HOURS
    admin_usd_per_hour: Annotated[
        float,
        usd(
            "Pay for that work",
            1000,
            "Median of an administrator in the United States, 2022.",
            per="hour",
        ),
    ] = record().pay.value
    rental: Annotated[str, choice("Rented graphics card", _rentals)] = "h100"
    hosted: Annotated[str, choice("The same work, hosted", _hosted)] = CHEAPEST
    closed: Annotated[str, choice("A closed model to compare with", _closed)] = (
        "anthropic/claude-sonnet-5-5"
    )
    decode_tokens_per_s: Annotated[
        float, _typed("Speed of writing", "tokens/s", 1_000_000, "worked out for this machine")
    ] = 0
    prefill_tokens_per_s: Annotated[
        float, _typed("Speed of reading", "tokens/s", 10_000_000, "worked out for this machine")
    ] = 0
    gain: Annotated[
        float,
        amount(
            "Writing, when several requests run at once",
            "times",
            1,
            100,
            "1: one after the other. vLLM wrote 1.8 times as much with 3 at once, "
            "4.5 times with 30.",
            more=True,
        ),
    ] = 1
    busy_watts: Annotated[float, _typed("Power at work", "watts", 100_000, "from our records")] = 0
    idle_watts: Annotated[
        float, _typed("Power when idle", "watts", 100_000, "from our records, or a fifth of it")
    ] = 0
    pue: Annotated[
        float,
        amount(
            "Power with cooling, to the machine’s own",
            "times",
            1,
            3,
            "1 on a desk; 1.3 to 1.5 in a server room.",
            more=True,
        ),
    ] = 1
    residual_percent: Annotated[
        float,
        percent(
            "What it still sells for then", "Share of the price. 0 is our assumption.", more=True
        ),
    ] = 0
    interest_percent: Annotated[
        float,
        percent(
            "Cost of capital",
            "What the money would earn elsewhere, or what a loan costs, a year.",
            maximum=50,
            more=True,
        ),
    ] = 0
    loaded: Annotated[
        float,
        amount(
            "Cost of an employee, to the pay",
            "times",
            1,
            5,
            "Wages were about 68 % of what an employer paid in the United States (2018).",
            more=True,
        ),
    ] = LOADED
    space_usd: Annotated[
        float, usd("Room and internet line", 1_000_000, per="month", more=True)
    ] = 0
    rental_usd: Annotated[
        float, _typed("Rent", "USD/hour", 1000, "the middle one of the dated offers we found")
    ] = 0
    rented_gain: Annotated[
        float,
        amount(
            "The same on the rented card",
            "times",
            1,
            100,
            "4.5 was measured with 30 requests at once. 1: one after the other.",
            more=True,
        ),
    ] = 4.5
    hosted_input_usd: Annotated[
        float, _typed("Hosted: price of reading", "USD/Mtok", 200, "the listed price")
    ] = 0
    hosted_output_usd: Annotated[
        float, _typed("Hosted: price of writing", "USD/Mtok", 200, "the listed price")
    ] = 0
    cache: Annotated[
        bool,
        switch(
            "The instructions stay in a cache",
            "They are read once, not each time. Not every host does it.",
            more=True,
        ),
    ] = False
    at: AtInput = None
    currency: CurrencyInput = "USD"
    exchange_rate: RateInput = 0
