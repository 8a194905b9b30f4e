"""The working: each formula, with the numbers of this case put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import counted, exact_money, format_quantity
from calculators.core.results import Step
from calculators.questions.agent.loop import CLEAR, KEEP
from calculators.questions.agent.pay import NO_CACHE, price_afresh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.questions.agent.bid import Bid
    from calculators.questions.agent.outlook import Outlook


def steps(view: Outlook) -> tuple[Step, ...]:
    """From tokens to the cost of a task done right."""
    return tuple(_steps(view))


def _steps(view: Outlook) -> Iterator[Step]:
    main = view.main
    yield _reading(main)
    if main.billing.caching != NO_CACHE:
        yield _kept(main)
    yield _price(main)
    if main.run.stop is None:
        yield _done(view)
    yield _month(view)


def _reading(bid: Bid) -> Step:
    loop, total = bid.task.lead, bid.run.total
    title = "Read in all steps together"
    again = bid.billing.attempts
    often = f" × {again:g}" if again != 1 else ""
    if loop.shorten == KEEP and bid.task.helper is None and bid.run.stop is None:
        n = loop.steps
        return Step(
            title=title,
            formula="steps × sent each time + growth × steps × (steps − 1) ÷ 2",
            working=f"({n:,} × {loop.fixed_tokens:,} + {loop.growth_tokens:,} × {n:,} × "
            f"{n - 1:,} ÷ 2){often}",
            outcome=format_quantity(total.input, "tokens"),
        )
    return Step(
        title=title,
        formula="prompt of each request, added up" + (" × tries" if often else ""),
        working=f"{counted(len(bid.run.charges), 'line')} of the bill{often}",
        outcome=format_quantity(total.input, "tokens"),
    )


def _kept(bid: Bid) -> Step:
    total = bid.run.total
    loop = bid.task.lead
    renewed = "" if loop.shorten == KEEP else ", and nothing right after it was shortened"
    if loop.shorten == CLEAR:
        renewed = ", and nothing right after results were dropped"
    return Step(
        title="Of it from the cache",
        formula=f"all that the step before has sent{renewed} × share found there",
        working=f"{total.input:,.0f} − {total.fresh:,.0f}, with {bid.billing.hit_rate:.0%} found",
        outcome=f"{total.read:,.0f} tokens, {total.read / (total.input or 1):.0%}",
    )


def _price(bid: Bid) -> Step:
    total, rates = bid.run.total, bid.card(bid.task.lead.fixed_tokens)
    longest = bid.card(bid.run.peak_tokens)
    afresh = price_afresh(rates, bid.billing)
    if longest != rates:
        working = (
            f"{exact_money(total.read_usd)} + {exact_money(total.fresh_usd)} + "
            f"{exact_money(total.output_usd)}, step by step at its own price"
        )
    else:
        working = (
            f"({total.read:,.0f} × {rates.cached:g} + {total.fresh:,.0f} × {afresh:g} + "
            f"{total.output:,.0f} × {rates.output:g}) ÷ 1,000,000"
        )
    return Step(
        title="One task",
        formula="from the cache × its price + read afresh × its price + written × its price",
        working=working,
        outcome=exact_money(bid.usd),
    )


def _done(view: Outlook) -> Step:
    usd = exact_money(view.main.usd)
    q, factor = view.success, view.values.failure_factor
    return Step(
        title="One task done right",
        formula="(right × cost + failed × cost of a failed one) ÷ right",
        working=f"({q:g} × {usd} + {1 - q:g} × {factor:g} × {usd}) ÷ {q:g}",
        outcome=exact_money(view.success_usd(view.main) or 0),
    )


def _month(view: Outlook) -> Step:
    values, month = view.values, view.month_usd(view.main)
    mean = exact_money(month / view.tasks_per_month)
    return Step(
        title="A month",
        formula="tasks a day × days × average of good and failed tries",
        working=f"{values.tasks_per_day:,.10g} × {values.days_per_month} × {mean}",
        outcome=exact_money(month),
    )
