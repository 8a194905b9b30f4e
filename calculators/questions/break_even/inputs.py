"""What `break-even` asks: the work, the model, a machine, a rented card, and who else offers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Choice, Number, Option, Switch
from calculators.engines.ownership.record import record
from calculators.engines.price import offers
from calculators.questions.break_even.owning import (
    AdminHoursInput,
    BusyWattsInput,
    DecodeInput,
    ElectricityInput,
    EuroInput,
    GainInput,
    HoursOnInput,
    IdleWattsInput,
    InterestInput,
    KwhInput,
    LifeInput,
    LoadedInput,
    MachineInput,
    MachineUsdInput,
    PayInput,
    PrefillInput,
    PueInput,
    ResidualInput,
    SpaceInput,
    typed,
)
from calculators.questions.common.currency import CurrencyInput, RateInput
from calculators.questions.common.price_inputs import AtInput
from calculators.questions.common.work_inputs import WorkInputs
from calculators.questions.fit.inputs import model_options, quantization_options

USUAL = "usual"
CHEAPEST = "cheapest"
NONE = "none"


@cache
def _quantizations() -> Sequence[Option]:
    return [Option(USUAL, "The usual one of this model"), *quantization_options()]


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


RentalInput = Annotated[str, Choice(label="Rented graphics card", options=_rentals)]
RentalUsdInput = Annotated[
    float, typed("Rent", "USD/hour", 1000, "the middle one of the dated offers we found")
]
RentedGainInput = Annotated[
    float,
    Number(
        label="The same on the rented card",
        help="4.5 was measured with 30 requests at once. 1: one after the other.",
        unit="times",
        minimum=1,
        maximum=100,
        whole=False,
        more=True,
    ),
]
HostedInput = Annotated[str, Choice(label="The same work, hosted", options=_hosted)]
HostedInInput = Annotated[
    float, typed("Hosted: price of reading", "USD/Mtok", 200, "the listed price")
]
HostedOutInput = Annotated[
    float, typed("Hosted: price of writing", "USD/Mtok", 200, "the listed price")
]
ClosedInput = Annotated[str, Choice(label="A closed model to compare with", options=_closed)]
CacheInput = Annotated[
    bool,
    Switch(
        label="The instructions stay in a cache",
        help="They are read once, not each time. Not every host does it.",
        more=True,
    ),
]


@dataclass(frozen=True, kw_only=True)
class BreakEvenInputs(WorkInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    model: Annotated[str, Choice(label="Open model", options=model_options)] = "gpt-oss-120b"
    quantization: Annotated[
        str,
        Choice(
            label="Quantization",
            help="How many bits each weight keeps. Fewer bits, smaller and less exact.",
            options=_quantizations,
            more=True,
        ),
    ] = USUAL
    machine: MachineInput = "ryzen-ai-max-395-128gb"
    machine_usd: MachineUsdInput = 0
    life_years: LifeInput = 3
    hours_on: HoursOnInput = 24
    electricity: ElectricityInput = "us-business"
    kwh_usd: KwhInput = 0.15
    usd_per_eur: EuroInput = 1.15
    admin_hours: AdminHoursInput = 2
    admin_usd_per_hour: PayInput = 43.52
    rental: RentalInput = "h100"
    hosted: HostedInput = CHEAPEST
    closed: ClosedInput = "anthropic/claude-sonnet-5-5"
    decode_tokens_per_s: DecodeInput = 0
    prefill_tokens_per_s: PrefillInput = 0
    gain: GainInput = 1
    busy_watts: BusyWattsInput = 0
    idle_watts: IdleWattsInput = 0
    pue: PueInput = 1
    residual_percent: ResidualInput = 0
    interest_percent: InterestInput = 0
    loaded: LoadedInput = 1.4
    space_usd: SpaceInput = 0
    rental_usd: RentalUsdInput = 0
    rented_gain: RentedGainInput = 4.5
    hosted_input_usd: HostedInInput = 0
    hosted_output_usd: HostedOutInput = 0
    cache: CacheInput = False
    at: AtInput = None
    currency: CurrencyInput = "USD"
    exchange_rate: RateInput = 0
