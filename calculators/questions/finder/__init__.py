"""What can my machine run? Models ranked for a machine and a purpose, the first as a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.results import Result
from calculators.questions.finder.basis import notes, sources, steps
from calculators.questions.finder.candidates import ranked
from calculators.questions.finder.changes import changes
from calculators.questions.finder.figures import figures
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.finder.listing import table
from calculators.questions.finder.question import asked, question, speed_inputs
from calculators.questions.finder.words import verdict
from calculators.questions.fit.figures import charts
from calculators.questions.speed.case import Case as SpeedCase

if TYPE_CHECKING:
    from calculators.questions.finder.candidates import Candidate

__all__ = ["FINDER", "FinderInputs", "finder"]


def finder(values: FinderInputs) -> Result:
    """The whole answer for one machine and one purpose; raises `InputErrors`."""
    asking = question(values)
    found = ranked(asking)
    top = found[0] if found else None
    view = _view(values, top)
    listed = table(asking, found)
    return Result(
        calculator=FINDER.name,
        inputs=FINDER.texts(values),
        asked=asked(asking),
        verdict=verdict(asking, top),
        figures=figures(asking, found),
        highlights=("total_bytes", "decode_tokens_per_s", "done_s") if top else (),
        chart=next(charts(view.memory)) if view else None,
        tables=(listed,) if listed else (),
        changes=changes(asking, top),
        changes_title="What would change it",
        steps=steps(top, view),
        notes=notes(asking, top),
        sources=sources(asking, top),
    )


def _view(values: FinderInputs, top: Candidate | None) -> SpeedCase | None:
    """The first of the list as `fit` and `speed` see it."""
    if top is None:
        return None
    return SpeedCase(speed_inputs(values, model=top.model.id, quantization=top.quantization))


FINDER = Calculator(
    name="finder",
    title="What can my machine run?",
    question="Which models can my machine run, and which should I try first?",
    inputs=FinderInputs,
    case=same,
    parts=Computed(finder),
    formula=(
        Chapter(
            "calculators.questions.finder.candidates", "The best form of each model, and its place"
        ),
        Chapter("calculators.questions.finder.order", "Which of two comes first"),
        Chapter(
            "calculators.questions.finder.purposes", "The purposes, and how quick is quick enough"
        ),
        Chapter("calculators.questions.common.licences", "What a licence allows"),
        Chapter("calculators.engines.memory.requirement", "What a model needs"),
        Chapter("calculators.engines.speed.rate", "From a machine to tokens per second"),
        Chapter("calculators.questions.finder.words", "The plan in words"),
    ),
)
