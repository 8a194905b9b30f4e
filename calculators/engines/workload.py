"""Work in business words, as requests and tokens: what every calculator of costs starts from.

First the kinds of work and how long the usual answer to each is, which are our assumptions; then
the way from words to tokens, which depends on the language, the vendor's tokenizer, and on pages
being sent as text or as pictures; then the month, and what it is for the tokenizer of one model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from calculators.core.form import OWN, USUAL


@dataclass(frozen=True, slots=True)
class Kind:
    """What comes in again and again, and what a model writes about each."""

    label: str
    one: str
    many: str
    answer_words: int
    why: str
    """What the usual answer is."""


KINDS: Mapping[str, Kind] = {
    "invoices": Kind(
        "Read invoices", "invoice", "invoices", 100, "the fields of the invoice, a line each"
    ),
    "emails": Kind("Answer e-mails", "e-mail", "e-mails", 150, "a reply of two paragraphs"),
    "tickets": Kind(
        "Answer support tickets", "ticket", "tickets", 150, "a reply of two paragraphs"
    ),
    "calls": Kind(
        "Summarise recorded calls", "call", "calls", 200, "what was agreed, and who does what"
    ),
    "documents": Kind("Summarise documents", "document", "documents", 250, "half a page"),
    "coding": Kind(
        "Help with code", "coding request", "coding requests", 500, "about 70 lines of code"
    ),
    "chat": Kind("Staff chat", "message", "messages", 200, "three short paragraphs"),
}
"""Kinds of work by id; beside them a reader may give tokens."""

BUSINESS = tuple(KINDS)
PAGED = ("invoices", "documents")
WORDED = ("emails", "tickets")

WORDS = "words"
"""The length of an answer that the reader gives."""

ANSWERS: Mapping[str, tuple[str, int]] = {
    "line": ("A line or two", 25),
    "paragraph": ("A paragraph", 75),
    "half-page": ("Half a page", 250),
    "page": ("A page", 500),
    "three-pages": ("Three pages", 1500),
}
"""Lengths of an answer by id: in the reader's words, and in words."""

WORDS_PER_TOKEN: Mapping[str, float] = {"english": 0.75, "german": 0.6}
"""Rules of thumb: a token is ¾ of an English word (OpenAI), 0.6 of a German one (Kifox)."""
TOKENS_PER_WORD: Mapping[str, float] = {name: 1 / share for name, share in WORDS_PER_TOKEN.items()}
TEXT, PDF, SCAN = "text", "pdf", "scan"
"""How the pages of a document are sent."""
CLAUDE_FACTOR = 1.3
"""Tokens of newer Claude models to those of others, "approximately", by Anthropic."""
NEWER_CLAUDE = (4, 7)
"""The first version with the newer tokenizer, by Anthropic's page on token counting."""
PAGE_TOKENS: Mapping[str, Mapping[str, int]] = {
    "newer claude": {"pdf": 2347, "scan": 1600},
    "older claude": {"pdf": 2115, "scan": 1592},
    "gemini": {"pdf": 561, "scan": 561},
}
"""Tokens of one page sent as a file, counted once on Claude 5.5, Claude 4.5 and Gemini
(PDF token cost, 2026-10-18). As text the same page was 728, 503 and 455; on GPT 461."""

_CLAUDE = re.compile(r"claude-[a-z]+-(\d+)-(\d+)")


class Named(Protocol):
    """Anything with the id of an offer, `provider/model`."""

    @property
    def id(self) -> str:
        """Such as `anthropic/claude-opus-5-5`."""


@dataclass(frozen=True, slots=True)
class Usual:
    """A model that no price list names; its tokenizer counts as most do."""

    id: str = ""


def family(offer: Named) -> str:
    """Whose tokenizer counts; empty where we know of no difference.

    >>> from types import SimpleNamespace
    >>> family(SimpleNamespace(id="anthropic/claude-haiku-4-5"))
    'older claude'
    """
    if found := _CLAUDE.search(offer.id):
        newer = (int(found[1]), int(found[2])) >= NEWER_CLAUDE
        return "newer claude" if newer else "older claude"
    return "gemini" if "gemini" in offer.id else ""


def tokenizer_factor(offer: Named, *, claude: float) -> float:
    """How many tokens this model makes of a text, to the rule of thumb; `claude` for newer ones.

    >>> from types import SimpleNamespace
    >>> tokenizer_factor(SimpleNamespace(id="anthropic/claude-opus-5-5"), claude=1.3)
    1.3
    """
    return claude if family(offer) == "newer claude" else 1.0


def page_tokens(offer: Named, form: str, *, other: int) -> int | None:
    """Tokens of one page sent as a PDF file or as a scan; None where nobody measured it.

    `other` is the reader's own count for models without a measurement, 0 for none.
    """
    measured = PAGE_TOKENS.get(family(offer))
    return measured[form] if measured else other or None


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
