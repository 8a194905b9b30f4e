"""The numbers of the form that can be moved one at a time, to see what turns the decision."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from calculators.core.numbers import unmistakable
from calculators.engines.workload.kinds import KINDS
from calculators.questions.break_even.inputs import BreakEvenInputs
from calculators.questions.break_even.owning import OWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from calculators.questions.break_even.case import Case
    from calculators.questions.break_even.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One number that can be moved."""

    name: str
    label: str
    """In the middle of a sentence."""
    unit: str
    now: float
    low: float
    high: float
    apply: Callable[[Terms, float], Terms]
    inputs: Callable[[float], Mapping[str, str]]
    """The inputs of the form that set it; none where one alone cannot."""
    whole: bool = False


def levers(case: Case, terms: Terms) -> tuple[Lever, ...]:
    """All that is tried, in the order of the form."""
    return tuple(_levers(case, terms))


def _levers(case: Case, terms: Terms) -> Iterator[Lever]:
    yield _work(case, terms)
    yield _typed("machine_usd", "the price of the machine", "USD", terms.price_usd, "price_usd", 1)
    yield _typed("life_years", "its life", "years", terms.life_years, "life_years")
    kwh = _typed("kwh_usd", "the price of electricity", "USD/kWh", terms.usd_per_kwh, "usd_per_kwh")
    yield replace(kwh, inputs=lambda value: {"electricity": OWN, "kwh_usd": _text(value)})
    yield _typed(
        "admin_hours",
        "the work to look after it",
        "hours a month",
        terms.admin_hours,
        "admin_hours",
    )
    yield _speed(terms)
    yield _typed("gain", "the gain from requests at once", "×", terms.gain, "gain")
    if case.rival:
        yield _price(case, terms)


def _typed(
    name: str, label: str, unit: str, now: float, attribute: str, low: float | None = None
) -> Lever:
    """A number that the form asks for under that name."""
    least, most = _limits(name)
    return Lever(
        name=name,
        label=label,
        unit=unit,
        now=now,
        low=least if low is None else low,
        high=most,
        apply=lambda terms, value: replace(terms, **{attribute: value}),
        inputs=lambda value: {name: _text(value)},
    )


@cache
def _kinds() -> Mapping[str, Any]:
    hints = get_type_hints(BreakEvenInputs, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def _limits(name: str) -> tuple[float, float]:
    number = _kinds()[name]
    return number.minimum, number.maximum


def _work(case: Case, terms: Terms) -> Lever:
    """What comes in a day."""
    values = case.values
    chat = values.work == "chat"
    name, now = ("messages", values.messages) if chat else ("per_day", values.per_day)
    each = values.working_days * (values.staff if chat else 1)
    many = KINDS[values.work].many if values.work in KINDS else "requests"
    low, high = _limits(name)
    return Lever(
        name="work",
        label="the amount of work",
        unit=f"{many} a day and person" if chat else f"{many} a day",
        now=now,
        low=low,
        high=high,
        apply=lambda now, value: replace(now, requests=value * each),
        inputs=lambda value: {name: _text(value)},
        whole=True,
    )


def _speed(terms: Terms) -> Lever:
    """Tokens written a second; reading becomes faster with it."""
    decode, prefill = terms.decode_tokens_per_s, terms.prefill_tokens_per_s
    low, high = _limits("decode_tokens_per_s")
    _, most = _limits("prefill_tokens_per_s")

    def inputs(value: float) -> Mapping[str, str]:
        reading = shortened(prefill * value / decode, 6, up=value > decode)
        return {"decode_tokens_per_s": _text(value), "prefill_tokens_per_s": _text(reading)}

    return Lever(
        name="decode_tokens_per_s",
        label="the speed of the machine",
        unit="tokens/s",
        now=decode,
        low=max(low, decode / 1000),
        high=min(high, most / prefill * decode),
        apply=lambda now, value: replace(now, speed=value / decode),
        inputs=inputs,
    )


def _price(case: Case, terms: Terms) -> Lever:
    """What the rival asks for a million tokens of this mix."""
    rival = case.rival
    assert rival is not None
    now = rival.usd_per_mtok or 0.0
    rates = rival.rates
    most = min(
        _limits(name)[1] / max(rate, 1e-9)
        for name, rate in (("hosted_input_usd", rates.input), ("hosted_output_usd", rates.output))
    )
    each = terms.rival_usd_per_request

    def inputs(value: float) -> Mapping[str, str]:
        if case.hosted is None or not now:
            return {}
        return {
            f"hosted_{kind}_usd": _text(shortened(rate * value / now, 6, up=value > now))
            for kind, rate in (("input", rates.input), ("output", rates.output))
        }

    return Lever(
        name="hosted",
        label=f"the price of {rival.name}",
        unit="USD/Mtok",
        now=now,
        low=0.0,
        high=now * most,
        apply=lambda terms, value: replace(
            terms, rival_usd_per_request=each * value / now if now else 0.0
        ),
        inputs=inputs,
    )


def _text(value: float) -> str:
    """As the form holds it."""
    return unmistakable(float(f"{value:.12g}"))


def shortened(value: float, digits: int, *, up: bool, whole: bool = False) -> float:
    """The next value with so many digits, upwards or downwards.

    >>> shortened(1234.5, 3, up=True), shortened(0.01234, 2, up=False)
    (1240.0, 0.012)
    """
    if value == 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - digits)
    if whole:
        step = max(1.0, step)
    if step == 0:  # the last digit is below what a float can hold
        return value
    rounded = (math.ceil if up else math.floor)(value / step) * step
    return float(f"{rounded:.{digits + 2}g}")
