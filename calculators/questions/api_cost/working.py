"""The working: from the work to tokens, from tokens to a bill; assumptions, and sources."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.numbers import exact_money
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.ownership import record
from calculators.engines.price import package
from calculators.engines.price.cost import Usage
from calculators.engines.price.rates import Rates, peak
from calculators.engines.workload import (
    TEXT,
    family,
    page_tokens,
    requests_per_day,
    tokenizer_factor,
)
from calculators.questions.api_cost.caching import KEPT_MINUTES, LEAST_TOKENS, WORKING_MINUTES
from calculators.questions.api_cost.case import CHECKING_MINUTES, Bill, Case
from calculators.questions.api_cost.inputs import OFF, SPREAD, TOGETHER
from calculators.questions.common import work
from calculators.questions.common.prices import (
    beyond_list,
    offer_notes,
    price_list,
    usual_notes,
    usual_sources,
)
from calculators.questions.cover.short import NOT_READ
from calculators.questions.licence.use import assumed, chosen, licence_sources

ALWAYS_THINKS = ("claude-opus-5-5", "claude-fable-5")


def steps(case: Case) -> Iterator[Step]:
    """Every line of it."""
    yield from work.steps(case.values, case.work)
    yield from _hits(case)
    for bill in case.bills:
        yield from _bill(case, bill)
    yield _checking(case)


def _checking(case: Case) -> Step:
    pay, requests = record().clerk_pay, case.work.requests_per_month
    return Step(
        title=f"Checking each answer, at the {pay.what} ({pay.as_of})",
        formula="requests a month × minutes each ÷ 60 × pay an hour",
        working=f"{requests:,} × {CHECKING_MINUTES} ÷ 60 × {exact_money(pay.value)}",
        outcome=exact_money(case.checking_usd_per_month),
    )


def _hits(case: Case) -> Iterator[Step]:
    values = case.values
    if case.tokens_given or values.caching == OFF:
        return
    a_day = requests_per_day(values)
    kept = KEPT_MINUTES[values.caching]
    ways = {
        SPREAD: (
            "1 − e^(−requests a day ÷ minutes worked × minutes kept)",
            f"1 − e^(−{a_day:,} ÷ {WORKING_MINUTES} × {kept})",
        ),
        TOGETHER: ("(requests a day − 1) ÷ requests a day", f"({a_day:,} − 1) ÷ {a_day:,}"),
    }
    formula, working = ways.get(values.arrival, ("as given", f"{values.hit_percent:g}%"))
    yield Step(
        title=f"Requests that find the instructions cached (from {LEAST_TOKENS:,} tokens on)",
        formula=formula,
        working=working,
        outcome=f"{100 * case.hits:.1f}%",
    )


def _bill(case: Case, bill: Bill) -> Iterator[Step]:
    if bill.usage is None or bill.rates is None or bill.request is None:
        return
    yield from _tokens(case, bill)
    dear = None if case.tokens_given else peak(bill.offer, at=case.at)
    share = case.values.peak_percent
    fees = case.fees(bill.offer)
    yield Step(
        title=f"{bill.name}, a request",
        formula="tokens × dollars per million ÷ 1,000,000, added up"
        + (" × peak hours" if dear else "")
        + (" × fees" if fees != 1 else ""),
        working=f"({_sum(bill.usage, bill.rates)}) ÷ 1,000,000"
        + (f" × (1 + {share:g}% × {dear.factor - 1:g})" if dear else "")
        + (f" × {fees:g}" if fees != 1 else ""),
        outcome=exact_money(bill.request.usd),
    )
    yield Step(
        title=f"{bill.name}, a month",
        formula="a request × requests a month",
        working=f"{exact_money(bill.request.usd)} × {bill.requests:,}",
        outcome=exact_money(bill.usd_per_month),
    )


def _tokens(case: Case, bill: Bill) -> Iterator[Step]:
    """What the vendor's tokenizer and its way of counting pages make of the prompt."""
    month, usage = case.work, bill.usage
    factor = tokenizer_factor(bill.offer, claude=month.claude_factor)
    if usage is None or case.tokens_given or (factor == 1 and month.page_form == TEXT):
        return
    text = round(month.prompt_tokens - month.page_text_tokens)
    form, other = month.page_form, month.other_page_tokens
    page = page_tokens(bill.offer, form, other=other) if month.pages else 0
    files = f" + {month.pages:,} × {page:,}" if page else ""
    yield Step(
        title=f"{bill.name}: tokens read each time",
        formula="tokens of text × factor of its tokenizer"
        + (" + pages × tokens a page" if page else ""),
        working=f"{text:,} × {factor:g}{files}",
        outcome=f"{usage.prompt_tokens:,} tokens",
    )


