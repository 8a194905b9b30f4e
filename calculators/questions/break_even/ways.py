"""The ways to get the work done, and what each costs a month at any number of requests.

First how long one request keeps a machine busy, one's own or a rented card; then what a request
costs where somebody else runs the model; then a month of each way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from calculators import catalog
from calculators.catalog import Model
from calculators.core.numbers import Range
from calculators.engines.machine import OTHER_APPS, Machine, custom_machine, memory_budget
from calculators.engines.memory import Setup, types_of
from calculators.engines.memory.placement import place
from calculators.engines.memory.requirement import requirement
from calculators.engines.ownership import Rental
from calculators.engines.ownership.costs import CARE_RANGE, SECONDS_PER_HOUR, rented_usd_per_month
from calculators.engines.price import Offer
from calculators.engines.price.cost import Usage, credit_fee_percent, priced
from calculators.engines.price.rates import Rates, rates, usual_rates
from calculators.engines.speed.estimate import Task, estimate
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record
from calculators.engines.speed.work import work
from calculators.engines.workload import Demand, Named, Workload, demand
from calculators.questions.break_even.decision import seconds_per_request
from calculators.questions.break_even.inputs import OTHER, BreakEvenInputs
from calculators.questions.common.model_inputs import ONLY_EXPERTS

if TYPE_CHECKING:
    from calculators.questions.break_even.case import Case


OWN_MACHINE = "Your own machine"
LOW, TYPICAL, HIGH = EDGES = range(3)
"""Places in a `Range`."""
BESIDE_CARD_GIB = 64
"""Main memory beside a rented card: a model that fits the card does not touch it."""
RENTED_CLASS = "NVIDIA CUDA"
"""Cards of data centres are not among our measurements: their nearest relatives are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speeds:
    """Tokens read and written a second in one request after another, at the edges of the range.

    The low edge belongs to the low cost: it is the fastest case.
    """

    prefill: Range
    decode: Range
    typed: bool = False
    """Whether the reader gave them."""
    partly: bool = False
    """Whether the model lies partly in main memory, where no speed is validated."""

    def seconds(self, demand: Demand, *, gain: float, edge: int = TYPICAL) -> float:
        """Time of one request."""
        return seconds_per_request(
            prompt_tokens=demand.prompt_tokens - demand.fixed_tokens,
            output_tokens=demand.output_tokens,
            prefill_tokens_per_s=self.prefill[edge],
            decode_tokens_per_s=self.decode[edge],
            concurrency_gain=gain,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unable:
    """Why a machine cannot do the work at all."""

    why: str


def own_speeds(
    values: BreakEvenInputs, model: Model, quantization: str, demand: Demand
) -> Speeds | Unable:
    """The speeds of the reader's machine: typed, or worked out by `speed`."""
    decode, prefill = values.decode_tokens_per_s, values.prefill_tokens_per_s
    if decode and prefill:
        return Speeds(prefill=Range.at(prefill), decode=Range.at(decode), typed=True)
    if values.machine == OTHER:
        why = "We do not know how fast your machine is. Type its speed of reading and of writing"
        return Unable(why=why)
    machine = catalog.machine(values.machine)
    found = _speeds(model, quantization, demand, machine, name="your machine")
    if isinstance(found, Unable):
        return found
    return replace(
        found,
        prefill=Range.at(prefill) if prefill else found.prefill,
        decode=Range.at(decode) if decode else found.decode,
    )


def rented_speeds(
    rental: Rental, model: Model, quantization: str, demand: Demand, *, cards: int = 1
) -> Speeds | Unable:
    """The speeds of a rented card, by the numbers of its nearest relatives.

    Several hold more and are no faster: they work one after another.
    """
    machine = replace(
        custom_machine(
            memory_kind="dedicated",
            ram_gib=BESIDE_CARD_GIB,
            vram_gib=rental.vram_gib,
            cards=cards,
            system="linux",
        ),
        gpu_bandwidth_gb_s=rental.bandwidth_gb_s,
        gpu_fp16_tflops=rental.fp16_tflops,
        speed_class=RENTED_CLASS,
    )
    name = "the rented card" if cards == 1 else "the rented cards"
    found = _speeds(model, quantization, demand, machine, name=name)
    if isinstance(found, Speeds) and found.partly:
        count = "one" if cards == 1 else f"{cards} ×"
        return Unable(why=f"The model does not fit on {count} {rental.label}")
    return found


def _speeds(
    model: Model, quantization: str, demand: Demand, machine: Machine, *, name: str
) -> Speeds | Unable:
    """As “How long will it take?” has them, with nothing else open on the machine."""
    if demand.prompt_tokens + demand.output_tokens > model.context_max:
        why = f"A request is longer than the {model.context_max:,} tokens {model.name} can hold"
        return Unable(why=why)
    geometry = model.geometry
    task = Task(
        prompt_tokens=max(1, demand.prompt_tokens - demand.fixed_tokens),
        history_tokens=demand.fixed_tokens,
        answer_tokens=max(1, demand.output_tokens),
    )
    setup = Setup(context=task.needed_context, quantization=quantization, cards=machine.cards)
    budget = memory_budget(machine, other_apps_gib=OTHER_APPS["nothing"])
    placed = place(geometry, setup, requirement(geometry, setup), budget)
    for_experts = quantization == ONLY_EXPERTS and not geometry.experts
    if for_experts or placed.status == "does_not_fit":
        why = f"{model.name} does not fit on {name}, or not with requests of this length"
        return Unable(why=why)
    device = device_of(machine, record(), share=placed.share, experts_aside=placed.experts_share)
    doing = work(geometry, quantization, types_of(setup))
    found = estimate(task, doing, device, record())
    prefill, decode = (
        Range(each.high, each.typical, each.low) for each in (found.prefill, found.decode)
    )
    return Speeds(prefill=prefill, decode=decode, partly=device.host is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to a model that somebody else runs, and what it costs there."""

    offer: Offer
    need: Demand
    """As its vendor counts it."""
    usage: Usage
    rates: Rates
    """On average over the hours of the day, with the fee for credits."""
    usd: float
    typed: bool
    """Whether the reader gave prices."""

    @property
    def name(self) -> str:
        """The model and who runs it, or that its price is the reader's."""
        offer = self.offer
        if self.typed:
            return f"{offer.label} at your price"
        return offer.label if offer.host == offer.maker else f"{offer.label} at {offer.host}"

    @property
    def fits(self) -> bool:
        """Whether the request fits the context window, where that is known."""
        window = self.offer.context_window
        return window is None or self.tokens <= window

    @property
    def tokens(self) -> int:
        """Read and written."""
        return self.need.prompt_tokens + self.need.output_tokens

    @property
    def usd_per_mtok(self) -> float | None:
        """A million tokens of this mix; None where there are none."""
        return self.usd / self.tokens * 1_000_000 if self.tokens else None


def call(
    offer: Offer,
    month: Workload,
    *,
    at: datetime,
    cache: bool,
    input_usd: float = 0,
    output_usd: float = 0,
) -> Call:
    """One request of the work at an offer; typed prices count instead of listed ones.

    A typed price of reading leaves the listed discount of what is read from a cache.
    """
    need = needed(month, offer)
    if month.counted:  # as `api-cost` has it: tokens that the reader gave are billed by the list
        found = rates(offer, at=at, prompt_tokens=need.prompt_tokens)
    else:
        found = usual_rates(offer, day=at.date(), prompt_tokens=need.prompt_tokens)
        found *= 1 + credit_fee_percent(offer) / 100
    if input_usd:
        discount = found.cached / found.input if found.input else 1.0
        found = replace(found, input=input_usd, cached=discount * input_usd)
    if output_usd:
        found = replace(found, output=output_usd)
    usage = Usage(
        prompt_tokens=need.prompt_tokens,
        cached_tokens=need.fixed_tokens if cache else 0,
        output_tokens=need.output_tokens,
    )
    return Call(
        offer=offer,
        need=need,
        usage=usage,
        rates=found,
        usd=priced(found, usage).usd,
        typed=bool(input_usd or output_usd),
    )


def needed(month: Workload, offer: Named) -> Demand:
    """One request of the work; pages count as text where nobody knows the tokens of a file."""
    found = demand(month, offer) or demand(replace(month, pages=0, page_text_tokens=0), offer)
    assert found is not None
    return found


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what it is called and what it costs for so many requests a month."""

    key: str
    """"own", "rented_always", "rented_stopped", "hosted" or "closed"."""
    label: str
    cost: Callable[[float], Range]
    """USD a month."""
    most: float | None = None
    """Requests a month beyond which it cannot go on; None where there is no end."""

    def at(self, requests: float) -> Range | None:
        """The cost of so many requests; None where it cannot do them."""
        if self.most is not None and requests > self.most:
            return None
        return self.cost(requests)


def ways(case: Case) -> Iterator[Way]:
    """Those that can do the work at all; the card that a picture may leave out comes last."""
    if case.terms:
        yield Way("own", OWN_MACHINE, _owned(case), most=case.terms.capacity)
    if isinstance(case.rented, Speeds):
        cost = _rented(case, case.rented, always_on=False)
        yield Way("rented_stopped", f"{rented_label(case)}, stopped when idle", cost)
    if case.hosted:
        yield Way("hosted", case.hosted.name, _called(case.hosted_range))
    if case.closed:
        yield Way("closed", case.closed.name, _called(Range.at(case.closed.usd)))
    if isinstance(case.rented, Speeds):
        cost = _rented(case, case.rented, always_on=True)
        yield Way("rented_always", f"{rented_label(case)}, always on", cost)


def rented_label(case: Case) -> str:
    """What is rented, at the beginning of a line."""
    count = case.values.rented_cards
    return "Rented card" if count == 1 else f"{count} rented cards"


def _owned(case: Case) -> Callable[[float], Range]:
    return lambda requests: Range(
        *(replace(terms, requests=requests).owned_usd for terms in case.range)
    )


def _rented(case: Case, speeds: Speeds, *, always_on: bool) -> Callable[[float], Range]:
    """The hours of the card, and the same care as for a machine of one's own."""
    values = case.values
    seconds = [speeds.seconds(case.need, gain=values.rented_gain, edge=edge) for edge in EDGES]
    care = [values.admin_hours * part * case.admin_usd_per_hour for part in CARE_RANGE]

    def month(requests: float, edge: int) -> float:
        hours = requests * seconds[edge] / SECONDS_PER_HOUR
        return rented_usd_per_month(hours, case.rent_usd[edge], always_on=always_on) + care[edge]

    return lambda requests: Range(*(month(requests, edge) for edge in EDGES))


def _called(usd: Range) -> Callable[[float], Range]:
    return lambda requests: Range(*(requests * each for each in usd))
