"""The formulas with the numbers put in, what they take for granted, and where they are from."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.questions.eval_size.case import Case
from calculators.questions.eval_size.inputs import ALIKE, COMPARE, PLAN

_NOTES = (
    "The examples must be like your real work, and chosen before you see how a model does on them. "
    "A thousand easy ones tell less than fifty real ones.",
    "Right and wrong must be decided in the same way for both models, best without knowing which "
    "answer is whose.",
    "If you try many models or prompts on the same examples, the best one looks better than it is. "
    "Keep some examples aside for the last one.",
)


def steps(case: Case) -> Iterator[Step]:
    """The working of what was asked."""
    values = case.values
    if values.goal == PLAN:
        p, q = case.share, case.better
        yield Step(
            title="Examples for two models on the same ones",
            formula="(z confidence + z power)² × spread of the difference ÷ difference²",
            working=f"shares {p:.3f} and {q:.3f}, alike {float(values.alike):g}, z {case.z:.3f}",
            outcome=f"{case.needed_paired:,} examples",
        )
        yield Step(
            title="Examples for one score",
            formula="z² × share × (1 − share) ÷ margin²",
            working=f"{case.z:.3f}² × {p:.3f} × {1 - p:.3f} ÷ {values.difference / 100:g}²",
            outcome=f"{case.needed_alone:,} examples",
        )
    elif values.goal == COMPARE:
        yield Step(
            title="Chance of as much by luck (McNemar)",
            formula="both tails of as many coin tosses as there are differing examples",
            working=f"{values.only_first:,} against {values.only_second:,}",
            outcome=f"{100 * case.chance:.2g}%",
        )
        low, share, high = (100 * each for each in case.difference)
        yield Step(
            title="Difference (Agresti and Min)",
            formula="(only first − only second) ÷ examples",
            working=f"({values.only_first:,} − {values.only_second:,}) ÷ {case.compared:,}",
            outcome=f"{share:.1f} points ({low:.1f} to {high:.1f})",
        )
    else:
        low, share, high = (100 * each for each in case.score)
        yield Step(
            title="Score with its range (Wilson)",
            formula="right ÷ examples, and the score interval around it",
            working=f"{values.right:,} ÷ {values.cases:,}, z {case.z:.3f}",
            outcome=f"{share:.1f}% ({low:.1f} to {high:.1f}%)",
        )


def notes(case: Case) -> Iterator[str]:
    """What a test must be like, and what was assumed."""
    yield from _NOTES
    if case.values.goal == PLAN:
        alike = ALIKE[case.values.alike].lower()
        yield (
            f"How alike the two fail is an assumption ({alike}), for nobody knows it beforehand. "
            "Two versions of one model fail more alike than two makers’ models."
        )


def sources(case: Case) -> Iterator[Source]:
    """The papers."""
    yield source("wilson-interval")
    if case.values.goal == COMPARE:
        yield source("mcnemar-test")
        yield source("agresti-min")
