"""Which single number would turn the decision round, and at what value.

Each is searched by halving, within the range that the form takes, with all others as they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from calculators.core.calculator import fields_of
from calculators.core.form import OWN
from calculators.core.numbers import format_quantity, unmistakable
from calculators.core.results import Change
from calculators.engines.workload import KINDS
from calculators.questions.break_even.decision import Terms
from calculators.questions.break_even.inputs import BreakEvenInputs

if TYPE_CHECKING:
    from calculators.questions.break_even.case import Case


HALVINGS = 60
DIGITS = 4
NEAR = 2.0
"""Less than so many times as much is said in percent."""
_SMALLEST = 1e-3
"""A change to nothing counts as one to a thousandth."""


def title(case: Case) -> str:
    """What such changes do."""
    return "What would turn the decision"


def changes(case: Case) -> Iterator[Change]:
    """The numbers that turn it, each with its value, the least change first."""
    for point in case.turning_points:
        text = told(case, point)
        yield Change(text=text[0].upper() + text[1:] + ".", inputs=point.lever.inputs(point.value))


def told(case: Case, point: TurningPoint) -> str:
    """A number, what it is and what it would have to be, in the middle of a sentence."""
    lever = point.lever
    now, then = (_amount(case, each, lever.unit) for each in (lever.now, point.value))
    about = "about " if point.value and not lever.whole else ""
    return f"{lever.label}, from {now} to {about}{then} ({_distance(point)})"


def _amount(case: Case, value: float, unit: str) -> str:
    """A number with its unit; amounts of money in the reader's currency."""
    code, _, per = unit.partition("/")
    return case.money(value, per) if code == "USD" else format_quantity(value, unit)


def _distance(point: TurningPoint) -> str:
    """How far it is: in percent where it is near."""
    if point.factor < NEAR:
        share = abs(point.value / point.lever.now - 1) * 100
        return f"{'+' if point.more else '−'}{share:.2g}%"
    digits = 0 if point.factor >= 10 else 1
    if not point.value:
        return "to nothing"
    return f"{'×' if point.more else '÷'} {point.factor:,.{digits}f}"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """A lever, and the value nearest to today's at which the decision is another."""

    lever: Lever
    value: float

    @property
    def factor(self) -> float:
        """How many times as much, or as little: at least 1."""
        first, second = sorted((abs(self.lever.now), abs(self.value)))
        return second / (first or second * _SMALLEST) if second else 1.0

    @property
    def more(self) -> bool:
        """Whether it must rise."""
        return self.value > self.lever.now


def turning_point(lever: Lever, terms: Terms) -> TurningPoint | None:
    """Where this number turns the decision; None where none in its range does."""
    wins = terms.wins

    def turned(value: float) -> bool:
        return lever.apply(terms, value).wins != wins

    found = [
        _outwards(lever, _border(turned, lever.now, far), turned)
        for far in _ends(lever, terms)
        if turned(far)
    ]
    best = min(found, key=lambda value: abs(value - lever.now), default=None)
    return None if best is None else TurningPoint(lever=lever, value=best)


def _ends(lever: Lever, terms: Terms) -> Iterator[float]:
    """Where to look: the ends of the range, and for the amount of work what the machine can do."""
    yield lever.low
    yield lever.high
    if lever.name == "work" and terms.capacity and terms.requests:
        most = math.floor(lever.now * terms.capacity / terms.requests * (1 - 1e-9))
        if lever.low < most < lever.high:
            yield most


def _border(turned: Callable[[float], bool], near: float, far: float) -> float:
    """The value next to where the outcome turns, on the far side of it."""
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        if turned(middle):
            far = middle
        else:
            near = middle
    return far


def _outwards(lever: Lever, value: float, turned: Callable[[float], bool]) -> float:
    """The value with few digits, a little further away, where it still turns the decision."""
    up = value > lever.now
    for digits in range(DIGITS, 17):
        short = shortened(value, digits, up=up, whole=lever.whole)
        if lever.low <= short <= lever.high and turned(short):
            return short
    return value


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


def levers(case: Case, terms: Terms) -> Iterator[Lever]:
    """All that is tried, in the order of the form."""
    yield _work(case)
    price = _asked("machine_usd", "the price of the machine", "USD", terms, "price_usd")
    yield replace(price, low=1)
    yield _asked("life_years", "its life", "years", terms)
    kwh = _asked("kwh_usd", "the price of electricity", "USD/kWh", terms, "usd_per_kwh")
    yield replace(kwh, inputs=lambda value: {"electricity": OWN, "kwh_usd": _text(value)})
    yield _asked("admin_hours", "the work to look after it", "hours a month", terms)
    yield _speed(terms)
    yield _asked("gain", "the gain from requests at once", "×", terms)
    if case.rival:
        yield _price(case, terms)


def _asked(name: str, label: str, unit: str, terms: Terms, attribute: str = "") -> Lever:
    """A number that the form asks for under that name."""
    attribute = attribute or name
    low, high = _limits(name)
    return Lever(
        name=name,
        label=label,
        unit=unit,
        now=getattr(terms, attribute),
        low=low,
        high=high,
        apply=lambda terms, value: replace(terms, **{attribute: value}),
        inputs=lambda value: {name: _text(value)},
    )


def _limits(name: str) -> tuple[float, float]:
    """The least and the most that the form takes."""
    form: Any = BreakEvenInputs
    number: Any = next(each.input for each in fields_of(form) if each.name == name)
    return number.minimum, number.maximum


def _work(case: Case) -> Lever:
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
        apply=lambda terms, value: replace(terms, requests=value * each),
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
        apply=lambda terms, value: replace(terms, speed=value / decode),
        inputs=inputs,
    )


def _price(case: Case, terms: Terms) -> Lever:
    """What the rival asks for a million tokens of this mix."""
    rival = case.rival
    assert rival is not None
    now = rival.usd_per_mtok or 0.0
    rates = {"hosted_input_usd": rival.rates.input, "hosted_output_usd": rival.rates.output}
    most = min(_limits(name)[1] / max(rate, 1e-9) for name, rate in rates.items())
    each = terms.rival_usd_per_request

    def inputs(value: float) -> Mapping[str, str]:
        if case.hosted is None or not now:
            return {}
        return {
            name: _text(min(shortened(rate * value / now, 6, up=value > now), _limits(name)[1]))
            for name, rate in rates.items()
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
