"""What `break-even` asks: the work, the model, a machine, a rented card, and who else offers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from calculators.core.form import (
    NONE,
    OWN,
    USUAL,
    again,
    amount,
    choice,
    count,
    percent,
    switch,
    usd,
    when,
)
from calculators.core.inputs import Option
from calculators.engines.ownership import record
from calculators.engines.ownership.costs import CARE_HOURS, LOADED
from calculators.engines.price import offers
from calculators.questions.common import groups
from calculators.questions.common.machine_inputs import MOST_CARDS, machine_options
from calculators.questions.common.model_inputs import (
    QUANTIZATION_HELP,
    model_options,
    quantization_options,
)
from calculators.questions.common.prices import currencies, dollar_rate, prices_on
from calculators.questions.common.work import WorkInputs

CHEAPEST = "cheapest"
OTHER = "other"
"""A machine that is not in our catalog."""
_OTHER_MACHINE = Option(OTHER, "Another machine: give its speed, price and power", "Not listed")
_COST = "What the machine costs"
_POWER = "Its speed and its power"
_OTHERS = "Rented, hosted and closed"
EURO = tuple(each.id for each in record().electricity.values() if each.currency == "EUR")


@cache
def _electricity() -> Sequence[Option]:
    listed = record().electricity.values()
    return [Option(each.id, f"{each.label} ({each.as_of})") for each in listed]


@cache
def _rentals() -> Sequence[Option]:
    return [Option(each.id, each.label) for each in record().rentals.values()]


@cache
def _hosted() -> Sequence[Option]:
    open_ones = (each for each in offers().values() if each.access != "closed")
    return [Option(each.id, f"{each.label}, {each.host}") for each in open_ones]


@cache
def _closed() -> Sequence[Option]:
    closed = (each for each in offers().values() if each.access == "closed")
    return [Option(each.id, each.label, each.maker) for each in closed]


def _typed(label: str, unit: str, maximum: float, zero: str, group: str) -> float:
    """A number that counts when it is typed; 0 means what our records say."""
    return amount(0, unit, 0, maximum, group=group)(label, f"0: {zero}.")


@dataclass(frozen=True, kw_only=True)
class BreakEvenInputs(WorkInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    pages: int = again(WorkInputs, "pages", group=groups.WORK)
    words: int = again(WorkInputs, "words", group=groups.WORK)
    input_tokens: int = again(WorkInputs, "input_tokens", group=groups.WORK)
    output_tokens: int = again(WorkInputs, "output_tokens", group=groups.WORK)
    model: str = choice("gpt-oss-120b", model_options)("Open model")
    quantization: str = choice(
        USUAL, Option(USUAL, "The usual one of this model"), quantization_options, group=_POWER
    )("Quantization", QUANTIZATION_HELP)
    machine: str = choice("ryzen-ai-max-395-128gb", machine_options, _OTHER_MACHINE, remember=True)(
        "Your machine"
    )
    machine_usd: float = usd(0, 10_000_000, group=_COST, remember=True)(
        "Price of the machine", "0: the dated price in our records, where there is one."
    )
    life_years: float = amount(3, "years", 0.5, 15, group=_COST)(
        "Years you use it", "Most such sums assume three."
    )
    hours_on: float = amount(24, "hours", 0.5, 24, group=_POWER)(
        "Hours a day it is switched on", "It can work in these hours only; off, it draws no power."
    )
    electricity: str = choice(
        "us-business", _electricity, Option(OWN, "Your own price"), group=_POWER
    )("Electricity")
    kwh_usd: float = usd(0.15, 5, per="kWh", when=when("electricity", OWN), group=_POWER)(
        "Price of electricity"
    )
    usd_per_eur: float = amount(
        1.15, "USD", 0.1, 10, when=when("electricity", *EURO), group=_POWER
    )("US dollars for a euro", "Our assumption: look up today’s rate.")
    admin_hours: float = amount(CARE_HOURS, "hours a month", 0, 730, group=_COST)(
        "Upkeep",
        "Updates, failures, questions. Nobody has measured it: 2 hours are our assumption.",
    )
    admin_usd_per_hour: float = usd(record().pay.value, 1000, per="hour", group=_COST)(
        "Pay for that work", "Median of an administrator in the United States, 2022."
    )
    rental: str = choice("h100", _rentals, group=_OTHERS)("Rented graphics card")
    hosted: str = choice(
        CHEAPEST, Option(CHEAPEST, "The same model, at its cheapest host"), _hosted, group=_OTHERS
    )("The same work, hosted")
    closed: str = choice(
        "anthropic/claude-sonnet-5-5", _closed, Option(NONE, "None"), group=_OTHERS
    )("A closed model to compare with")
    decode_tokens_per_s: float = _typed(
        "Writing speed", "tokens/s", 1_000_000, "worked out for this machine", _POWER
    )
    prefill_tokens_per_s: float = _typed(
        "Reading speed", "tokens/s", 10_000_000, "worked out for this machine", _POWER
    )
    gain: float = amount(1, "times", 1, 100, group=_POWER)(
        "Writing, when several requests run at once",
        "1: one after the other. vLLM wrote 1.8 times as much with 3 at once, 4.5 times with 30.",
    )
    busy_watts: float = _typed("Power at work", "watts", 100_000, "from our records", _POWER)
    idle_watts: float = _typed(
        "Power when idle", "watts", 100_000, "from our records, or a fifth of it", _POWER
    )
    pue: float = amount(1, "times", 1, 3, group=_POWER)(
        "Power with cooling, as a multiple of the machine’s own",
        "1 on a desk; 1.3 to 1.5 in a server room.",
    )
    residual_percent: float = percent(0, group=_COST)(
        "What it can still be sold for then", "Share of the price. 0 is our assumption."
    )
    interest_percent: float = percent(0, maximum=50, group=_COST)(
        "Cost of capital", "What the money would earn elsewhere, or what a loan costs, a year."
    )
    loaded: float = amount(LOADED, "times", 1, 5, group=_COST)(
        "Cost of an employee, as a multiple of the pay",
        "Wages were about 68% of what an employer paid in the United States (2018).",
    )
    space_usd: float = usd(0, 1_000_000, per="month", group=_COST)("Room and internet line")
    rental_usd: float = _typed(
        "Rent", "USD/hour", 1000, "the middle one of the dated offers we found", _OTHERS
    )
    rented_cards: int = count(1, "cards", 1, MOST_CARDS, group=_OTHERS)(
        "Rented cards", "Equal ones that share the model’s layers. Each costs the rent."
    )
    rented_gain: float = amount(4.5, "times", 1, 100, group=_OTHERS)(
        "The same on the rented card",
        "4.5 was measured with 30 requests at once. 1: one after the other.",
    )
    hosted_input_usd: float = _typed(
        "Hosted: price of reading", "USD/Mtok", 200, "the listed price", _OTHERS
    )
    hosted_output_usd: float = _typed(
        "Hosted: price of writing", "USD/Mtok", 200, "the listed price", _OTHERS
    )
    cache: bool = switch(False, group=_OTHERS)(
        "The instructions stay in a cache",
        "They are read once, not each time. Not every host does it.",
    )
    at: datetime | None = prices_on()
    currency: str = currencies()
    exchange_rate: float = dollar_rate()
