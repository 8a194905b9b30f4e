"""Prompt, retrieve or fine-tune? Which is enough, and what a tuned model takes and pays back."""

from __future__ import annotations

from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.results import Result
from calculators.questions.customise.basis import notes, sources
from calculators.questions.customise.changes import changes
from calculators.questions.customise.figures import bar, figures, lines
from calculators.questions.customise.inputs import CustomiseInputs
from calculators.questions.customise.outlook import outlook
from calculators.questions.customise.verdict import asked, verdict
from calculators.questions.customise.working import steps

__all__ = ["CUSTOMISE", "CustomiseInputs", "customise"]


def customise(values: CustomiseInputs) -> Result:
    """The whole answer for one case; raises `InputErrors`."""
    view = outlook(values)
    spent = lines(view)
    return Result(
        calculator=CUSTOMISE.name,
        inputs=CUSTOMISE.texts(values),
        asked=asked(view),
        verdict=verdict(view),
        figures=figures(view),
        highlights=("training_usd", "examples_usd", "payback_months"),
        chart=bar(view),
        more_charts=(spent,) if spent else (),
        changes=changes(view),
        steps=steps(view),
        notes=notes(view),
        sources=sources(view),
    )


CUSTOMISE = Calculator(
    name="customise",
    title="Prompt, retrieve or fine-tune?",
    question="Is a better prompt enough, or should we train a model?",
    inputs=CustomiseInputs,
    case=same,
    parts=Computed(customise),
    formula=(
        Chapter("calculators.questions.customise.rungs", "The rules: prompt, look up or tune"),
        Chapter("calculators.questions.customise.memory", "Memory while a model trains"),
        Chapter("calculators.questions.customise.effort", "Hours of training"),
        Chapter("calculators.questions.customise.money", "What it costs and when it pays"),
        Chapter("calculators.questions.customise.duties", "What licences ask of tuned models"),
    ),
)
