"""Prompt, retrieve or fine-tune? Which is enough, and what a tuned model takes and pays back."""

from __future__ import annotations

from calculators.customise.basis import notes, sources
from calculators.customise.changes import changes
from calculators.customise.figures import bar, figures, lines
from calculators.customise.inputs import CustomiseInputs
from calculators.customise.outlook import outlook
from calculators.customise.verdict import asked, verdict
from calculators.customise.working import steps
from calculators.declaration import Calculator, Chapter
from calculators.results import Result

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
    values=CustomiseInputs,
    compute=customise,
    formula=(
        Chapter("calculators.customise.rungs", "The rules: prompt, look up or tune"),
        Chapter("calculators.customise.memory", "Memory while a model trains"),
        Chapter("calculators.customise.effort", "Hours of training"),
        Chapter("calculators.customise.money", "What it costs and when it pays"),
        Chapter("calculators.customise.duties", "What licences ask of tuned models"),
    ),
)
