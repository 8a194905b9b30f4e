"""What a priced calculator asks about the work, and what its answer says of it.

A form takes all of it with `WorkInputs`; its fields are those of the engine's `Work`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core.form import OWN, USUAL, amount, choice, count, switch, when
from calculators.core.inputs import Option
from calculators.core.numbers import format_quantity
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.workload import (
    ANSWERS,
    BUSINESS,
    CLAUDE_FACTOR,
    KINDS,
    PAGED,
    PDF,
    SCAN,
    TEXT,
    WORDED,
    WORDS,
    Work,
    Workload,
    answer_words,
    each_tokens,
    each_words,
    history_tokens,
    requests_per_day,
    tokens_per_word,
)
from calculators.questions.common import groups

MAX_TOKENS = 100_000_000
MAX_PAGES = 20_000
IN_WORDS = when("work", *BUSINESS)
"""For inputs that only count while the work is given in business words."""
IN_TOKENS = when("work", OWN)
_CHAT = when("work", "chat")
_COUNTED = when("work", *(kind for kind in (*BUSINESS, OWN) if kind != "chat"))
_KINDS = {name: kind.label for name, kind in KINDS.items()}
_ANSWERS = {
    USUAL: "The usual for this work",
    **{name: f"{label} ({words:,} words)" for name, (label, words) in ANSWERS.items()},
    WORDS: "Give the words",
}
_PAGE_FORMS = {
    TEXT: "As text (copied, or read from the PDF first)",
    PDF: "As PDF files",
    SCAN: "As scans or photos",
}
_LANGUAGES = {"english": "English", "german": "German", "other": "Another: give the tokens a word"}


def month_of_work(default: int = 21) -> int:
    """The input for the days of a month on which there is work."""
    return count(default, "days", 1, 31, group=groups.WORK)("Working days a month")


@dataclass(frozen=True, kw_only=True)
class WorkInputs(Work):
    """The inputs about the work, in the order of the form."""

    work: str = choice("invoices", _KINDS, Option(OWN, "Something else: give the tokens"))(
        "The work"
    )
    per_day: int = count(40, "a day", 0, 100_000_000, when=_COUNTED)("How many a day")
    pages: int = count(6, "pages", 0, MAX_PAGES, when=when("work", *PAGED))("Pages each")
    page_form: str = choice(TEXT, _PAGE_FORMS, when=when("work", *PAGED), group=groups.WORK)(
        "How the pages are sent", "A page sent as a picture often costs more than its text."
    )
    words: int = count(200, "words", 0, 10_000_000, when=when("work", *WORDED))(
        "Words each", "The whole thread, if it is sent along."
    )
    minutes: float = amount(10, "minutes", 0, 10_000, when=when("work", "calls"))(
        "Minutes each", "The call as text. Turning speech into text is another bill."
    )
    code_tokens: int = count(20_000, "tokens", 0, MAX_TOKENS, when=when("work", "coding"))(
        "Code sent along each time",
        "Coding requests on OpenRouter held about 20,000 tokens on average (2025).",
    )
    staff: int = count(10, "people", 0, 10_000_000, when=_CHAT)("People")
    messages: int = count(15, "messages", 0, 100_000, when=_CHAT)("Messages each a day")
    message_words: int = count(60, "words", 0, 1_000_000, when=_CHAT, group=groups.WORK)(
        "Words a message", "With what is pasted in."
    )
    input_tokens: int = count(1500, "tokens", 0, MAX_TOKENS, when=IN_TOKENS)(
        "Tokens read each time",
        "The whole prompt, with what is read from a cache or written to it.",
    )
    output_tokens: int = count(500, "tokens", 0, MAX_TOKENS, when=IN_TOKENS)(
        "Tokens written each time", "The answer, with what the model thinks before."
    )
    answer: str = choice(USUAL, _ANSWERS, when=IN_WORDS, group=groups.WORK)("Length of an answer")
    answer_words: int = count(
        150, "words", 0, 1_000_000, when=when("answer", WORDS), group=groups.WORK
    )("Words in an answer")
    reasoning: bool = switch(False, when=IN_WORDS, group=groups.WORK)(
        "The model thinks before it answers", "You pay for what it thinks as for what it writes."
    )
    instructions_words: int = count(1000, "words", 0, 1_000_000, group=groups.WORK, when=IN_WORDS)(
        "Instructions in each request",
        "Repeated each time: how to do it, facts, examples. Two pages are our assumption.",
    )
    turns: int = count(5, "messages", 1, 1000, group=groups.WORK, when=_CHAT)(
        "Messages in a conversation", "Each message sends all before it again. Our assumption."
    )
    working_days: int = month_of_work()
    language: str = choice("english", _LANGUAGES, group=groups.WORK, when=IN_WORDS)(
        "Language of the texts"
    )
    tokens_per_word: float = amount(
        2, "tokens", 0.1, 20, group=groups.WORK, when=when("language", "other")
    )("Tokens a word", "Count one of your own texts. 2 is our assumption.")
    words_per_page: int = count(
        500, "words", 1, 10_000, group=groups.WORK, when=when("page_form", TEXT)
    )(
        "Words on a page",
        "500 is our assumption: a page of plain text. An invoice often holds fewer.",
    )
    words_per_minute: int = count(
        150, "words", 1, 1000, group=groups.WORK, when=when("work", "calls")
    )("Words a minute of speech", "About 150 in English conversation, as reported.")
    reasoning_factor: float = amount(
        4, "times", 1, 100, group=groups.WORK, when=when("reasoning", "on")
    )(
        "Thinking and answer, as a multiple of the answer",
        "3 to 5 times as much was measured on 18 models.",
    )
    claude_factor: float = amount(CLAUDE_FACTOR, "times", 0.5, 3, group=groups.WORK, when=IN_WORDS)(
        "Tokens of newer Claude models, as a multiple of the others’",
        "About 1.3 according to Anthropic; one test found 1.42 for English. Others count as 1.",
    )
    other_page_tokens: int = count(
        0, "tokens", 0, 1_000_000, group=groups.WORK, when=when("page_form", PDF, SCAN)
    )(
        "Tokens of a PDF page or scan, where nobody measured it",
        "Measured are Claude and Gemini. 0: not known.",
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
