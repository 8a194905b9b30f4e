"""How long will my task take? Seconds to the first word and to the end, with their range."""

from __future__ import annotations

from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.results import Result
from calculators.questions.speed.basis import notes, sources
from calculators.questions.speed.changes import changes
from calculators.questions.speed.figures import bar, figures
from calculators.questions.speed.inputs import SpeedInputs
from calculators.questions.speed.outlook import outlook
from calculators.questions.speed.verdict import asked, verdict
from calculators.questions.speed.working import steps

__all__ = ["SPEED", "SpeedInputs", "speed"]


def speed(values: SpeedInputs) -> Result:
    """The whole answer for one task with one model on one machine; raises `InputErrors`."""
    view = outlook(values)
    return Result(
        calculator=SPEED.name,
        inputs=SPEED.texts(values),
        asked=asked(view),
        verdict=verdict(view),
        figures=figures(view),
        highlights=("first_word_s", "done_s", "decode_tokens_per_s"),
        chart=bar(view),
        changes=changes(view),
        changes_title="What would make it faster" if view.fits else "What would make it fit",
        steps=steps(view),
        notes=notes(view),
        sources=sources(view),
    )


SPEED = Calculator(
    name="speed",
    title="How long will it take?",
    question="How long will my task take on this machine?",
    inputs=SpeedInputs,
    case=same,
    parts=Computed(speed),
    formula=(
        Chapter("calculators.engines.speed.rate", "From a machine to tokens per second"),
        Chapter("calculators.engines.speed.work", "What one token costs a model"),
        Chapter("calculators.engines.speed.estimate", "The time of a whole task"),
        Chapter("calculators.engines.speed.tasks", "The tasks, in tokens"),
        Chapter("calculators.engines.speed.device", "Which measured numbers count"),
        Chapter("calculators.questions.speed.verdict", "The verdict in words"),
    ),
)
