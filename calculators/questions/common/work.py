"""What answers say of the work: in one line, from words to tokens line by line, and sources."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN, USUAL
from calculators.core.numbers import format_quantity
from calculators.core.results import Source, Step
from calculators.core.sources import source
from calculators.engines.workload import Work, Workload
from calculators.engines.workload.kinds import KINDS, PAGED
from calculators.engines.workload.tokens import PDF, SCAN, TEXT
from calculators.engines.workload.work import (
    answer_words,
    each_tokens,
    each_words,
    history_tokens,
    requests_per_day,
    tokens_per_word,
)


def asked(values: Work) -> str:
    """The work in one line.

    >>> from calculators.engines.workload import Work
    >>> asked(Work(work="invoices", per_day=40, pages=6))
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


def _size(values: Work) -> str:
    if values.work in PAGED:
        form = {TEXT: "", PDF: " (PDF)", SCAN: " (scans)"}[values.page_form]
        return f"{values.pages:,} {'page' if values.pages == 1 else 'pages'}{form}"
    if values.work == "calls":
        return f"{values.minutes:g} minutes"
    if values.work == "coding":
        return format_quantity(values.code_tokens, "tokens")
    return f"{values.words:,} words"


def steps(values: Work, work: Workload) -> Iterator[Step]:
    """From what comes in to the tokens of one request, before the factor of a tokenizer."""
    yield _requests(values, work)
    if values.work == OWN:
        return
    yield _each(values)
    yield _words_step("Instructions in each request", values.instructions_words, values)
    if values.work == "chat":
        yield _history(values)
    why = f": {KINDS[values.work].why}" if values.answer == USUAL else ""
    yield _words_step(f"The answer{why}", answer_words(values), values)
    if work.reasoning_factor != 1:
        yield Step(
            title="Thinking and answer",
            formula="tokens of the answer × factor",
            working=f"{round(work.output_tokens):,} × {work.reasoning_factor:g}",
            outcome=format_quantity(round(work.written_tokens), "tokens"),
        )


def _requests(values: Work, work: Workload) -> Step:
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


def _each(values: Work) -> Step:
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


def _words_step(title: str, words: float, values: Work) -> Step:
    ratio = tokens_per_word(values)
    return Step(
        title=title,
        formula="words × tokens a word",
        working=f"{words:,} × {ratio:.4g}",
        outcome=format_quantity(round(words * ratio), "tokens"),
    )


def _history(values: Work) -> Step:
    words = values.message_words + answer_words(values)
    return Step(
        title="The conversation so far, sent again",
        formula="(message + answer) × tokens a word × (messages in a conversation − 1) ÷ 2",
        working=f"{words:,} × {tokens_per_word(values):.4g} × ({values.turns} − 1) ÷ 2",
        outcome=format_quantity(round(history_tokens(values)), "tokens"),
    )


def sources(values: Work, work: Workload) -> Iterator[Source]:
    """What the numbers between words and tokens rest on, as far as they counted."""
    if values.work == OWN:
        return
    if values.language != "other":
        yield source("german-tokens" if values.language == "german" else "english-tokens")
    if work.pages:
        yield source("page-tokens")
    elif values.work in PAGED:
        yield source("words-on-a-page")
    if values.work == "calls":
        yield source("words-a-minute")
    if values.work == "coding":
        yield source("coding-tokens")
    if work.reasoning_factor != 1:
        yield source("thinking-tokens")
    yield source("claude-tokens")
