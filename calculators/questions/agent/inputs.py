"""What `agent` asks: which task, which models, how often, and how the loop is run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Choice, Number, Option, When
from calculators.core.presets import OWN as OWN_PRICE
from calculators.questions.agent.loop import CLEAR, KEEP, SUMMARISE
from calculators.questions.agent.pay import HOUR, MINUTES, NO_CACHE
from calculators.questions.agent.tasks import KINDS, OWN
from calculators.questions.common.price_inputs import (
    OWN_CHOSEN,
    AtInput,
    OwnCachedInput,
    OwnCacheWriteInput,
    OwnReadInput,
    OwnWrittenInput,
    offer_options,
)

NONE = "none"
MAX_TOKENS = 2_000_000
MAX_STEPS = 1000
_OWN_TASK = When("task", (OWN,))
_CACHED = When("caching", (MINUTES, HOUR))
_SHORTENED = When("shorten", (SUMMARISE, CLEAR))


@cache
def _kinds() -> Sequence[Option]:
    own = Option(OWN, "Something else: give the numbers")
    return [*(Option(name, kind.label) for name, kind in KINDS.items()), own]


@cache
def _others() -> Sequence[Option]:
    return [Option(NONE, "No other"), *offer_options()]


@cache
def _first_models() -> Sequence[Option]:
    return [Option(OWN_PRICE, "A price of your own"), *offer_options()]


def _caching() -> Sequence[Option]:
    return [
        Option(MINUTES, "For a few minutes"),
        Option(HOUR, "For an hour"),
        Option(NO_CACHE, "Not at all"),
    ]


def _shortening() -> Sequence[Option]:
    return [
        Option(KEEP, "Keep all of it"),
        Option(SUMMARISE, "Write a summary and go on from it"),
        Option(CLEAR, "Drop old results of tools"),
    ]


def _tokens(
    label: str, help: str = "", *, minimum: int = 1, more: bool = False, when: When | None = None
) -> Number:
    return Number(
        label=label,
        help=help,
        unit="tokens",
        minimum=minimum,
        maximum=MAX_TOKENS,
        more=more,
        when=when,
    )


def _percent(
    label: str, help: str, *, minimum: int = 0, more: bool = True, when: When | None = None
) -> Number:
    return Number(
        label=label,
        help=help,
        unit="%",
        minimum=minimum,
        maximum=100,
        whole=False,
        more=more,
        when=when,
    )


TaskInput = Annotated[str, Choice(label="Task", options=_kinds)]
StepsInput = Annotated[
    int,
    Number(
        label="Steps",
        help="Each is one request: read everything, write a little, use a tool.",
        unit="steps",
        minimum=1,
        maximum=MAX_STEPS,
        when=_OWN_TASK,
    ),
]
FixedInput = Annotated[
    int,
    _tokens(
        "Sent with every step",
        "Instructions, the descriptions of tools, the task. 750 English words are about 1,000 "
        "tokens.",
        when=_OWN_TASK,
    ),
]
OutputInput = Annotated[
    int,
    _tokens(
        "Written in a step",
        "With what it thinks before it writes, which is billed the same.",
        when=_OWN_TASK,
    ),
]
ResultInput = Annotated[
    int,
    _tokens(
        "Given back by a tool in a step",
        "A file, a web page, a list. It stays in the conversation.",
        minimum=0,
        when=_OWN_TASK,
    ),
]
ModelInput = Annotated[str, Choice(label="Model", options=_first_models)]
OwnWindowInput = Annotated[
    int,
    Number(
        label="Its context window",
        help="0: not known.",
        unit="tokens",
        minimum=0,
        maximum=100_000_000,
        when=OWN_CHOSEN,
    ),
]
SecondInput = Annotated[str, Choice(label="Compare with", options=_others)]
ThirdInput = Annotated[str, Choice(label="And with", options=_others)]
FourthInput = Annotated[str, Choice(label="And also with", options=_others)]
PerDayInput = Annotated[
    float,
    Number(label="Tasks a day", unit="tasks", minimum=0.01, maximum=1_000_000, whole=False),
]
DaysInput = Annotated[int, Number(label="Working days a month", unit="days", minimum=1, maximum=31)]
SuccessInput = Annotated[
    float,
    _percent(
        "Tasks done right",
        "Of every hundred. The best of four models got 71 of 100 coding tasks right in 2025. "
        "Count your own.",
        minimum=1,
        more=False,
    ),
]
FactorInput = Annotated[
    float,
    Number(
        label="A failed try costs",
        help="As many times as a good one. About 1 in 2,000 measured coding tasks; 4.75 with "
        "another agent and a small model.",
        unit="times as much",
        minimum=0.1,
        maximum=100,
        whole=False,
        more=True,
    ),
]
CapInput = Annotated[
    float,
    Number(
        label="Stop a task at",
        help="Your limit for one task. 0: no limit.",
        unit="USD",
        minimum=0,
        maximum=1_000_000,
        whole=False,
    ),
]
CachingInput = Annotated[
    str,
    Choice(
        label="The vendor keeps the prompt",
        help="Reading a kept prompt costs a fraction; keeping it may cost extra.",
        options=_caching,
        more=True,
    ),
]
HitInput = Annotated[
    float,
    _percent(
        "Found in the cache",
        "Of what could be. Long pauses and changed instructions lose it.",
        when=_CACHED,
    ),
]
ShortenInput = Annotated[
    str, Choice(label="When the conversation gets long", options=_shortening, more=True)
]
ShortenAtInput = Annotated[int, _tokens("Long is more than", more=True, when=_SHORTENED)]
SummaryInput = Annotated[
    int, _tokens("Length of a summary", more=True, when=When("shorten", (SUMMARISE,)))
]
KeptInput = Annotated[
    int,
    Number(
        label="Results that stay",
        help="The latest ones.",
        unit="results",
        minimum=0,
        maximum=MAX_STEPS,
        more=True,
        when=When("shorten", (CLEAR,)),
    ),
]
RetryInput = Annotated[float, _percent("Steps that are sent twice", "After an error, for example.")]
HelpersInput = Annotated[
    int,
    Number(
        label="Helpers",
        help="Agents that the first one sends out. Each has its own conversation and comes back "
        "with a report.",
        unit="helpers",
        minimum=0,
        maximum=100,
        more=True,
    ),
]
HelperStepsInput = Annotated[
    int, Number(label="Steps of a helper", unit="steps", minimum=1, maximum=MAX_STEPS, more=True)
]
ReportInput = Annotated[int, _tokens("Report of a helper", more=True)]
ClaudeFactorInput = Annotated[
    float,
    Number(
        label="Tokens of newer Claude models, to the others’",
        help="1 counts the same tokens for all. For the same English text newer Claude models make "
        "about 1.3 times as many, by Anthropic’s word.",
        unit="times",
        minimum=0.5,
        maximum=3,
        whole=False,
        more=True,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    task: TaskInput = "coding"
    steps: StepsInput = 30
    fixed_tokens: FixedInput = 12_000
    output_tokens: OutputInput = 400
    result_tokens: ResultInput = 1_600
    model: ModelInput = "anthropic/claude-sonnet-5-5"
    own_input: OwnReadInput = 1
    own_output: OwnWrittenInput = 4
    own_cached: OwnCachedInput = 0.1
    own_write: OwnCacheWriteInput = 0
    own_window: OwnWindowInput = 0
    model_2: SecondInput = "zai/GLM-5.3"
    model_3: ThirdInput = "deepseek/deepseek-flash"
    model_4: FourthInput = "anthropic/claude-haiku-5-5"
    tasks_per_day: PerDayInput = 20
    days_per_month: DaysInput = 21
    success_percent: SuccessInput = 70
    cap_usd: CapInput = 0
    failure_factor: FactorInput = 1
    caching: CachingInput = MINUTES
    hit_percent: HitInput = 100
    shorten: ShortenInput = KEEP
    shorten_at: ShortenAtInput = 80_000
    summary_tokens: SummaryInput = 2_000
    kept_results: KeptInput = 3
    retry_percent: RetryInput = 0
    helpers: HelpersInput = 0
    helper_steps: HelperStepsInput = 10
    report_tokens: ReportInput = 1_500
    claude_factor: ClaudeFactorInput = 1
    at: AtInput = None
