"""Which rung of the ladder is enough: a better prompt, retrieval, or a tuned model.

The rules stand in the order in which they are asked. Each names who says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from calculators.core.records import source
from calculators.core.results import Source
from calculators.engines.training import record

Rung = Literal["prompt", "retrieve", "collect", "tune"]

GUIDE, LOOKUP, LIMA = (record().findings[each] for each in ("openai-guide", "lookup-test", "lima"))
MISTRAL, MICROSOFT = source("mistral-fine-tuning"), source("microsoft-customising")
FEWEST = GUIDE.values["fewest"]
"""Examples below which OpenAI's service took no job: 10."""
WORTH_A_TRY = GUIDE.values["enough"]
"""Examples with which OpenAI told people to start and see: 50."""
_GAINS = f"{GUIDE.values['gains_from']} to {GUIDE.values['gains_to']}"
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
        rung="prompt", reasons=(reason, measure), sources=(MISTRAL, MICROSOFT, GUIDE.source)
    )


def _retrieve(goal: str) -> Advice:
    why = (
        "Facts that change would have to be trained again each time. Retrieval looks them up: "
        "change the document, and the answer changes."
        if goal == "facts"
        else "Documents are better looked up than learned: the model can quote the place."
    )
    right = LOOKUP.values
    measured = (
        f"In a test on new events, models that looked things up got about {right['retrieval']} of "
        f"100 questions right; tuned on the same texts they got about {right['tuned']}, and "
        f"untouched {right['untouched_low']} to {right['untouched_high']}."
    )
    both = "Tuning can still teach the form of the answer; Microsoft’s guide combines the two."
    return Advice(
        rung="retrieve", reasons=(why, measured, both), sources=(LOOKUP.source, MICROSOFT)
    )


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
            f"with {_GAINS}. Put the best of yours into the prompt meanwhile.",
            f"If {WORTH_A_TRY} good examples change nothing, more will not help: rethink the task "
            "first.",
        ),
        sources=(GUIDE.source,),
    )


def _tune(examples: int) -> Advice:
    return Advice(
        rung="tune",
        reasons=(
            f"The prompt was tried, the goal is how to answer rather than what to know, and "
            f"{examples:,} examples are enough to try. OpenAI’s guide reports gains with {_GAINS}; "
            f"the LIMA study taught a style of answer with {LIMA.values['examples']:,} chosen "
            "ones.",
            "Keep a fifth of the examples aside and compare both models on them before you switch.",
        ),
        sources=(GUIDE.source, LIMA.source),
    )
