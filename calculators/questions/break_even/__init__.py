"""Buy, rent or call? What one job costs a month on a machine of one's own, rented or hosted."""

from __future__ import annotations

from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.results import Result
from calculators.questions.break_even.basis import notes, sources
from calculators.questions.break_even.case import case_of
from calculators.questions.break_even.figures import figures
from calculators.questions.break_even.inputs import BreakEvenInputs
from calculators.questions.break_even.outcome import Outcome
from calculators.questions.break_even.picture import pictures
from calculators.questions.break_even.tables import tables
from calculators.questions.break_even.words import asked, changes, verdict
from calculators.questions.break_even.working import steps

__all__ = ["BREAK_EVEN", "BreakEvenInputs", "break_even"]


def break_even(values: BreakEvenInputs) -> Result:
    """The whole answer for one job; raises `InputErrors`."""
    case = case_of(values)
    found = Outcome(case=case)
    chart, *more = pictures(found) or (None,)
    return Result(
        calculator=BREAK_EVEN.name,
        inputs=BREAK_EVEN.texts(values),
        asked=asked(case),
        verdict=verdict(found),
        figures=tuple(figures(found)),
        highlights=("own_usd_per_month", "hosted_usd_per_month", "closed_usd_per_month"),
        chart=chart,
        more_charts=tuple(more),
        tables=tuple(tables(found)),
        changes=tuple(changes(found)),
        changes_title="What would turn the decision",
        steps=tuple(steps(found)),
        notes=notes(found),
        sources=sources(case),
    )


BREAK_EVEN = Calculator(
    name="break-even",
    title="Buy, rent or call?",
    question="Is my own machine cheaper than renting one, or than paying by the token?",
    inputs=BreakEvenInputs,
    case=same,
    parts=Computed(break_even),
    formula=(
        Chapter("calculators.engines.ownership.costs", "What owning and renting cost"),
        Chapter("calculators.questions.break_even.terms", "The numbers of one comparison"),
        Chapter("calculators.questions.break_even.decision", "Whether it pays back, or why never"),
        Chapter("calculators.questions.break_even.flip", "Which single number would turn it"),
        Chapter("calculators.questions.break_even.ways", "The ways, by the amount of work"),
        Chapter("calculators.questions.break_even.serving", "How fast a machine does the work"),
        Chapter("calculators.questions.break_even.words", "The verdict in words"),
    ),
)
