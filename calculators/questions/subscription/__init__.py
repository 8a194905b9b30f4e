"""Seats on a chat plan, or the API by use? A month of a team's chats, three ways."""

from calculators.core.calculator import Answer, Calculator, Chapter
from calculators.questions.subscription import changes, figures, verdict, working
from calculators.questions.subscription.case import Case
from calculators.questions.subscription.inputs import SubscriptionInputs

__all__ = ["SUBSCRIPTION", "SubscriptionInputs"]

SUBSCRIPTION = Calculator(
    name="subscription",
    title="Seats or pay by use?",
    question="Does a chat plan cost less than the API for my team?",
    inputs=SubscriptionInputs,
    case=Case,
    parts=Answer(verdict, figures, working, changes),
    formula=(
        Chapter("calculators.questions.subscription.case", "The monthly cost, three ways"),
        Chapter("calculators.questions.subscription.plans", "Plans, and where prices come from"),
        Chapter("calculators.questions.subscription.verdict", "The verdict in words"),
    ),
)
