"""Seats on a chat plan, or the API by use? A month of a team's chats, three ways."""

from __future__ import annotations

from calculators.core.answer import Computed, same
from calculators.core.calculator import Calculator, Chapter
from calculators.core.results import Result
from calculators.questions.subscription.basis import notes, sources, steps
from calculators.questions.subscription.changes import changes
from calculators.questions.subscription.figures import bars, figures, lines, table
from calculators.questions.subscription.inputs import SubscriptionInputs
from calculators.questions.subscription.outlook import outlook
from calculators.questions.subscription.verdict import asked, verdict

__all__ = ["SUBSCRIPTION", "SubscriptionInputs", "subscription"]


def subscription(values: SubscriptionInputs) -> Result:
    """The whole answer for one team; raises `InputErrors`."""
    view = outlook(values)
    return Result(
        calculator=SUBSCRIPTION.name,
        inputs=SUBSCRIPTION.texts(values),
        asked=asked(view),
        verdict=verdict(view),
        figures=figures(view),
        highlights=("plan_usd", "api_usd", "break_even_month"),
        chart=bars(view),
        more_charts=(lines(view),),
        tables=(table(view),),
        changes=changes(view),
        steps=steps(view),
        notes=notes(view),
        sources=sources(view),
    )


SUBSCRIPTION = Calculator(
    name="subscription",
    title="Seats or pay by use?",
    question="Does a chat plan cost less than the API for my team?",
    inputs=SubscriptionInputs,
    case=same,
    parts=Computed(subscription),
    formula=(
        Chapter("calculators.questions.subscription.reckoning", "The monthly cost, three ways"),
        Chapter("calculators.questions.subscription.outlook", "From the inputs to the three costs"),
        Chapter("calculators.questions.subscription.record", "Plans, and where prices come from"),
        Chapter("calculators.questions.subscription.verdict", "The verdict in words"),
    ),
)
