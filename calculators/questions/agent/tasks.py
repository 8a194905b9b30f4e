"""Kinds of task, as tokens: what was measured where somebody did, our assumption where not.

The measurements are of models of 2024 to 2026. We take their tokens, never their dollars.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.core.records import source
from calculators.core.results import Source

MINI_SWE_AGENT = source("mini-swe-agent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far the cost of single tasks lies from that of the middle one, as factors."""

    low: float
    high: float
    words: str


MEASURED_SPREAD = Spread(
    low=0.42,
    high=2.76,
    words="in 2,000 measured coding tasks one in ten cost less than 0.42 to 0.59 times the middle "
    "one and one in ten more than 2.05 to 2.76 times, depending on the model; we take the widest",
)
"""mini-SWE-agent on SWE-bench Verified, 2025, 500 tasks each: 10th and 90th percentile of the
cost over its median. GPT-5 0.42 and 2.52, GPT-5 mini 0.44 and 2.76, Claude Sonnet 4 0.48 and 2.33,
Claude Sonnet 4.5 0.59 and 2.05. Of tasks solved and failed the mean costs were alike: a failed one
cost 0.86, 1.01, 0.99 and 0.94 times as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKind:
    """A kind of task, and what an agent sends and writes for it."""

    label: str
    steps: int
    fixed_tokens: int
    output_tokens: int
    result_tokens: int
    why: str
    sources: tuple[Source, ...]
    spread: Spread | None = MEASURED_SPREAD
    borrowed: bool = True
    """Whether the spread was measured on another kind of task."""


KINDS: Mapping[str, TaskKind] = {
    "coding": TaskKind(
        label="Change something in a program",
        steps=30,
        fixed_tokens=12_000,
        output_tokens=400,
        result_tokens=1_600,
        why="set so that 100 tokens are read for each one written, as Manus reports, and about "
        "95% come from the cache, as in logs of Claude Code; the split into steps is ours",
        sources=(source("manus"), source("claude-code-log"), MINI_SWE_AGENT),
        borrowed=False,
    ),
    "large-coding": TaskKind(
        label="A large change in a program",
        steps=67,
        fixed_tokens=12_000,
        output_tokens=400,
        result_tokens=1_109,
        why="set to the mean of OpenHands with eight models on SWE-bench Verified: 4.17 million "
        "tokens a task, 154 read for each one written; the split into steps is ours",
        sources=(source("how-agents-spend"), MINI_SWE_AGENT),
        borrowed=False,
    ),
    "research": TaskKind(
        label="Research with long documents",
        steps=25,
        fixed_tokens=4_100,
        output_tokens=600,
        result_tokens=13_200,
        why="set to the longest prompt of a research agent in Anthropic’s cookbook, 335,279 tokens "
        "as others report it; steps and lengths are our assumption",
        sources=(source("cookbook"), MINI_SWE_AGENT),
    ),
    "support": TaskKind(
        label="Answer a customer at the support desk",
        steps=13,
        fixed_tokens=4_000,
        output_tokens=80,
        result_tokens=188,
        why="set to the shop tasks of τ-bench in 2024: $0.38 a task with GPT-4o at its price then, "
        "95.9% of it for reading; steps and rules of 4,000 tokens are our assumption",
        sources=(source("tau-bench"), MINI_SWE_AGENT),
    ),
    "browser": TaskKind(
        label="Fill in a form in a browser",
        steps=15,
        fixed_tokens=5_000,
        output_tokens=200,
        result_tokens=500,
        why="our assumption, so that prompts grow from 5,000 to 15,000 tokens, the range that a "
        "vendor of cost limits gives for browser agents",
        sources=(source("runguard"), MINI_SWE_AGENT),
    ),
    "small": TaskKind(
        label="A short test of ten steps, as measured",
        steps=10,
        fixed_tokens=1_141,
        output_tokens=74,
        result_tokens=497,
        why="measured by browser-use in 2026 with Claude Sonnet 4.6 on tool results of 2,000 "
        "characters; what it wrote and what came back is our split of the growth of 571 tokens",
        sources=(source("cc-compaction"),),
        spread=None,
    ),
}
"""Kinds of task by id; beside them a reader may give own numbers."""
