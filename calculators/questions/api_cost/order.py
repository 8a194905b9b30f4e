"""What would change the order of the models: batches, caches, longer texts, a later date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.core.results import Change
from calculators.engines.price import cliffs, coming, peak
from calculators.engines.workload.kinds import ANSWERS, PAGED
from calculators.engines.workload.tokens import TEXT, tokenizer_factor
from calculators.engines.workload.work import answer_words
from calculators.questions.api_cost.comparison import NOTICED, Comparison
from calculators.questions.api_cost.inputs import FIVE_MINUTES, OFF
from calculators.questions.common.currency import money
from calculators.questions.common.work_inputs import MAX_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from calculators.questions.api_cost.bill import Bill
    from calculators.questions.api_cost.inputs import ApiCostInputs

LONG_ANSWER = "three-pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One thing done otherwise, and two models that change places."""

    words: str
    inputs: Mapping[str, str]
    cheaper: Bill
    dearer: Bill
    first: bool
    """Whether the cheaper one is then the cheapest of all."""


def flips(now: Comparison) -> tuple[tuple[Flip, ...], tuple[str, ...]]:
    """What changes the order, and what was tried and leaves it as it is."""
    found: list[Flip] = []
    stays: list[str] = []
    if len(now.ranked) < 2 or not now.ranked[-1].usd_per_month:
        return (), ()
    for words, inputs, values in _tries(now):
        flip = _flip(now, Comparison(values), words, inputs)
        if flip:
            found.append(flip)
        else:
            stays.append(words)
    return tuple(found), tuple(stays)


def changes(now: Comparison, found: tuple[Flip, ...]) -> tuple[Change, ...]:
    """The same for the reader to try."""
    return tuple(
        Change(
            text=f"{flip.words[0].upper()}{flip.words[1:]}: {_outcome(now, flip)}.",
            inputs=flip.inputs,
        )
        for flip in found
    )


def _outcome(now: Comparison, flip: Flip) -> str:
    cheaper, dearer = (_named(now, each) for each in (flip.cheaper, flip.dearer))
    if flip.first:
        return f"{cheaper} is then the cheapest, before {dearer}"
    return f"{cheaper} then costs less than {dearer}"


def _named(now: Comparison, bill: Bill) -> str:
    return f"{bill.name} ({money(now.values, bill.usd_per_month, 'month')})"


def _flip(now: Comparison, then: Comparison, words: str, inputs: Mapping[str, str]) -> Flip | None:
    """The pair that changes places nearest to the cheap end, if any does."""
    before = {bill.slot: bill.usd_per_month for bill in now.ranked}
    ranked = [bill for bill in then.ranked if bill.slot in before]
    for place, cheaper in enumerate(ranked):
        for dearer in ranked[place + 1 :]:
            was = before[cheaper.slot] > before[dearer.slot] * NOTICED
            if was and dearer.usd_per_month > cheaper.usd_per_month * NOTICED:
                return Flip(
                    words=words,
                    inputs=inputs,
                    cheaper=cheaper,
                    dearer=dearer,
                    first=place == 0,
                )
    return None


def _tries(now: Comparison) -> Iterator[tuple[str, dict[str, str], ApiCostInputs]]:
    """Words, the inputs to set, and the values that this gives."""
    values = now.values
    if values.batch:
        yield "one by one, not as a batch", {"batch": "off"}, replace(values, batch=False)
    else:
        yield "as a batch", {"batch": "on"}, replace(values, batch=True)
    if not now.tokens_given:
        yield from _in_words(now)
    yield from _longer(now)
    for day in _days(now):
        at = now.at.replace(year=day.year, month=day.month, day=day.day)
        yield f"from {day.isoformat()} on", {"at": day.isoformat()}, replace(values, at=at)


def _in_words(now: Comparison) -> Iterator[tuple[str, dict[str, str], ApiCostInputs]]:
    values = now.values
    if values.caching == OFF:
        cached = replace(values, caching=FIVE_MINUTES)
        # What a form hides keeps what was typed into it, so it is set to what was counted here.
        shown = {"caching": FIVE_MINUTES, "arrival": values.arrival}
        yield "with the instructions cached", shown, cached
    else:
        yield "without a cache", {"caching": OFF}, replace(values, caching=OFF)
    if values.reasoning:
        yield "without thinking", {"reasoning": "off"}, replace(values, reasoning=False)
    else:
        shown = {"reasoning": "on", "reasoning_factor": f"{values.reasoning_factor:g}"}
        yield "with thinking", shown, replace(values, reasoning=True)
    if answer_words(values) < ANSWERS[LONG_ANSWER][1]:
        longer = replace(values, answer=LONG_ANSWER)
        yield "with answers of three pages", {"answer": LONG_ANSWER}, longer
    dear = any(peak(bill.offer, at=now.at) for bill in now.ranked)
    if dear and values.peak_percent < 100:
        yield "all in peak hours", {"peak_percent": "100"}, replace(values, peak_percent=100)


def _longer(now: Comparison) -> Iterator[tuple[str, dict[str, str], ApiCostInputs]]:
    """A prompt just beyond the next length at which one of the models costs more."""
    values, work = now.values, now.work
    starts = [start for bill in now.ranked for start in _starts(now, bill)]
    if not starts or work.page_form != TEXT:
        return
    beyond = ", where long prompts cost more"
    if now.tokens_given:
        longer = int(min(starts)) + 1
        yield (
            f"with {longer:,} tokens to read{beyond}",
            {"input_tokens": str(longer)},
            replace(values, input_tokens=longer),
        )
    elif values.work in PAGED and values.pages:
        a_page = (work.prompt_tokens - work.fixed_prompt_tokens) / values.pages
        pages = int((min(starts) - work.fixed_prompt_tokens) / a_page) + 1
        if pages > MAX_PAGES:
            return
        yield (
            f"with {pages:,} pages each{beyond}",
            {"pages": str(pages)},
            replace(values, pages=pages),
        )


def _starts(now: Comparison, bill: Bill) -> Iterator[float]:
    """Lengths, before the factor of its tokenizer, beyond which this model costs more."""
    work = now.work
    factor = 1 if work.counted else tokenizer_factor(bill.offer, claude=work.claude_factor)
    starts = (start / factor for start in cliffs(bill.offer, at=now.at))
    yield from (start for start in starts if start > work.prompt_tokens)


def _days(now: Comparison) -> list[date]:
    return sorted({change.day for bill in now.ranked for change in coming(bill.offer, now.at)})
