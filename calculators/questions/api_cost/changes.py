"""What would change the order of the models: batches, caches, longer texts, a later date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.core.results import Change
from calculators.engines.price.rates import cliffs, coming, peak
from calculators.engines.workload import ANSWERS, PAGED, TEXT, answer_words, tokenizer_factor
from calculators.questions.api_cost.inputs import FIVE_MINUTES, OFF
from calculators.questions.common.whatif import Try, tried
from calculators.questions.common.work import MAX_PAGES

if TYPE_CHECKING:
    from calculators.questions.api_cost.case import Bill, Case

LONG_ANSWER = "three-pages"
NOTICED = 1.005
"""Bills that differ by less are as good as equal."""


def title(_: Case) -> str:
    """Over the changes."""
    return "What changes the order"


def changes(case: Case) -> Iterator[Change]:
    """Each pair of models that change places."""
    for flip in case.order.flips:
        change = flip.otherwise.change(_outcome(case, flip))
        yield replace(change, text=f"{change.text[0].upper()}{change.text[1:]}")


def _outcome(case: Case, flip: Flip) -> str:
    cheaper, dearer = (
        f"{bill.name} ({case.money(bill.usd_per_month, 'month')})"
        for bill in (flip.cheaper, flip.dearer)
    )
    if flip.first:
        return f"{cheaper} is then the cheapest, before {dearer}"
    return f"{cheaper} then costs less than {dearer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One thing done otherwise, and two models that change places."""

    otherwise: Try[Case]
    cheaper: Bill
    dearer: Bill
    first: bool
    """Whether the cheaper one is then the cheapest of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was tried: what changes the order, and what leaves it as it is."""

    flips: tuple[Flip, ...] = ()
    stays: tuple[str, ...] = ()


def order(case: Case) -> Order:
    """Every try, made with the whole form; nothing where there is nothing to compare."""
    if len(case.ranked) < 2 or not case.ranked[-1].usd_per_month:
        return Order()
    outcomes = {each.words: _flip(case, each) for each in _tries(case)}
    return Order(
        flips=tuple(flip for flip in outcomes.values() if flip),
        stays=tuple(words for words, flip in outcomes.items() if not flip),
    )


def _flip(case: Case, otherwise: Try[Case]) -> Flip | None:
    """The pair that changes places nearest to the cheap end, if any does."""
    before = {bill.slot: bill.usd_per_month for bill in case.ranked}
    ranked = [bill for bill in otherwise.case.ranked if bill.slot in before]
    for place, cheaper in enumerate(ranked):
        for dearer in ranked[place + 1 :]:
            was = before[cheaper.slot] > before[dearer.slot] * NOTICED
            if was and dearer.usd_per_month > cheaper.usd_per_month * NOTICED:
                first = place == 0
                return Flip(otherwise=otherwise, cheaper=cheaper, dearer=dearer, first=first)
    return None


def _tries(case: Case) -> Iterator[Try[Case]]:
    if case.values.batch:
        yield from tried(case, "one by one, not as a batch", batch=False)
    else:
        yield from tried(case, "as a batch", batch=True)
    if not case.tokens_given:
        yield from _in_words(case)
    yield from _longer(case)
    for day in sorted({each.day for bill in case.ranked for each in coming(bill.offer, case.at)}):
        yield Try(f"from {day.isoformat()} on", case.on(day), {"at": day.isoformat()})


def _in_words(case: Case) -> Iterator[Try[Case]]:
    values = case.values
    # What a form hides keeps what was typed into it, so it is set to what was counted here.
    if values.caching == OFF:
        cached = {"caching": FIVE_MINUTES, "arrival": values.arrival}
        yield from tried(case, "with the instructions cached", **cached)
    else:
        yield from tried(case, "without a cache", caching=OFF)
    if values.reasoning:
        yield from tried(case, "without thinking", reasoning=False)
    else:
        thinking = {"reasoning": True, "reasoning_factor": values.reasoning_factor}
        yield from tried(case, "with thinking", **thinking)
    if answer_words(values) < ANSWERS[LONG_ANSWER][1]:
        yield from tried(case, "with answers of three pages", answer=LONG_ANSWER)
    dear = any(peak(bill.offer, at=case.at) for bill in case.ranked)
    if dear and values.peak_percent < 100:
        yield from tried(case, "all in peak hours", peak_percent=100)


def _longer(case: Case) -> Iterator[Try[Case]]:
    """A prompt just beyond the next length at which one of the models costs more."""
    values, work = case.values, case.work
    starts = [start for bill in case.ranked for start in _starts(case, bill)]
    if not starts or work.page_form != TEXT:
        return
    beyond = ", where long prompts cost more"
    if case.tokens_given:
        tokens = int(min(starts)) + 1
        yield from tried(case, f"with {tokens:,} tokens to read{beyond}", input_tokens=tokens)
    elif values.work in PAGED and values.pages:
        a_page = (work.prompt_tokens - work.fixed_prompt_tokens) / values.pages
        pages = int((min(starts) - work.fixed_prompt_tokens) / a_page) + 1
        if pages <= MAX_PAGES:
            yield from tried(case, f"with {pages:,} pages each{beyond}", pages=pages)


def _starts(case: Case, bill: Bill) -> Iterator[float]:
    """Lengths, before the factor of its tokenizer, beyond which this model costs more."""
    work = case.work
    factor = 1 if work.counted else tokenizer_factor(bill.offer, claude=work.claude_factor)
    starts = (start / factor for start in cliffs(bill.offer, at=case.at))
    yield from (start for start in starts if start > work.prompt_tokens)
