"""Which rung of the ladder is enough: a better prompt, retrieval, or a tuned model.

The rules stand in the order in which they are asked. Each names who says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calculators.core.results import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

Rung = Literal["prompt", "retrieve", "collect", "tune"]
_CHECKED = "2026-11-24"

FEWEST = 10
"""Examples below which OpenAI's service took no job."""
WORTH_A_TRY = 50
"""Examples with which OpenAI told people to start and see."""
OPENAI_SFT = Source(
    title="OpenAI: supervised fine-tuning, how many examples, and evaluations first",
    url="https://developers.openai.com/docs/guides/distillation",
    checked=_CHECKED,
)
MISTRAL = Source(
    title="Mistral: fine-tuning or prompting? Start with the prompt (the service is deprecated)",
    url="https://docs.mistral.ai/resources/deprecated/finetuning.md",
    checked=_CHECKED,
)
MICROSOFT = Source(
    title="Microsoft Learn: compare and combine prompts, retrieval and fine-tuning",
    url="https://learn.microsoft.com/en-gb/training/modules/optimize-generative-ai-model-performance/5-compare-combine-strategies",
    checked=_CHECKED,
)
OVADIA = Source(
    title="Ovadia and others, 2024: fine-tuning or retrieval? (figures as beancount.io gives them)",
    url="https://arxiv.org/abs/2312.05934",
    checked=_CHECKED,
)
LIMA = Source(
    title="Zhou and others, 2023: LIMA, 1,000 chosen examples for a style of answer",
    url="https://arxiv.org/abs/2305.11206",
    checked=_CHECKED,
)

GOALS: Mapping[str, tuple[str, bool]] = {
    "style": ("Answers in our tone or our format", False),
    "labels": ("Sort things into our labels", False),
    "facts": ("Know our facts, which change", True),
    "library": ("Know our documents, which rarely change", True),
    "short": ("The same answers with a shorter prompt or a smaller model", False),
}
"""Goals by id: the words for a menu, and whether it is knowledge that is missing."""
TRIED: Mapping[str, str] = {
    "no": "Not yet, or only in passing",
    "enough": "Yes, on real cases, and it is good enough",
    "short": "Yes, on real cases, and it falls short",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A rung, and why."""

    rung: Rung
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]


def advice(*, goal: str, tried: str, examples: int) -> Advice:
    """The first rule that holds.

    >>> advice(goal="facts", tried="short", examples=5_000).rung
    'retrieve'
    >>> advice(goal="style", tried="no", examples=5_000).rung
    'prompt'
    >>> advice(goal="style", tried="short", examples=20).rung
    'collect'
    >>> advice(goal="style", tried="short", examples=200).rung
    'tune'
    """
    if tried != "short" and goal != "short":
        return _prompt(tried)
    if GOALS[goal][1]:
        return _retrieve(goal)
    if examples < WORTH_A_TRY:
        return _collect(examples)
    return _tune(examples)


def _prompt(tried: str) -> Advice:
    if tried == "enough":
        reason = (
            "The prompt does it. Nothing needs to be trained, and you can change it in a minute."
        )
    else:
        reason = (
            "Write down 20 real cases and what a good answer is. Then improve the prompt, with two "
            "or three examples in it. Mistral and Microsoft both say to start there."
        )
    measure = (
        "Without cases to test on, nobody can tell whether a tuned model is better. OpenAI’s guide "
        "says: first the tests, then the tuning."
    )
    return Advice(
        rung="prompt", reasons=(reason, measure), sources=(MISTRAL, MICROSOFT, OPENAI_SFT)
    )


def _retrieve(goal: str) -> Advice:
    why = (
        "Facts that change would have to be trained again each time. Retrieval looks them up: "
        "change the document, and the answer changes."
        if goal == "facts"
        else "Documents are better looked up than learned: the model can quote the place."
    )
    measured = (
        "In a test on new events, models that looked things up got about 88 of 100 questions "
        "right; tuned on the same texts they got about 51, and untouched 35 to 48."
    )
    both = "Tuning can still teach the form of the answer; Microsoft’s guide combines the two."
    return Advice(rung="retrieve", reasons=(why, measured, both), sources=(OVADIA, MICROSOFT))


def _collect(examples: int) -> Advice:
    short = (
        f"You have {examples}; the least that OpenAI’s service took was {FEWEST}."
        if examples < FEWEST
        else f"You have {examples}."
    )
    return Advice(
        rung="collect",
        reasons=(
            f"{short} OpenAI’s guide says to start with {WORTH_A_TRY} good ones; it saw gains "
            "with 50 to 100. Put the best of yours into the prompt meanwhile.",
            "If 50 good examples change nothing, more will not help: rethink the task first.",
        ),
        sources=(OPENAI_SFT,),
    )


def _tune(examples: int) -> Advice:
    return Advice(
        rung="tune",
        reasons=(
            f"The prompt was tried, the goal is how to answer rather than what to know, and "
            f"{examples:,} examples are enough to try. OpenAI’s guide saw gains with 50 to 100; "
            "the LIMA study taught a style of answer with 1,000 chosen ones.",
            "Keep a fifth of the examples aside and compare both models on them before you switch.",
        ),
        sources=(OPENAI_SFT, LIMA),
    )
