"""What a priced calculator asks about the work: what comes in, how much, how long the answers are.

A form takes all of it with `WorkInputs`; its fields are those of the engine's `Work`.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import OWN, USUAL, amount, choice, count, switch, when
from calculators.core.inputs import Option
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
    return count(default, "days", 1, 31, more=True)("Working days a month")


@dataclass(frozen=True, kw_only=True)
class WorkInputs(Work):
    """The inputs about the work, in the order of the form."""

    work: str = choice("invoices", _KINDS, Option(OWN, "Something else: give the tokens"))(
        "The work"
    )
    per_day: int = count(40, "a day", 0, 100_000_000, when=_COUNTED)("How many a day")
    pages: int = count(6, "pages", 0, MAX_PAGES, when=when("work", *PAGED))("Pages each")
    page_form: str = choice(TEXT, _PAGE_FORMS, when=when("work", *PAGED))(
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
    message_words: int = count(60, "words", 0, 1_000_000, when=_CHAT)(
        "Words a message", "With what is pasted in."
    )
    input_tokens: int = count(1500, "tokens", 0, MAX_TOKENS, when=IN_TOKENS)(
        "Tokens read each time",
        "The whole prompt, with what is read from a cache or written to it.",
    )
    output_tokens: int = count(500, "tokens", 0, MAX_TOKENS, when=IN_TOKENS)(
        "Tokens written each time", "The answer, with what the model thinks before."
    )
    answer: str = choice(USUAL, _ANSWERS, when=IN_WORDS)("Length of an answer")
    answer_words: int = count(150, "words", 0, 1_000_000, when=when("answer", WORDS))(
        "Words of an answer"
    )
    reasoning: bool = switch(False, when=IN_WORDS)(
        "The model thinks before it answers", "You pay for what it thinks as for what it writes."
    )
    instructions_words: int = count(1000, "words", 0, 1_000_000, more=True, when=IN_WORDS)(
        "Instructions in each request",
        "Repeated each time: how to do it, facts, examples. Two pages are our assumption.",
    )
    turns: int = count(5, "messages", 1, 1000, more=True, when=_CHAT)(
        "Messages in a conversation", "Each message sends all before it again. Our assumption."
    )
    working_days: int = month_of_work()
    language: str = choice("english", _LANGUAGES, more=True, when=IN_WORDS)("Language of the texts")
    tokens_per_word: float = amount(
        2, "tokens", 0.1, 20, more=True, when=when("language", "other")
    )("Tokens a word", "Count one of your own texts. 2 is our assumption.")
    words_per_page: int = count(500, "words", 1, 10_000, more=True, when=when("page_form", TEXT))(
        "Words on a page",
        "500 is our assumption: a page of plain text. An invoice often holds fewer.",
    )
    words_per_minute: int = count(150, "words", 1, 1000, more=True, when=when("work", "calls"))(
        "Words a minute of speech", "About 150 in English conversation, as reported."
    )
    reasoning_factor: float = amount(4, "times", 1, 100, more=True, when=when("reasoning", "on"))(
        "Thinking and answer, to the answer alone",
        "3 to 5 times as much was measured on 18 models.",
    )
    claude_factor: float = amount(CLAUDE_FACTOR, "times", 0.5, 3, more=True, when=IN_WORDS)(
        "Tokens of newer Claude models, to the others’",
        "About 1.3 by Anthropic’s word; one test found 1.42 for English. Others count as 1.",
    )
    other_page_tokens: int = count(
        0, "tokens", 0, 1_000_000, more=True, when=when("page_form", PDF, SCAN)
    )(
        "Tokens of a PDF page or scan, where nobody measured it",
        "Measured are Claude and Gemini. 0: not known.",
    )
