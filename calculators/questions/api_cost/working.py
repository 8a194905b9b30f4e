"""The working: from the work to tokens, from tokens to a request of each model, to a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import exact_money
from calculators.core.results import Step
from calculators.engines.price import peak
from calculators.engines.workload.tokens import TEXT, page_tokens, tokenizer_factor
from calculators.engines.workload.work import requests_per_day
from calculators.questions.api_cost.caching import KEPT_MINUTES, LEAST_TOKENS, WORKING_MINUTES
from calculators.questions.api_cost.inputs import OFF, SPREAD, TOGETHER
from calculators.questions.common.work import steps as work_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.engines.price import Rates, Usage
    from calculators.questions.api_cost.bill import Bill
    from calculators.questions.api_cost.comparison import Comparison


def steps(now: Comparison) -> tuple[Step, ...]:
    """Every line of it."""
    return (
        *work_steps(now.values, now.work),
        *_hits(now),
        *(step for bill in now.bills for step in _bill(now, bill)),
    )


def _hits(now: Comparison) -> Iterator[Step]:
    values = now.values
    if now.tokens_given or values.caching == OFF:
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
    formula, working = ways.get(values.arrival, ("as given", f"{values.hit_percent:g} %"))
    yield Step(
        title=f"Requests that find the instructions cached (from {LEAST_TOKENS:,} tokens on)",
        formula=formula,
        working=working,
        outcome=f"{100 * now.hits:.1f} %",
    )


def _bill(now: Comparison, bill: Bill) -> Iterator[Step]:
    if bill.usage is None or bill.rates is None or bill.request is None:
        return
    yield from _tokens(now, bill)
    dear = None if now.tokens_given else peak(bill.offer, at=now.at)
    share = now.values.peak_percent
    fees = now.fees(bill.offer)
    yield Step(
        title=f"{bill.name}, a request",
        formula="tokens × dollars per million ÷ 1,000,000, added up"
        + (" × peak hours" if dear else "")
        + (" × fees" if fees != 1 else ""),
        working=f"({_sum(bill.usage, bill.rates)}) ÷ 1,000,000"
        + (f" × (1 + {share:g} % × {dear.factor - 1:g})" if dear else "")
        + (f" × {fees:g}" if fees != 1 else ""),
        outcome=exact_money(bill.request.usd),
    )
    yield Step(
        title=f"{bill.name}, a month",
        formula="a request × requests a month",
        working=f"{exact_money(bill.request.usd)} × {bill.requests:,}",
        outcome=exact_money(bill.usd_per_month),
    )


def _tokens(now: Comparison, bill: Bill) -> Iterator[Step]:
    """What the vendor's tokenizer and its way of counting pages make of the prompt."""
    work, usage = now.work, bill.usage
    factor = tokenizer_factor(bill.offer, claude=work.claude_factor)
    if usage is None or now.tokens_given or (factor == 1 and work.page_form == TEXT):
        return
    text = round(work.prompt_tokens - work.page_text_tokens)
    page = (
        page_tokens(bill.offer, work.page_form, other=work.other_page_tokens) if work.pages else 0
    )
    files = f" + {work.pages:,} × {page:,}" if page else ""
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
