"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import format_money, format_quantity
from calculators.core.results import Tone, Verdict
from calculators.questions.subscription.care import CARE_HOURS, CARE_USD
from calculators.questions.subscription.figures import API, MACHINE, PLAN, rounded
from calculators.questions.subscription.inputs import OWN
from calculators.questions.subscription.reckoning import whole_messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calculators.questions.subscription.outlook import Outlook

CLOSE = 1.15
"""Costs nearer to each other than this are called about the same: the inputs are guesses."""
_LOOKS: Mapping[str, tuple[str, str, Tone]] = {
    "same": ("About the same", "!", "tight"),
    PLAN: ("The chat plan costs least", "✓", "good"),
    API: ("The API costs least", "✓", "good"),
    MACHINE: ("Your own machine costs least", "✓", "good"),
}
_STATUS = {"same": "same", PLAN: "plan", API: "api", MACHINE: "machine"}


def asked(view: Outlook) -> str:
    """The question in one line."""
    values = view.values
    sent = format_quantity(values.messages, "messages") + (" each" if values.people > 1 else "")
    return (
        f"{values.people:,} {'person' if values.people == 1 else 'people'}, "
        f"{sent} on a working day · {view.plan.name} or "
        f"{view.offer_name} by API"
    )


def costs(view: Outlook) -> dict[str, float]:
    """The ways that were asked about and what a month of each costs."""
    found = {PLAN: view.plan_usd, API: view.api_usd}
    if view.machine_usd is not None:
        found[MACHINE] = view.machine_usd
    return found


def verdict(view: Outlook) -> Verdict:
    """Which way costs least, by how much, and where that turns."""
    found = costs(view)
    first, second = sorted(found, key=lambda name: found[name])[:2]
    key = "same" if found[second] <= CLOSE * found[first] else first
    word, sign, tone = _LOOKS[key]
    return Verdict(
        status=_STATUS[key],
        word=word,
        sign=sign,
        tone=tone,
        headline=_headline(found),
        reasons=tuple(_reasons(view)),
    )


def _headline(found: dict[str, float]) -> str:
    parts = [f"{format_money(amount, 'USD')} by {name}" for name, amount in _named(found)]
    *most, last = parts
    return f"A month for the team: {', '.join(most)} and {last}."


def _named(found: dict[str, float]) -> Iterator[tuple[str, float]]:
    words = {PLAN: "chat plan", API: "API", MACHINE: "your own machine"}
    for name, amount in found.items():
        yield words[name], amount


def _reasons(view: Outlook) -> Iterator[str]:
    values = view.values
    if view.break_even is None:
        yield "By API a message costs nothing here, so the plan never pays for itself."
    else:
        month = whole_messages(view.break_even)
        day = view.break_even / values.working_days
        yield (
            f"The plan pays for itself from {format_quantity(month, 'messages')} a person and "
            f"month, about {rounded(day):,} on each working day. You entered {values.messages:,}."
        )
    yield from _care(view)
    if values.people > 1 and not view.plan.for_teams:
        yield (
            f"{view.plan.name} is sold to one person: a bill for each, no shared settings, and "
            "terms for consumers."
        )
    if view.seats > values.people:
        yield f"{view.plan.name} is sold with {view.seats} seats at least, so you pay for those."
    if view.plan.needs:
        yield f"It also needs {view.plan.needs}."
    if (credit := view.plan.credits(view.seats)) > 0:
        yield (
            f"The plan also brings API credits of {format_money(credit, 'USD')} a month, which we "
            "did not subtract: they are for programs you build, not for these chats."
        )
    if view.paid_yearly != (values.billing == "annual") and view.plan.id != OWN:
        paid = "by the year" if view.paid_yearly else "by the month"
        yield f"We found its price {paid} only, so that is what counts here."


def _care(view: Outlook) -> Iterator[str]:
    """What the API does not bring, where it is the one that costs less."""
    if view.api_usd >= view.plan_usd:
        return
    less = "the API still costs" if view.api_usd + CARE_USD < view.plan_usd else "the plan costs"
    yield (
        "The API brings only the model: somebody must set up a chat program and look after it. "
        f"{CARE_HOURS:g} hours of an administrator a month, as “Buy, rent or call?” counts them, "
        f"would be about ${CARE_USD:,.0f}. With them {less} less."
    )
