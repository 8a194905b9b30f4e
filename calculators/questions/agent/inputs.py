"""What `agent` asks: which task, which models, how often, and how the loop is run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calculators.core.form import NONE, OWN, amount, choice, count, percent, usd, when
from calculators.core.inputs import Option
from calculators.engines.price.cost import HOUR, MINUTES, NO_CACHE
from calculators.questions.agent.loop import CLEAR, KEEP, SUMMARISE
from calculators.questions.agent.tasks import KINDS
from calculators.questions.common import groups
from calculators.questions.common.prices import (
    AS_READ,
    OWN_CHOSEN,
    offer_options,
    own_price,
    prices_on,
)

_LOOP = "How the agent works"
MAX_TOKENS = 2_000_000
MAX_STEPS = 1000
_OWN_TASK = when("task", OWN)
_TASKS = {name: kind.label for name, kind in KINDS.items()}
_CACHING = {MINUTES: "For a few minutes", HOUR: "For an hour", NO_CACHE: "Not at all"}
_NO_OTHER = Option(NONE, "No other")
_SHORTENING = {
    KEEP: "Keep all of it",
    SUMMARISE: "Write a summary and go on from it",
    CLEAR: "Drop old tool results",
}


@dataclass(frozen=True, kw_only=True)
class AgentInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    task: str = choice("coding", _TASKS, Option(OWN, "Something else: give the numbers"))("Task")
    steps: int = count(30, "steps", 1, MAX_STEPS, when=_OWN_TASK)(
        "Steps", "Each is one request: read everything, write a little, use a tool."
    )
    fixed_tokens: int = count(12_000, "tokens", 1, MAX_TOKENS, when=_OWN_TASK)(
        "Sent with every step",
        "Instructions, the descriptions of tools, the task. 750 English words are about 1,000 "
        "tokens.",
    )
    output_tokens: int = count(400, "tokens", 1, MAX_TOKENS, when=_OWN_TASK)(
        "Written in each step", "With what it thinks before it writes, which is billed the same."
    )
    result_tokens: int = count(1_600, "tokens", 0, MAX_TOKENS, when=_OWN_TASK)(
        "Returned by a tool in each step",
        "A file, a web page, a list. It stays in the conversation.",
    )
    model: str = choice(
        "anthropic/claude-sonnet-5-5", Option(OWN, "A price of your own"), offer_options
    )("Model")
    own_input: float = own_price(1, "tokens read")
    own_output: float = own_price(4, "tokens written")
    own_cached: float = own_price(0.1, "read from a cache", AS_READ)
    own_write: float = own_price(0, "written to a cache", AS_READ)
    own_window: int = count(0, "tokens", 0, 100_000_000, when=OWN_CHOSEN)(
        "Its context window", "0: not known."
    )
    model_2: str = choice("zai/GLM-5.3", _NO_OTHER, offer_options, group=groups.COMPARE)(
        "Second model"
    )
    model_3: str = choice(
        "deepseek/deepseek-flash", _NO_OTHER, offer_options, group=groups.COMPARE
    )("Third model")
    model_4: str = choice(
        "anthropic/claude-haiku-5-5", _NO_OTHER, offer_options, group=groups.COMPARE
    )("Fourth model")
    tasks_per_day: float = amount(20, "tasks", 0.01, 1_000_000)("Tasks a day")
    days_per_month: int = count(21, "days", 1, 31, group=groups.WORK)("Working days a month")
    success_percent: float = amount(70, "%", 1, 100)(
        "Tasks done right",
        "Of every hundred. The best of four models got 71 of 100 coding tasks right in 2025. "
        "Count your own.",
    )
    cap_usd: float = usd(0, 1_000_000, group=groups.WORK)(
        "Stop a task at", "Your limit for one task. 0: no limit."
    )
    failure_factor: float = amount(1, "times as much", 0.1, 100, group=groups.WORK)(
        "A failed try costs",
        "As many times as a good one. About 1 in 2,000 measured coding tasks; 4.75 with "
        "another agent and a small model.",
    )
    caching: str = choice(MINUTES, _CACHING, group=_LOOP)(
        "The vendor keeps the prompt",
        "Reading a kept prompt costs a fraction; keeping it may cost extra.",
    )
    hit_percent: float = percent(100, group=_LOOP, when=when("caching", MINUTES, HOUR))(
        "Found in the cache", "Of what could be. Long pauses and changed instructions lose it."
    )
    shorten: str = choice(KEEP, _SHORTENING, group=_LOOP)("When the conversation gets long")
    shorten_at: int = count(
        80_000, "tokens", 1, MAX_TOKENS, group=_LOOP, when=when("shorten", SUMMARISE, CLEAR)
    )("Long is more than")
    summary_tokens: int = count(
        2_000, "tokens", 1, MAX_TOKENS, group=_LOOP, when=when("shorten", SUMMARISE)
    )("Length of a summary")
    kept_results: int = count(3, "results", 0, MAX_STEPS, group=_LOOP, when=when("shorten", CLEAR))(
        "Results that stay", "The latest ones."
    )
    retry_percent: float = percent(0, group=groups.WORK)(
        "Steps that are sent twice", "After an error, for example."
    )
    helpers: int = count(0, "helpers", 0, 100, group=_LOOP)(
        "Helpers",
        "Agents that the first one sends out. Each has its own conversation and comes back "
        "with a report.",
    )
    helper_steps: int = count(10, "steps", 1, MAX_STEPS, group=_LOOP)("Steps of a helper")
    report_tokens: int = count(1_500, "tokens", 1, MAX_TOKENS, group=_LOOP)("Report of a helper")
    claude_factor: float = amount(1, "times", 0.5, 3, group=groups.PRICES)(
        "Tokens of newer Claude models, as a multiple of the others’",
        "1 counts the same tokens for all. For the same English text newer Claude models make "
        "about 1.3 times as many, according to Anthropic.",
    )
    at: datetime | None = prices_on()
