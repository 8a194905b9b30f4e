"""What does one task of an AI agent cost? The whole loop, step by step, with real price rules."""

from __future__ import annotations

from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.results import Result
from calculators.questions.agent.basis import notes, sources
from calculators.questions.agent.changes import changes
from calculators.questions.agent.figures import figures
from calculators.questions.agent.inputs import AgentInputs
from calculators.questions.agent.outlook import outlook
from calculators.questions.agent.pictures import charts
from calculators.questions.agent.tables import tables
from calculators.questions.agent.verdict import asked, verdict
from calculators.questions.agent.working import steps

__all__ = ["AGENT", "AgentInputs", "agent"]


def agent(values: AgentInputs) -> Result:
    """The whole answer for one kind of task and up to four models; raises `InputErrors`."""
    view = outlook(values)
    first, *others = charts(view)
    title, tries = changes(view, AGENT.texts)
    return Result(
        calculator=AGENT.name,
        inputs=AGENT.texts(values),
        asked=asked(view),
        verdict=verdict(view),
        figures=figures(view),
        highlights=("task_usd", "success_usd", "month_usd"),
        chart=first,
        more_charts=tuple(others),
        tables=tables(view),
        changes=tries,
        changes_title=title,
        steps=steps(view),
        notes=notes(view),
        sources=sources(view),
    )


AGENT = Calculator(
    name="agent",
    title="What does an agent’s task cost?",
    question="What does one task of an AI agent cost?",
    inputs=AgentInputs,
    case=same,
    parts=Computed(agent),
    formula=(
        Chapter("calculators.questions.agent.loop", "The loop: what each step sends"),
        Chapter("calculators.questions.agent.pay", "What a step costs"),
        Chapter("calculators.questions.agent.closed", "The whole loop at once"),
        Chapter("calculators.questions.agent.run", "Helpers, a limit, a full context"),
        Chapter("calculators.questions.agent.outcome", "Failed tries, and a month"),
        Chapter("calculators.questions.agent.tasks", "The tasks, in tokens"),
        Chapter("calculators.questions.agent.tries", "Other ways to run the task"),
    ),
)
