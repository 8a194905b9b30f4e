"""What a priced calculator asks about the work: what comes in, how much, how long the answers are.

A form takes all of it with `WorkInputs`; its fields are those of the engine's `Work`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.presets import OWN, USUAL, amount, choice, count, switch, when
from calculators.engines.workload.kinds import ANSWERS, BUSINESS, KINDS, PAGED, WORDED, WORDS
from calculators.engines.workload.tokens import CLAUDE_FACTOR, PDF, SCAN, TEXT
from calculators.engines.workload.work import Work

MAX_TOKENS = 100_000_000
MAX_PAGES = 20_000
IN_WORDS = when("work", *BUSINESS)
"""For inputs that only count while the work is given in business words."""
IN_TOKENS = when("work", OWN)
_CHAT = when("work", "chat")
_COUNTED = when("work", *(kind for kind in (*BUSINESS, OWN) if kind != "chat"))
_KINDS = {
    **{name: kind.label for name, kind in KINDS.items()},
    OWN: "Something else: give the tokens",
}
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

WorkingDaysInput = Annotated[int, count("Working days a month", "days", 1, 31, more=True)]


@dataclass(frozen=True, kw_only=True)
class WorkInputs(Work):
    """The inputs about the work, in the order of the form."""

    work: Annotated[str, choice("The work", _KINDS)] = "invoices"
    per_day: Annotated[int, count("How many a day", "a day", 0, 100_000_000, when=_COUNTED)] = 40
    pages: Annotated[int, count("Pages each", "pages", 0, MAX_PAGES, when=when("work", *PAGED))] = 6
    page_form: Annotated[
        str,
        choice(
            "How the pages are sent",
            _PAGE_FORMS,
            "A page sent as a picture often costs more than its text.",
            when=when("work", *PAGED),
        ),
    ] = TEXT
    words: Annotated[
        int,
        count(
            "Words each",
            "words",
            0,
            10_000_000,
            "The whole thread, if it is sent along.",
            when=when("work", *WORDED),
        ),
    ] = 200
    minutes: Annotated[
        float,
        amount(
            "Minutes each",
            "minutes",
            0,
            10_000,
            "The call as text. Turning speech into text is another bill.",
            when=when("work", "calls"),
        ),
    ] = 10
    code_tokens: Annotated[
        int,
        count(
            "Code sent along each time",
            "tokens",
            0,
            MAX_TOKENS,
            "Coding requests on OpenRouter held about 20,000 tokens on average (2025).",
            when=when("work", "coding"),
        ),
    ] = 20_000
    staff: Annotated[int, count("People", "people", 0, 10_000_000, when=_CHAT)] = 10
    messages: Annotated[int, count("Messages each a day", "messages", 0, 100_000, when=_CHAT)] = 15
    message_words: Annotated[
        int, count("Words a message", "words", 0, 1_000_000, "With what is pasted in.", when=_CHAT)
    ] = 60
    input_tokens: Annotated[
        int,
        count(
            "Tokens read each time",
            "tokens",
            0,
            MAX_TOKENS,
            "The whole prompt, with what is read from a cache or written to it.",
            when=IN_TOKENS,
        ),
    ] = 1500
    output_tokens: Annotated[
        int,
        count(
            "Tokens written each time",
            "tokens",
            0,
            MAX_TOKENS,
            "The answer, with what the model thinks before.",
            when=IN_TOKENS,
        ),
    ] = 500
    answer: Annotated[str, choice("Length of an answer", _ANSWERS, when=IN_WORDS)] = USUAL
    answer_words: Annotated[
        int, count("Words of an answer", "words", 0, 1_000_000, when=when("answer", WORDS))
    ] = 150
    reasoning: Annotated[
        bool,
        switch(
            "The model thinks before it answers",
            "You pay for what it thinks as for what it writes.",
            when=IN_WORDS,
        ),
    ] = False
    instructions_words: Annotated[
        int,
        count(
            "Instructions in each request",
            "words",
            0,
            1_000_000,
            "Repeated each time: how to do it, facts, examples. Two pages are our assumption.",
            more=True,
            when=IN_WORDS,
        ),
    ] = 1000
    turns: Annotated[
        int,
        count(
            "Messages in a conversation",
            "messages",
            1,
            1000,
            "Each message sends all before it again. Our assumption.",
            more=True,
            when=_CHAT,
        ),
    ] = 5
    working_days: WorkingDaysInput = 21
    language: Annotated[
        str, choice("Language of the texts", _LANGUAGES, more=True, when=IN_WORDS)
    ] = "english"
    tokens_per_word: Annotated[
        float,
        amount(
            "Tokens a word",
            "tokens",
            0.1,
            20,
            "Count one of your own texts. 2 is our assumption.",
            more=True,
            when=when("language", "other"),
        ),
    ] = 2
    words_per_page: Annotated[
        int,
        count(
            "Words on a page",
            "words",
            1,
            10_000,
            "500 is our assumption: a page of plain text. An invoice often holds fewer.",
            more=True,
            when=when("page_form", TEXT),
        ),
    ] = 500
    words_per_minute: Annotated[
        int,
        count(
            "Words a minute of speech",
            "words",
            1,
            1000,
            "About 150 in English conversation, as reported.",
            more=True,
            when=when("work", "calls"),
        ),
    ] = 150
    reasoning_factor: Annotated[
        float,
        amount(
            "Thinking and answer, to the answer alone",
            "times",
            1,
            100,
            "3 to 5 times as much was measured on 18 models.",
            more=True,
            when=when("reasoning", "on"),
        ),
    ] = 4
    claude_factor: Annotated[
        float,
        amount(
            "Tokens of newer Claude models, to the others’",
            "times",
            0.5,
            3,
            "About 1.3 by Anthropic’s word; one test found 1.42 for English. Others count as 1.",
            more=True,
            when=IN_WORDS,
        ),
    ] = CLAUDE_FACTOR
    other_page_tokens: Annotated[
        int,
        count(
            "Tokens of a PDF page or scan, where nobody measured it",
            "tokens",
            0,
            1_000_000,
            "Measured are Claude and Gemini. 0: not known.",
            more=True,
            when=when("page_form", PDF, SCAN),
        ),
    ] = 0
