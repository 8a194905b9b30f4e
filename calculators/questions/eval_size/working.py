"""The formulas with the numbers put in, what they take for granted, and where they are from."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import counted
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.counts import deciding_end, margin_cases, spread_of_difference
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
        yield from _plan(case)
    elif values.goal == COMPARE:
        yield Step(
            title="Chance of as much by luck (McNemar)",
            formula="both tails of as many coin tosses as there are differing examples",
            working=f"{values.only_first:,} against {values.only_second:,}",
            outcome=_chance(case.chance),
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


def _plan(case: Case) -> Iterator[Step]:
    """First what two models take, then one score."""
    alike, margin = float(case.values.alike), case.values.difference / 100
    first, second = (f"{each:g} × {1 - each:g}" for each in (case.share, round(case.better, 6)))
    spread = spread_of_difference(case.share, case.better, alike)
    yield Step(
        title="Spread of the difference",
        formula="a + b − 2 × alike × √(a × b), where a and b are share × (1 − share) of each",
        working=f"a = {first}, b = {second}, alike {alike:g}",
        outcome=f"{spread:.5g}",
    )
    yield Step(
        title="Examples for two models on the same ones",
        formula="(z confidence + z power)² × spread of the difference ÷ difference², rounded up",
        working=f"({case.z:.4f} + {case.z_power:.4f})² × {spread:.5g} ÷ {margin:g}²",
        outcome=f"{case.needed_paired:,} examples",
    )
    end = deciding_end(case.share, margin)
    yield Step(
        title="Examples for one score (Wilson)",
        formula="z² × end × (1 − end) ÷ margin², where end is share − margin or share + margin, "
        "whichever is nearer to a half; then up until whole answers keep the margin",
        working=f"{case.z:.4f}² × {end:g} × {1 - end:g} ÷ {margin:g}²",
        outcome=f"{margin_cases(case.share, margin, case.z):,.1f}, so "
        f"{counted(case.needed_alone, 'example')}",
    )


def _chance(chance: float) -> str:
    """A share of tests, never as a power of ten.

    >>> _chance(1), _chance(0.2295), _chance(0.0433), _chance(0.000001)
    ('100%', '23%', '4.3%', 'under 0.001%')
    """
    percent = 100 * chance
    if percent < 0.001:
        return "under 0.001%"
    return f"{percent:.0f}%" if percent >= 10 else f"{percent:.2g}%"


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
