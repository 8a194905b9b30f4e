"""Seats on a chat plan, or the API by use? A month of a team's chats, three ways."""

from __future__ import annotations

from calculators.declaration import Calculator, Chapter
from calculators.results import Result
from calculators.subscription.basis import notes, sources, steps
from calculators.subscription.changes import changes
from calculators.subscription.figures import bars, figures, lines, table
from calculators.subscription.inputs import SubscriptionInputs
from calculators.subscription.outlook import outlook
from calculators.subscription.verdict import asked, verdict

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
    values=SubscriptionInputs,
    compute=subscription,
    formula=(
        Chapter("calculators.subscription.reckoning", "The monthly cost, three ways"),
        Chapter("calculators.subscription.outlook", "From the inputs to the three costs"),
        Chapter("calculators.subscription.record", "Plans, and where prices come from"),
        Chapter("calculators.subscription.verdict", "The verdict in words"),
    ),
)
