"""The working with the numbers of this case put in, what it assumes, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from calculators.core.numbers import counted, exact_money, format_quantity
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.price import Offer
from calculators.engines.price.cost import NO_CACHE
from calculators.engines.price.rates import peak
from calculators.engines.workload import CLAUDE_FACTOR
from calculators.questions.agent.case import Case, Contender
from calculators.questions.agent.loop import CLEAR, KEEP
from calculators.questions.common.prices import announced, beyond_list

_BEHIND = tuple(map(source, ("claude-tokens", "how-agents-spend", "swe-effi", "claude-code-costs")))


def steps(case: Case) -> Iterator[Step]:
    """From tokens to the cost of a task done right."""
    main, values, month = case.main, case.values, case.month_usd(case.main)
    yield _reading(main)
    if main.billing.caching != NO_CACHE:
        yield _kept(main)
    yield _price(main)
    if main.run.stop is None:
        usd, q = exact_money(main.usd), case.success
        yield Step(
            title="One task done right",
            formula="(right × cost + failed × cost of a failed one) ÷ right",
            working=f"({q:g} × {usd} + {1 - q:g} × {values.failure_factor:g} × {usd}) ÷ {q:g}",
            outcome=exact_money(case.success_usd(main) or 0),
        )
    yield Step(
        title="A month",
        formula="tasks a day × days × average of good and failed tries",
        working=f"{values.tasks_per_day:,.10g} × {values.days_per_month} × "
        f"{exact_money(month / case.tasks_per_month)}",
        outcome=exact_money(month),
    )


def _reading(main: Contender) -> Step:
    loop, again = main.task.lead, main.billing.attempts
    often = f" × {again:g}" if again != 1 else ""
    if loop.shorten == KEEP and main.task.helper is None and main.run.stop is None:
        n = loop.steps
        formula = "steps × sent each time + growth × steps × (steps − 1) ÷ 2"
        working = (
            f"({n:,} × {loop.fixed_tokens:,} + {loop.growth_tokens:,} × {n:,} × {n - 1:,} ÷ 2)"
        )
    else:
        formula = "prompt of each request, added up" + (" × tries" if often else "")
        working = f"{counted(len(main.run.charges), 'line')} of the bill"
    return Step(
        title="Read in all steps together",
        formula=formula,
        working=working + often,
        outcome=format_quantity(main.run.total.input_tokens, "tokens"),
    )


def _kept(main: Contender) -> Step:
    total, shorten = main.run.total, main.task.lead.shorten
    read, every = total.read_tokens, total.input_tokens
    changed = "results were dropped" if shorten == CLEAR else "it was shortened"
    renewed = "" if shorten == KEEP else f", and nothing right after {changed}"
    return Step(
        title="Of it from the cache",
        formula=f"all that the step before has sent{renewed} × share found there",
        working=f"{every:,.0f} − {total.fresh_tokens:,.0f}, with {main.billing.hit_rate:.0%} found",
        outcome=f"{read:,.0f} tokens, {read / (every or 1):.0%}",
    )


def _price(main: Contender) -> Step:
    total, rates = main.run.total, main.card(main.task.lead.fixed_tokens)
    if main.card(main.run.peak_tokens) == rates:
        working = (
            f"({total.read_tokens:,.0f} × {rates.cached:g} + "
            f"{total.fresh_tokens:,.0f} × {main.billing.afresh(rates):g} + "
            f"{total.output_tokens:,.0f} × {rates.output:g}) ÷ 1,000,000"
        )
    else:
        parts = (total.cost.cached, total.fresh_usd, total.cost.output)
        working = f"{' + '.join(map(exact_money, parts))}, step by step at its own price"
    return Step(
        title="One task",
        formula="from the cache × its price + read afresh × its price + written × its price",
        working=working,
        outcome=exact_money(main.usd),
    )


def notes(case: Case) -> Iterator[str]:
    """Assumptions first, then prices, then what is not counted."""
    if case.kind.why:
        yield f"The task: {case.kind.why}."
    if case.kind.spread is None:
        yield "How far single tasks of this kind differ was not measured."
    else:
        borrowed = " is borrowed from coding tasks" if case.kind.borrowed else ""
        yield f"The range{borrowed}: {case.kind.spread.words}."
        yield "The very same task, tried again, took up to 30 times as many tokens in one study."
    yield (
        "Share of tasks done right: our default. A failed task is counted once and then goes to a "
        "person, whose time is not in the sum."
    )
    yield from _prices(case)
    if case.values.caching != NO_CACHE:
        yield (
            "Caching: each step reads what the step before has sent and keeps what is new. Vendors "
            "begin to keep prompts at about 1,000 tokens or more; that limit is left out."
        )
    if case.values.shorten != KEEP:
        yield (
            "After the conversation is shortened, all of the next prompt counts as new. A vendor "
            "that still finds the instructions charges a little less."
        )
    if case.values.claude_factor == 1:
        yield (
            "All models are given the same number of tokens. For the same English text newer "
            f"Claude models make about {CLAUDE_FACTOR:g} times as many, according to their maker; "
            "the settings can count that."
        )
    else:
        factor = f"{case.values.claude_factor:g}"
        yield f"Newer Claude models are given {factor} times as many tokens as the others."
    yield "A weaker model may need more steps for the same task; all are given the same."
    yield (
        "Not counted: taxes, fees of resellers, charges for tools such as web search, computers "
        "that run the tools, the time of whoever checks. Batch prices do not help an agent, which "
        "waits for each step."
    )


def _prices(case: Case) -> Iterator[str]:
    yield from beyond_list(case.at.date())
    for each in case.contenders:
        if case.values.caching != NO_CACHE and "cached" not in each.card(1).listed:
            yield (
                f"{_with_host(each.offer)} has no price for reading from a cache, "
                "so all of it is counted as read afresh."
            )
        if each.offer.context_window is None:
            yield f"The context window of {each.name} is not known, so nothing stops it here."
        yield from announced(each.offer, case.at, each.name)
        yield from _peak(each.offer, case.at)


def _with_host(offer: Offer) -> str:
    return f"{offer.label} from {offer.host}" if offer.host else offer.label


def _peak(offer: Offer, at: datetime) -> Iterator[str]:
    found = peak(offer, at=at)
    if found is not None:
        hours = " and ".join(f"{start} to {end}" for start, end in found.hours)
        days = f", {found.days}" if found.days else ""
        yield (
            f"{_with_host(offer)} costs {found.factor:g} times as much from {hours} "
            f"UTC{days}. A day without a time is counted at noon."
        )


def sources(case: Case) -> Iterator[Source]:
    """Prices, the task, and what its costs are compared with."""
    yield from (each.offer.source for each in case.contenders if each.offer.source.url)
    yield from case.kind.sources
    yield from _BEHIND
