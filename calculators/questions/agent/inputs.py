"""What `agent` asks: which task, which models, how often, and how the loop is run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Option
from calculators.core.presets import NONE, OWN, amount, choice, count, percent, usd, when
from calculators.engines.price import HOUR, MINUTES, NO_CACHE
from calculators.questions.agent.loop import CLEAR, KEEP, SUMMARISE
from calculators.questions.agent.tasks import KINDS
from calculators.questions.common.price_inputs import (
    OWN_CHOSEN,
    AtInput,
    OwnCachedInput,
    OwnCacheWriteInput,
    OwnReadInput,
    OwnWrittenInput,
    offer_options,
)

MAX_TOKENS = 2_000_000
MAX_STEPS = 1000
_OWN_TASK = when("task", OWN)
_TASKS = {name: kind.label for name, kind in KINDS.items()}
_CACHING = {MINUTES: "For a few minutes", HOUR: "For an hour", NO_CACHE: "Not at all"}
_SHORTENING = {
    KEEP: "Keep all of it",
    SUMMARISE: "Write a summary and go on from it",
    CLEAR: "Drop old results of tools",
}


@cache
def _models() -> Sequence[Option]:
    return [Option(OWN, "A price of your own"), *offer_options()]


@cache
def _others() -> Sequence[Option]:
    return [Option(NONE, "No other"), *offer_options()]


@dataclass(frozen=True, kw_only=True)
class AgentInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    task: Annotated[str, choice("Task", {**_TASKS, OWN: "Something else: give the numbers"})] = (
        "coding"
    )
    steps: Annotated[
        int,
        count(
            "Steps",
            "steps",
            1,
            MAX_STEPS,
            "Each is one request: read everything, write a little, use a tool.",
            when=_OWN_TASK,
        ),
    ] = 30
    fixed_tokens: Annotated[
        int,
        count(
            "Sent with every step",
            "tokens",
            1,
            MAX_TOKENS,
            "Instructions, the descriptions of tools, the task. 750 English words are about 1,000 "
            "tokens.",
            when=_OWN_TASK,
        ),
    ] = 12_000
    output_tokens: Annotated[
        int,
        count(
            "Written in a step",
            "tokens",
            1,
            MAX_TOKENS,
            "With what it thinks before it writes, which is billed the same.",
            when=_OWN_TASK,
        ),
    ] = 400
    result_tokens: Annotated[
        int,
        count(
            "Given back by a tool in a step",
            "tokens",
            0,
            MAX_TOKENS,
            "A file, a web page, a list. It stays in the conversation.",
            when=_OWN_TASK,
        ),
    ] = 1_600
    model: Annotated[str, choice("Model", _models)] = "anthropic/claude-sonnet-5-5"
    own_input: OwnReadInput = 1
    own_output: OwnWrittenInput = 4
    own_cached: OwnCachedInput = 0.1
    own_write: OwnCacheWriteInput = 0
    own_window: Annotated[
        int, count("Its context window", "tokens", 0, 100_000_000, "0: not known.", when=OWN_CHOSEN)
    ] = 0
    model_2: Annotated[str, choice("Compare with", _others)] = "zai/GLM-5.3"
    model_3: Annotated[str, choice("And with", _others)] = "deepseek/deepseek-flash"
    model_4: Annotated[str, choice("And also with", _others)] = "anthropic/claude-haiku-5-5"
    tasks_per_day: Annotated[float, amount("Tasks a day", "tasks", 0.01, 1_000_000)] = 20
    days_per_month: Annotated[int, count("Working days a month", "days", 1, 31)] = 21
    success_percent: Annotated[
        float,
        amount(
            "Tasks done right",
            "%",
            1,
            100,
            "Of every hundred. The best of four models got 71 of 100 coding tasks right in 2025. "
            "Count your own.",
        ),
    ] = 70
    cap_usd: Annotated[
        float, usd("Stop a task at", 1_000_000, "Your limit for one task. 0: no limit.")
    ] = 0
    failure_factor: Annotated[
        float,
        amount(
            "A failed try costs",
            "times as much",
            0.1,
            100,
            "As many times as a good one. About 1 in 2,000 measured coding tasks; 4.75 with "
            "another agent and a small model.",
            more=True,
        ),
    ] = 1
    caching: Annotated[
        str,
        choice(
            "The vendor keeps the prompt",
            _CACHING,
            "Reading a kept prompt costs a fraction; keeping it may cost extra.",
            more=True,
        ),
    ] = MINUTES
    hit_percent: Annotated[
        float,
        percent(
            "Found in the cache",
            "Of what could be. Long pauses and changed instructions lose it.",
            more=True,
            when=when("caching", MINUTES, HOUR),
        ),
    ] = 100
    shorten: Annotated[str, choice("When the conversation gets long", _SHORTENING, more=True)] = (
        KEEP
    )
    shorten_at: Annotated[
        int,
        count(
            "Long is more than",
            "tokens",
            1,
            MAX_TOKENS,
            more=True,
            when=when("shorten", SUMMARISE, CLEAR),
        ),
    ] = 80_000
    summary_tokens: Annotated[
        int,
        count(
            "Length of a summary",
            "tokens",
            1,
            MAX_TOKENS,
            more=True,
            when=when("shorten", SUMMARISE),
        ),
    ] = 2_000
    kept_results: Annotated[
        int,
        count(
            "Results that stay",
            "results",
            0,
            MAX_STEPS,
            "The latest ones.",
            more=True,
            when=when("shorten", CLEAR),
        ),
    ] = 3
    retry_percent: Annotated[
        float, percent("Steps that are sent twice", "After an error, for example.", more=True)
    ] = 0
    helpers: Annotated[
        int,
        count(
            "Helpers",
            "helpers",
            0,
            100,
            "Agents that the first one sends out. Each has its own conversation and comes back "
            "with a report.",
            more=True,
        ),
    ] = 0
    helper_steps: Annotated[int, count("Steps of a helper", "steps", 1, MAX_STEPS, more=True)] = 10
    report_tokens: Annotated[
        int, count("Report of a helper", "tokens", 1, MAX_TOKENS, more=True)
    ] = 1_500
    claude_factor: Annotated[
        float,
        amount(
            "Tokens of newer Claude models, to the others’",
            "times",
            0.5,
            3,
            "1 counts the same tokens for all. For the same English text newer Claude models make "
            "about 1.3 times as many, by Anthropic’s word.",
            more=True,
        ),
    ] = 1
    at: AtInput = None
