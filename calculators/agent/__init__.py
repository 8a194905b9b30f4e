"""What does one task of an AI agent cost? The whole loop, step by step, with real price rules."""

from __future__ import annotations

from calculators.agent.basis import notes, sources
from calculators.agent.changes import changes
from calculators.agent.figures import figures
from calculators.agent.inputs import AgentInputs
from calculators.agent.outlook import outlook
from calculators.agent.pictures import charts
from calculators.agent.tables import tables
from calculators.agent.verdict import asked, verdict
from calculators.agent.working import steps
from calculators.declaration import Calculator, Chapter
from calculators.results import Result

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
    values=AgentInputs,
    compute=agent,
    formula=(
        Chapter("calculators.agent.loop", "The loop: what each step sends"),
        Chapter("calculators.agent.pay", "What a step costs"),
        Chapter("calculators.agent.closed", "The whole loop at once"),
        Chapter("calculators.agent.run", "Helpers, a limit, a full context"),
        Chapter("calculators.agent.outcome", "Failed tries, and a month"),
        Chapter("calculators.agent.tasks", "The tasks, in tokens"),
        Chapter("calculators.agent.tries", "Other ways to run the task"),
    ),
)
