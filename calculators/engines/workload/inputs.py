"""What a priced calculator asks about the work: what comes in, how much, how long the answers are.

Each input is here once, by name; a calculator takes all of them with `WorkInputs`, or some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Choice, Number, Switch, When
from calculators.engines.workload.kinds import BUSINESS, OWN, PAGED, WORDED
from calculators.engines.workload.menus import (
    PDF,
    SCAN,
    TEXT,
    USUAL,
    WORDS,
    answers,
    kinds,
    languages,
    page_forms,
)
from calculators.engines.workload.tokens import CLAUDE_FACTOR

MAX_TOKENS = 100_000_000
MAX_PAGES = 20_000
_ANY = When("work", BUSINESS)
_OWN = When("work", (OWN,))
_CHAT = When("work", ("chat",))
_COUNTED = When("work", tuple(kind for kind in (*BUSINESS, OWN) if kind != "chat"))


WorkInput = Annotated[str, Choice(label="The work", options=kinds)]
PerDayInput = Annotated[
    int,
    Number(
        label="How many a day",
        unit="a day",
        minimum=0,
        maximum=100_000_000,
        when=_COUNTED,
    ),
]
PagesInput = Annotated[
    int,
    Number(
        label="Pages each",
        unit="pages",
        minimum=0,
        maximum=MAX_PAGES,
        when=When("work", PAGED),
    ),
]
PageFormInput = Annotated[
    str,
    Choice(
        label="How the pages are sent",
        help="A page sent as a picture often costs more than its text.",
        options=page_forms,
        when=When("work", PAGED),
    ),
]
WordsInput = Annotated[
    int,
    Number(
        label="Words each",
        help="The whole thread, if it is sent along.",
        unit="words",
        minimum=0,
        maximum=10_000_000,
        when=When("work", WORDED),
    ),
]
MinutesInput = Annotated[
    float,
    Number(
        label="Minutes each",
        help="The call as text. Turning speech into text is another bill.",
        unit="minutes",
        minimum=0,
        maximum=10_000,
        whole=False,
        when=When("work", ("calls",)),
    ),
]
CodeInput = Annotated[
    int,
    Number(
        label="Code sent along each time",
        help="Coding requests on OpenRouter held about 20,000 tokens on average (2025).",
        unit="tokens",
        minimum=0,
        maximum=MAX_TOKENS,
        when=When("work", ("coding",)),
    ),
]
StaffInput = Annotated[
    int, Number(label="People", unit="people", minimum=0, maximum=10_000_000, when=_CHAT)
]
MessagesInput = Annotated[
    int,
    Number(label="Messages each a day", unit="messages", minimum=0, maximum=100_000, when=_CHAT),
]
MessageWordsInput = Annotated[
    int,
    Number(
        label="Words a message",
        help="With what is pasted in.",
        unit="words",
        minimum=0,
        maximum=1_000_000,
        when=_CHAT,
    ),
]
TurnsInput = Annotated[
    int,
    Number(
        label="Messages in a conversation",
        help="Each message sends all before it again. Our assumption.",
        unit="messages",
        minimum=1,
        maximum=1000,
        more=True,
        when=_CHAT,
    ),
]
InputTokensInput = Annotated[
    int,
    Number(
        label="Tokens read each time",
        help="The whole prompt, with what is read from a cache or written to it.",
        unit="tokens",
        minimum=0,
        maximum=MAX_TOKENS,
        when=_OWN,
    ),
]
OutputTokensInput = Annotated[
    int,
    Number(
        label="Tokens written each time",
        help="The answer, with what the model thinks before.",
        unit="tokens",
        minimum=0,
        maximum=MAX_TOKENS,
        when=_OWN,
    ),
]
AnswerInput = Annotated[str, Choice(label="Length of an answer", options=answers, when=_ANY)]
AnswerWordsInput = Annotated[
    int,
    Number(
        label="Words of an answer",
        unit="words",
        minimum=0,
        maximum=1_000_000,
        when=When("answer", (WORDS,)),
    ),
]
InstructionsInput = Annotated[
    int,
    Number(
        label="Instructions in each request",
        help="Repeated each time: how to do it, facts, examples. Two pages are our assumption.",
        unit="words",
        minimum=0,
        maximum=1_000_000,
        more=True,
        when=_ANY,
    ),
]
WorkingDaysInput = Annotated[
    int, Number(label="Working days a month", unit="days", minimum=1, maximum=31, more=True)
]
LanguageInput = Annotated[
    str, Choice(label="Language of the texts", options=languages, more=True, when=_ANY)
]
TokensPerWordInput = Annotated[
    float,
    Number(
        label="Tokens a word",
        help="Count one of your own texts. 2 is our assumption.",
        unit="tokens",
        minimum=0.1,
        maximum=20,
        whole=False,
        more=True,
        when=When("language", ("other",)),
    ),
]
WordsPerPageInput = Annotated[
    int,
    Number(
        label="Words on a page",
        help="500 is our assumption: a page of plain text. An invoice often holds fewer.",
        unit="words",
        minimum=1,
        maximum=10_000,
        more=True,
        when=When("page_form", (TEXT,)),
    ),
]
WordsPerMinuteInput = Annotated[
    int,
    Number(
        label="Words a minute of speech",
        help="About 150 in English conversation, as reported.",
        unit="words",
        minimum=1,
        maximum=1000,
        more=True,
        when=When("work", ("calls",)),
    ),
]
ReasoningInput = Annotated[
    bool,
    Switch(
        label="The model thinks before it answers",
        help="You pay for what it thinks as for what it writes.",
        when=_ANY,
    ),
]
ReasoningFactorInput = Annotated[
    float,
    Number(
        label="Thinking and answer, to the answer alone",
        help="3 to 5 times as much was measured on 18 models.",
        unit="times",
        minimum=1,
        maximum=100,
        whole=False,
        more=True,
        when=When("reasoning", ("on",)),
    ),
]
ClaudeFactorInput = Annotated[
    float,
    Number(
        label="Tokens of newer Claude models, to the others’",
        help="About 1.3 by Anthropic’s word; one test found 1.42 for English. Others count as 1.",
        unit="times",
        minimum=0.5,
        maximum=3,
        whole=False,
        more=True,
        when=_ANY,
    ),
]
OtherPageTokensInput = Annotated[
    int,
    Number(
        label="Tokens of a PDF page or scan, where nobody measured it",
        help="Measured are Claude and Gemini. 0: not known.",
        unit="tokens",
        minimum=0,
        maximum=1_000_000,
        more=True,
        when=When("page_form", (PDF, SCAN)),
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkInputs:
    """The inputs about the work, in the order of the form."""

    work: WorkInput = "invoices"
    per_day: PerDayInput = 40
    pages: PagesInput = 6
    page_form: PageFormInput = TEXT
    words: WordsInput = 200
    minutes: MinutesInput = 10
    code_tokens: CodeInput = 20_000
    staff: StaffInput = 10
    messages: MessagesInput = 15
    message_words: MessageWordsInput = 60
    input_tokens: InputTokensInput = 1500
    output_tokens: OutputTokensInput = 500
    answer: AnswerInput = USUAL
    answer_words: AnswerWordsInput = 150
    reasoning: ReasoningInput = False
    instructions_words: InstructionsInput = 1000
    turns: TurnsInput = 5
    working_days: WorkingDaysInput = 21
    language: LanguageInput = "english"
    tokens_per_word: TokensPerWordInput = 2
    words_per_page: WordsPerPageInput = 500
    words_per_minute: WordsPerMinuteInput = 150
    reasoning_factor: ReasoningFactorInput = 4
    claude_factor: ClaudeFactorInput = CLAUDE_FACTOR
    other_page_tokens: OtherPageTokensInput = 0
