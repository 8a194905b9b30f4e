"""The working: each formula, with the numbers of this case put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.break_even.costs import MONTHS_PER_YEAR
from calculators.results import Step
from calculators.units import format_money, format_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.break_even.outcome import Outcome
    from calculators.break_even.terms import Terms


def steps(found: Outcome) -> Iterator[Step]:
    """The working of owning; nothing where the machine cannot do the work."""
    terms = found.terms
    if terms is None:
        return
    yield _request(terms)
    yield _hours(terms)
    yield _power(terms)
    yield _month(terms)
    if found.case.rival:
        yield _rival(found, terms)
        yield _payback(found, terms)


def _request(terms: Terms) -> Step:
    return Step(
        title="Time of one request",
        formula="tokens read ÷ reading speed + tokens written ÷ (writing speed × gain)",
        working=(
            f"{terms.prompt_tokens:,.0f} ÷ {terms.prefill_tokens_per_s:,.5g} + "
            f"{terms.output_tokens:,.0f} ÷ ({terms.decode_tokens_per_s:,.5g} × {terms.gain:g})"
        ),
        outcome=format_seconds(terms.seconds),
    )


def _hours(terms: Terms) -> Step:
    return Step(
        title="Hours it works",
        formula="requests × time of one ÷ 3,600, of hours a day × 365 ÷ 12",
        working=f"{terms.requests:,.0f} × {terms.seconds:,.4g} s ÷ 3,600",
        outcome=(
            f"{terms.busy_hours:,.4g} of {terms.on_hours:,.0f} hours, "
            f"{terms.utilisation * 100:,.3g} %"
        ),
    )


def _power(terms: Terms) -> Step:
    busy = min(terms.busy_hours, terms.on_hours)
    return Step(
        title="Electricity, a month",
        formula="(hours at work × watts + hours idle × watts) ÷ 1,000 × cooling × price",
        working=(
            f"({busy:,.4g} × {terms.busy_watts:g} + {terms.on_hours - busy:,.4g} × "
            f"{terms.idle_watts:g}) ÷ 1,000 × {terms.pue:g} × {_usd(terms.usd_per_kwh)}"
        ),
        outcome=_usd(terms.power_usd),
    )


def _month(terms: Terms) -> Step:
    interest = f", at {terms.yearly_interest:.3g} a year" if terms.yearly_interest else ""
    resale = f" × (1 − {terms.residual_share:g} resale)" if terms.residual_share else ""
    return Step(
        title="Your own machine, a month",
        formula="price ÷ months of use + electricity + hours of work × pay + room",
        working=(
            f"{_usd(terms.price_usd)}{resale} ÷ {terms.life_months}{interest} + "
            f"{_usd(terms.power_usd)} + {terms.admin_hours:g} × {_usd(terms.admin_usd_per_hour)} + "
            f"{_usd(terms.space_usd)}"
        ),
        outcome=_usd(terms.owned_usd),
    )


def _rival(found: Outcome, terms: Terms) -> Step:
    rival = found.case.rival
    assert rival is not None
    usage, rates = rival.usage, rival.rates
    cached = f"{usage.cached_tokens:,} × {rates.cached:.4g} + " if usage.cached_tokens else ""
    return Step(
        title=f"{rival.name}, a month",
        formula="requests × (tokens read × price + tokens written × price)",
        working=(
            f"{terms.requests:,.0f} × ({usage.fresh_tokens:,} × {rates.input:.4g} + {cached}"
            f"{usage.output_tokens:,} × {rates.output:.4g}) ÷ 1,000,000"
        ),
        outcome=_usd(terms.rival_usd),
    )


def _payback(found: Outcome, terms: Terms) -> Step:
    decision = found.decision
    assert decision is not None
    never = f"never within {terms.life_months / MONTHS_PER_YEAR:g} years"
    return Step(
        title="Pays back after",
        formula="price ÷ (the rival’s month − keeping the machine a month)",
        working=(
            f"{_usd(terms.price_usd)} ÷ ({_usd(terms.rival_usd)} − {_usd(terms.running_usd)})"
        ),
        outcome=(f"{decision.months:,.1f} months" if decision.pays and decision.months else never),
    )


def _usd(amount: float) -> str:
    return format_money(amount, "USD")