def _sum(usage: Usage, rates: Rates) -> str:
    """Each kind of token with its price, none that is not there."""
    kinds = (
        (usage.fresh_tokens, rates.input),
        (usage.cached_tokens, rates.cached),
        (usage.cache_write_5min_tokens, rates.write),
        (usage.cache_write_1h_tokens, rates.write_1h),
        (usage.output_tokens, rates.output),
    )
    return " + ".join(f"{tokens:,.0f} × {price:g}" for tokens, price in kinds if tokens) or "0"


def notes(case: Case) -> Iterator[str]:
    """What was assumed and what the answer leaves out."""
    made, day = package(), case.at.date()
    yield (
        f"Prices: {price_list(day)}. The list is {made.name} {made.version}. Prices move: look "
        "before you sign."
    )
    yield from beyond_list(day)
    yield "A price says nothing about how good the answers are. Try a small model first."
    yield "Without VAT or sales tax, which your country may add."
    if case.tokens_given:
        yield (
            "Your tokens are billed as they are, for every model alike. The same text makes more "
            "tokens in some models than in others."
        )
    else:
        yield from _lengths(case)
        yield from _rules(case)
    yield (
        "Not counted: requests that fail and are sent again, web searches and other tools, keeping "
        "a cache where that costs by the hour, and speech to text. The minute of checking is in no "
        "bill and is our assumption: time ten of your own."
    )
    yield (
        f"What happens to your text is read from public terms; “{NOT_READ}” counts as a "
        "yes to training and to keeping. What counts is your contract on the day. “Where does my "
        "text go?” has the whole."
    )
    if chosen(case.values):
        yield assumed(case.values)
    yield from offer_notes((bill.offer for bill in case.bills), day)


def _lengths(case: Case) -> Iterator[str]:
    yield (
        "Lengths are our assumptions where you gave none. Real texts differ: count the tokens of "
        "ten of your own before you decide."
    )
    if any(family(bill.offer) == "newer claude" for bill in case.bills):
        yield (
            f"Newer Claude models make {case.values.claude_factor:g} times as many tokens of a "
            "text; that is counted."
        )
    if _always(case) and not case.values.reasoning:
        names = ", ".join(_always(case))
        yield f"{names} cannot be told not to think, so its answers cost more than shown here."


def _always(case: Case) -> list[str]:
    return [
        bill.name for bill in case.bills if any(name in bill.offer.id for name in ALWAYS_THINKS)
    ]


def _rules(case: Case) -> Iterator[str]:
    values = case.values
    if values.caching != OFF:
        when = " at random over eight hours" if values.arrival == SPREAD else ""
        yield (
            f"Instructions of {LEAST_TOKENS:,} tokens or more are cached where a price for that is "
            f"listed: {100 * case.hits:.0f}% of the requests find them there, if they come{when} "
            "as you said. Hosts differ in how long they keep them. Nothing else is counted as "
            "cached."
        )
    yield from usual_notes(
        (bill.offer for bill in case.bills),
        day=case.at.date(),
        peak_percent=values.peak_percent,
        fee_percent=values.openrouter_fee_percent,
    )


def sources(case: Case) -> Iterator[Source]:
    """Prices first, then what the tokens rest on, then the rules."""
    yield from (bill.offer.source for bill in case.bills if bill.offer.id != OWN)
    for bill in case.bills:
        yield from licence_sources(bill.reading)
        yield from bill.terms.text_sources
    yield record().clerk_pay.source
    if case.tokens_given:
        return
    yield from work.sources(case.values, case.work)
    if case.values.caching != OFF:
        yield source("cached-prompts")
    yield from usual_sources(bill.offer for bill in case.bills)
    if _always(case):
        yield source("always-thinks")
