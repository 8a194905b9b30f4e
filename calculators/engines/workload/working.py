"""The way from words to tokens, line by line, with what each number rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import format_quantity
from calculators.core.results import Step
from calculators.engines.workload.kinds import KINDS, OWN, PAGED
from calculators.engines.workload.menus import PDF, SCAN, TEXT, USUAL
from calculators.engines.workload.sources import (
    CLAUDE,
    CODE,
    GERMAN,
    PAGES,
    REASONING,
    SCANS,
    SPEECH,
    WORDS,
)
from calculators.engines.workload.work import (
    answer_words,
    each_tokens,
    each_words,
    history_tokens,
    requests_per_day,
    tokens_per_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Source
    from calculators.engines.workload.inputs import WorkInputs
    from calculators.engines.workload.work import Workload


def asked(values: WorkInputs) -> str:
    """The work in one line.

    >>> from calculators.engines.workload.inputs import WorkInputs
    >>> asked(WorkInputs(work="invoices", per_day=40, pages=6))
    '40 invoices a day, 6 pages each, 21 days a month'
    """
    days = f"{values.working_days} days a month"
    if values.work == OWN:
        tokens = f"{values.input_tokens:,} tokens to read and {values.output_tokens:,} to write"
        return f"{values.per_day:,} requests a day, {tokens}, {days}"
    many = KINDS[values.work].many
    if values.work == "chat":
        return f"{values.staff:,} people, {values.messages:,} {many} each a day, {days}"
    return f"{values.per_day:,} {many} a day, {_size(values)} each, {days}"


def _size(values: WorkInputs) -> str:
    if values.work in PAGED:
        form = {TEXT: "", PDF: " (PDF)", SCAN: " (scans)"}[values.page_form]
        return f"{values.pages:,} {'page' if values.pages == 1 else 'pages'}{form}"
    if values.work == "calls":
        return f"{values.minutes:g} minutes"
    if values.work == "coding":
        return format_quantity(values.code_tokens, "tokens")
    return f"{values.words:,} words"


def steps(values: WorkInputs, work: Workload) -> tuple[Step, ...]:
    """From what comes in to the tokens of one request, before the factor of a tokenizer."""
    return tuple(_steps(values, work))


def _steps(values: WorkInputs, work: Workload) -> Iterator[Step]:
    yield _requests(values, work)
    if values.work == OWN:
        return
    yield _each(values)
    yield _fixed(values)
    if values.work == "chat":
        yield _history(values)
    yield _answer(values)
    if work.reasoning_factor != 1:
        yield _thinking(work)


def _requests(values: WorkInputs, work: Workload) -> Step:
    if values.work == "chat":
        formula = "people × messages a day × working days"
        working = f"{values.staff:,} × {values.messages:,} × {values.working_days}"
    else:
        formula = "requests a day × working days"
        working = f"{requests_per_day(values):,} × {values.working_days}"
    return Step(
        title="Requests a month",
        formula=formula,
        working=working,
        outcome=f"{work.requests_per_month:,}",
    )


def _each(values: WorkInputs) -> Step:
    tokens = format_quantity(round(each_tokens(values)), "tokens")
    title = f"One {KINDS[values.work].one}"
    if values.work == "coding":
        return Step(title=title, formula="as given", working=tokens, outcome=tokens)
    parts = {
        "invoices": ("pages × words on a page", f"{values.pages:,} × {values.words_per_page:,}"),
        "documents": ("pages × words on a page", f"{values.pages:,} × {values.words_per_page:,}"),
        "calls": ("minutes × words a minute", f"{values.minutes:g} × {values.words_per_minute:,}"),
    }
    formula, working = parts.get(values.work, ("words", f"{each_words(values):,}"))
    return Step(
        title=f"{title} as text",
        formula=f"{formula} × tokens a word",
        working=f"{working} × {tokens_per_word(values):.4g}",
        outcome=tokens,
    )


def _fixed(values: WorkInputs) -> Step:
    return _words_step("Instructions in each request", values.instructions_words, values)


def _answer(values: WorkInputs) -> Step:
    why = f": {KINDS[values.work].why}" if values.answer == USUAL else ""
    return _words_step(f"The answer{why}", answer_words(values), values)


def _words_step(title: str, words: float, values: WorkInputs) -> Step:
    ratio = tokens_per_word(values)
    return Step(
        title=title,
        formula="words × tokens a word",
        working=f"{words:,} × {ratio:.4g}",
        outcome=format_quantity(round(words * ratio), "tokens"),
    )


def _history(values: WorkInputs) -> Step:
    words = values.message_words + answer_words(values)
    return Step(
        title="The conversation so far, sent again",
        formula="(message + answer) × tokens a word × (messages in a conversation − 1) ÷ 2",
        working=f"{words:,} × {tokens_per_word(values):.4g} × ({values.turns} − 1) ÷ 2",
        outcome=format_quantity(round(history_tokens(values)), "tokens"),
    )


def _thinking(work: Workload) -> Step:
    return Step(
        title="Thinking and answer",
        formula="tokens of the answer × factor",
        working=f"{round(work.output_tokens):,} × {work.reasoning_factor:g}",
        outcome=format_quantity(round(work.written_tokens), "tokens"),
    )


def sources(values: WorkInputs, work: Workload) -> tuple[Source, ...]:
    """What the numbers between words and tokens rest on, as far as they counted."""
    return tuple(_sources(values, work))


def _sources(values: WorkInputs, work: Workload) -> Iterator[Source]:
    if values.work == OWN:
        return
    if values.language != "other":
        yield GERMAN if values.language == "german" else WORDS
    if work.pages:
        yield SCANS
    elif values.work in PAGED:
        yield PAGES
    if values.work == "calls":
        yield SPEECH
    if values.work == "coding":
        yield CODE
    if work.reasoning_factor != 1:
        yield REASONING
    yield CLAUDE
