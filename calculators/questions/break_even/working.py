"""The working: each formula, with the numbers of this case put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import exact_money
from calculators.core.results import Step
from calculators.engines.ownership.costs import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.break_even.outcome import Outcome
    from calculators.questions.break_even.terms import Terms


def steps(found: Outcome) -> Iterator[Step]:
    """The working of owning; nothing where the machine cannot do the work."""
    terms = found.terms
    if terms is None:
        return
    yield _request(terms)
    yield _hours(terms)
    yield _power(terms)
    yield _capital(terms)
    yield _month(terms)
    if found.case.rival:
        yield _rival(found, terms)
        yield _payback(found, terms)


def _request(terms: Terms) -> Step:
    return Step(
        title="Time of one request",
        formula="tokens read ÷ reading speed + tokens written ÷ (writing speed × gain)",
        working=(
            f"{terms.prompt_tokens:,.0f} ÷ {_digits(terms.prefill_tokens_per_s)} + "
            f"{terms.output_tokens:,.0f} ÷ ({_digits(terms.decode_tokens_per_s)} × {terms.gain:g})"
        ),
        outcome=f"{_digits(terms.seconds)} s",
    )


def _hours(terms: Terms) -> Step:
    return Step(
        title="Hours it works",
        formula="requests × time of one ÷ 3,600, of hours a day × 365 ÷ 12",
        working=f"{terms.requests:,.0f} × {_digits(terms.seconds)} s ÷ 3,600",
        outcome=(
            f"{_digits(terms.busy_hours)} of {_digits(terms.on_hours)} hours, "
            f"{_digits(terms.utilisation * 100)} %"
        ),
    )


def _power(terms: Terms) -> Step:
    busy = min(terms.busy_hours, terms.on_hours)
    return Step(
        title="Electricity, a month",
        formula="(hours at work × watts + hours idle × watts) ÷ 1,000 × cooling × price",
        working=(
            f"({_digits(busy)} × {terms.busy_watts:g} + {_digits(terms.on_hours - busy)} × "
            f"{terms.idle_watts:g}) ÷ 1,000 × {terms.pue:g} × {exact_money(terms.usd_per_kwh)}"
        ),
        outcome=exact_money(terms.power_usd),
    )


def _capital(terms: Terms) -> Step:
    price, months = exact_money(terms.price_usd), terms.life_months
    resale = f"{terms.residual_share:g}" if terms.residual_share else ""
    if terms.yearly_interest:
        growth = f"(1 + {terms.yearly_interest:g} ÷ 12)"
        sold = f" × (1 − {resale} ÷ {growth}^{months})" if resale else ""
        working = f"{price}{sold} × {terms.yearly_interest:g} ÷ 12 ÷ (1 − 1 ÷ {growth}^{months})"
        formula = "an annuity: what is paid at each month’s end, with interest"
    else:
        working = f"{price}{f' × (1 − {resale})' if resale else ''} ÷ {months}"
        formula = "price × (1 − resale) ÷ months of use" if resale else "price ÷ months of use"
    return Step(
        title="Its price, a month",
        formula=formula,
        working=working,
        outcome=exact_money(terms.purchase.usd_per_month),
    )


def _month(terms: Terms) -> Step:
    return Step(
        title="Your own machine, a month",
        formula="price a month + electricity + hours of work × pay + room",
        working=(
            f"{exact_money(terms.purchase.usd_per_month)} + {exact_money(terms.power_usd)} + "
            f"{terms.admin_hours:g} × {exact_money(terms.admin_usd_per_hour)} + "
            f"{exact_money(terms.space_usd)}"
        ),
        outcome=exact_money(terms.owned_usd),
    )


def _rival(found: Outcome, terms: Terms) -> Step:
    rival = found.case.rival
    assert rival is not None
    usage, rates = rival.usage, rival.rates
    cached = f"{usage.cached_tokens:,} × {rates.cached:.5g} + " if usage.cached_tokens else ""
    return Step(
        title=f"{rival.name}, a month",
        formula="requests × (tokens read × price + tokens written × price)",
        working=(
            f"{terms.requests:,.0f} × ({usage.fresh_tokens:,} × {rates.input:.5g} + {cached}"
            f"{usage.output_tokens:,} × {rates.output:.5g}) ÷ 1,000,000"
        ),
        outcome=exact_money(terms.rival_usd),
    )


def _payback(found: Outcome, terms: Terms) -> Step:
    decision = found.decision
    assert decision is not None
    never = f"never within {terms.life_months / MONTHS_PER_YEAR:g} years"
    what = "price − what it sells for" if terms.residual_share else "price"
    percent = f"{terms.yearly_interest * 100:g} %"
    interest = f", with {percent} interest a year on what is left" if terms.yearly_interest else ""
    return Step(
        title="Pays back after",
        formula=f"{what} ÷ (the rival’s month − keeping the machine a month)",
        working=(
            f"{exact_money(terms.purchase.capital_usd)} ÷ ({exact_money(terms.rival_usd)} − "
            f"{exact_money(terms.running_usd)}){interest}"
        ),
        outcome=(f"{decision.months:,.1f} months" if decision.pays and decision.months else never),
    )


def _digits(value: float) -> str:
    """As many as the next line needs to come out right.

    >>> _digits(7.634158), _digits(222.6637), _digits(123_456.7)
    ('7.6342', '222.66', '123,457')
    """
    return f"{value:,.0f}" if value >= 9_999.5 else f"{value:,.5g}"
