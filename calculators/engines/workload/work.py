"""The work of a month as requests and tokens, and what it is for the tokenizer of one model."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import OWN, USUAL
from calculators.engines.workload.kinds import ANSWERS, KINDS, PAGED, WORDED, WORDS
from calculators.engines.workload.tokens import (
    CLAUDE_FACTOR,
    TEXT,
    TOKENS_PER_WORD,
    Named,
    page_tokens,
    tokenizer_factor,
)


@dataclass(frozen=True, kw_only=True)  # without slots: a form of the same fields is built on it
class Work:
    """Work in business words: what comes in, how much of it, and how long the answers are."""

    work: str = "invoices"
    """One of `KINDS`, or `OWN` where tokens are given."""
    per_day: int = 40
    pages: int = 6
    page_form: str = TEXT
    words: int = 200
    """Of an e-mail or a ticket, with the whole thread if that is sent along."""
    minutes: float = 10
    """Of a recorded call."""
    code_tokens: int = 20_000
    staff: int = 10
    messages: int = 15
    """Of each person in a day."""
    message_words: int = 60
    input_tokens: int = 1500
    output_tokens: int = 500
    answer: str = USUAL
    """One of `ANSWERS`, `USUAL` for the kind of work, or `WORDS` where `answer_words` counts."""
    answer_words: int = 150
    reasoning: bool = False
    """Whether the model thinks before it answers."""
    instructions_words: int = 1000
    turns: int = 5
    """Messages in a conversation, each of which sends all before it again."""
    working_days: int = 21
    language: str = "english"
    tokens_per_word: float = 2
    """Of a language that `TOKENS_PER_WORD` has not."""
    words_per_page: int = 500
    words_per_minute: int = 150
    reasoning_factor: float = 4
    claude_factor: float = CLAUDE_FACTOR
    other_page_tokens: int = 0
    """Of a page sent as a file, where nobody measured it; 0 for not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Requests a month and the tokens of each, before the factor of a tokenizer."""

    requests_per_month: int
    prompt_tokens: float
    """The whole prompt: instructions, what is sent each time, the conversation so far. Pages count
    as text, however they are sent."""
    fixed_prompt_tokens: float
    """The instructions, alike in each request: what a cache can hold."""
    output_tokens: float
    """The visible answer."""
    reasoning_factor: float = 1
    """Tokens written in all, to those of the visible answer."""
    page_text_tokens: float = 0
    """The part of the prompt that is pages sent as files, as if they were text."""
    pages: int = 0
    """Pages in each request that are sent as files."""
    page_form: str = TEXT
    claude_factor: float = 1
    other_page_tokens: int = 0
    counted: bool = False
    """Whether the reader gave tokens, so that no factor counts."""

    @property
    def written_tokens(self) -> float:
        """All that is written each time, with what is thought."""
        return self.output_tokens * self.reasoning_factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one request is for one model: whole tokens, as its vendor counts them."""

    prompt_tokens: int
    fixed_tokens: int
    output_tokens: int


def workload(values: Work) -> Workload:
    """The work in requests and tokens.

    Forty invoices a day of six pages, with 1,000 words of instructions and a short answer, are
    840 requests in 21 days, and 4,000 words or 5,333 tokens to read each.

    >>> month = workload(Work(work="invoices", per_day=40, pages=6))
    >>> month.requests_per_month, round(month.prompt_tokens), round(month.output_tokens)
    (840, 5333, 133)
    """
    if values.work == OWN:
        return Workload(
            requests_per_month=values.per_day * values.working_days,
            prompt_tokens=values.input_tokens,
            fixed_prompt_tokens=0,
            output_tokens=values.output_tokens,
            counted=True,
        )
    ratio = tokens_per_word(values)
    fixed, answer = values.instructions_words * ratio, answer_words(values) * ratio
    files = values.work in PAGED and values.page_form != TEXT
    each = each_tokens(values)
    return Workload(
        requests_per_month=requests_per_day(values) * values.working_days,
        prompt_tokens=fixed + each + history_tokens(values),
        fixed_prompt_tokens=fixed,
        output_tokens=answer,
        reasoning_factor=values.reasoning_factor if values.reasoning else 1,
        page_text_tokens=each if files else 0,
        pages=values.pages if files else 0,
        page_form=values.page_form if files else TEXT,
        claude_factor=values.claude_factor,
        other_page_tokens=values.other_page_tokens,
    )


def demand(work: Workload, offer: Named) -> Demand | None:
    """One request as this model's vendor counts it; None where a page's tokens are not known."""
    factor = 1.0 if work.counted else tokenizer_factor(offer, claude=work.claude_factor)
    files = 0
    if work.pages:
        page = page_tokens(offer, work.page_form, other=work.other_page_tokens)
        if page is None:
            return None
        files = page * work.pages
    return Demand(
        prompt_tokens=round((work.prompt_tokens - work.page_text_tokens) * factor) + files,
        fixed_tokens=round(work.fixed_prompt_tokens * factor),
        output_tokens=round(work.written_tokens * factor),
    )


def requests_per_day(values: Work) -> int:
    """A request for each thing that comes in, or for each message."""
    return values.staff * values.messages if values.work == "chat" else values.per_day


def tokens_per_word(values: Work) -> float:
    """By the language of the texts, before the factor of a tokenizer."""
    return TOKENS_PER_WORD.get(values.language, values.tokens_per_word)


def answer_words(values: Work) -> int:
    """Words of the visible answer."""
    if values.answer == WORDS:
        return values.answer_words
    if values.answer == USUAL:
        return KINDS[values.work].answer_words
    return ANSWERS[values.answer][1]


def each_words(values: Work) -> float:
    """Words that come in each time; code is given in tokens and has none."""
    if values.work in PAGED:
        return values.pages * values.words_per_page
    if values.work in WORDED:
        return values.words
    if values.work == "calls":
        return values.minutes * values.words_per_minute
    return values.message_words if values.work == "chat" else 0


def each_tokens(values: Work) -> float:
    """Tokens that come in each time, beside the instructions."""
    if values.work == "coding":
        return values.code_tokens
    return each_words(values) * tokens_per_word(values)


def history_tokens(values: Work) -> float:
    """The conversation so far, on average over the messages of a chat; before the first: nothing.

    >>> chat = Work(work="chat", message_words=75, answer="half-page", turns=3)
    >>> round(history_tokens(chat))
    433
    """
    if values.work != "chat":
        return 0
    turn = (values.message_words + answer_words(values)) * tokens_per_word(values)
    return turn * (values.turns - 1) / 2
