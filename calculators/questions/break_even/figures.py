"""The figures of an answer, each with the range it may lie in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from calculators.core.numbers import format_range
from calculators.core.results import Figure
from calculators.questions.break_even.serving import Speeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Basis
    from calculators.questions.break_even.outcome import Outcome
    from calculators.questions.break_even.ways import Range

_WAYS = {
    "own": "Your own machine",
    "rented_stopped": "Rented card, stopped when idle",
    "rented_always": "Rented card, always on",
    "hosted": "Hosted",
    "closed": "Closed model",
}


def figures(found: Outcome) -> Iterator[Figure]:
    """A month of each way, then when owning pays back, then what that rests on."""
    for key, label in _WAYS.items():
        yield _month(f"{key}_usd_per_month", label, found.costs.get(key))
    if found.case.values.currency != "USD":
        yield from _converted(found)
    yield from _decision(found)
    yield from _machine(found)
    yield from _work(found)


def _converted(found: Outcome) -> Iterator[Figure]:
    """The same at the reader's rate."""
    unit, rate = f"{found.case.values.currency}/month", found.case.exchange_rate
    for key, cost in found.costs.items():
        label = f"{_WAYS[key]}, at your rate"
        yield _figure(f"{key}_per_month", label, cost.typical * rate, unit)


def _month(name: str, label: str, cost: Range | None) -> Figure:
    unit = "USD/month"
    if cost is None:
        return Figure(name=name, label=label, value=None, unit=unit, basis="estimate")
    return Figure(
        name=name,
        label=label,
        value=cost.typical,
        unit=unit,
        basis="estimate",
        low=cost.low,
        high=cost.high,
        note=format_range(cost.low, cost.high, "USD"),
    )


def _decision(found: Outcome) -> Iterator[Figure]:
    """Only where there is such a number: "never" is said in words."""
    decision, closed = found.decision, found.against_closed
    if decision and decision.pays:
        yield _figure("payback_months", "Pays back after", decision.months, "months")
    if closed and closed.pays:
        label = "Pays back against the closed model after"
        yield _figure("payback_closed_months", label, closed.months, "months")
    if decision and decision.break_even is not None:
        label = "Owning costs less from"
        requests = math.ceil(decision.break_even)
        yield _figure("break_even_requests", label, requests, "requests a month")


def _machine(found: Outcome) -> Iterator[Figure]:
    case, terms = found.case, found.terms
    missing: Basis = "assumed" if case.price_missing else "your choice"
    price: Basis = "reported" if case.price else missing
    yield _figure("price_usd", "Price of the machine", case.price_usd, "USD", price)
    if case.hosted:
        usd = case.hosted.usd
        listed: Basis = "your choice" if case.hosted_typed else "reported"
        yield _figure("hosted_usd_per_request", "A request, hosted", usd, "USD/request", listed)
    if terms is None:
        return
    label = "Keeping the machine, without its price"
    yield _figure("running_usd_per_month", label, terms.running_usd, "USD/month")
    label = "Power of a request"
    yield _figure("power_usd_per_request", label, terms.power_usd_per_request, "USD/request")
    yield _figure("seconds_per_request", "Time of a request", terms.seconds, "seconds")
    label = "Of the hours it is on, it works"
    yield _figure("utilisation_percent", label, terms.utilisation * 100, "%")
    if terms.capacity is not None:
        capacity = math.floor(terms.capacity)
        yield _figure("capacity_requests", "The machine can do", capacity, "requests a month")


def _work(found: Outcome) -> Iterator[Figure]:
    case = found.case
    own = case.own if isinstance(case.own, Speeds) else None
    basis: Basis = "your choice" if own and own.typed else "estimate"
    for name, label, speeds in (
        ("decode_tokens_per_s", "Speed of writing", own and own.decode),
        ("prefill_tokens_per_s", "Speed of reading", own and own.prefill),
    ):
        fast, typical, slow = speeds or (None, None, None)
        yield Figure(
            name=name, label=label, value=typical, unit="tokens/s", basis=basis, low=slow, high=fast
        )
    for name, label, count, unit in (
        ("requests", "Requests a month", case.requests, ""),
        ("prompt_tokens", "Read each time", case.need.prompt_tokens, "tokens"),
        ("output_tokens", "Written each time", case.need.output_tokens, "tokens"),
    ):
        yield Figure(name=name, label=label, value=count, unit=unit, basis="your choice")


def _figure(
    name: str, label: str, value: float | None, unit: str, basis: Basis = "estimate"
) -> Figure:
    return Figure(name=name, label=label, value=value, unit=unit, basis=basis)
