"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.numbers import format_money, format_quantity
from calculators.core.results import good, tight
from calculators.engines.ownership.costs import CARE_HOURS
from calculators.questions.cover.short import NOT_READ, Short
from calculators.questions.subscription.case import (
    API,
    MACHINE,
    PLAN,
    Case,
    care_usd,
    whole_messages,
)
from calculators.questions.subscription.figures import rounded

CLOSE = 1.15
"""Costs nearer to each other than this are called about the same: the inputs are guesses."""
LOOKS = {
    "same": tight("About the same"),
    PLAN: good("The chat plan costs least"),
    API: good("The API costs least"),
    MACHINE: good("Your own machine costs least"),
}
_WAYS = {PLAN: "chat plan", API: "API", MACHINE: "your own machine"}


def asked(case: Case) -> str:
    """The question in one line."""
    values = case.values
    sent = format_quantity(values.messages, "messages") + (" each" if values.people > 1 else "")
    return (
        f"{values.people:,} {'person' if values.people == 1 else 'people'}, "
        f"{sent} on a working day · {case.plan.name} or "
        f"{case.offer_name} by API"
    )


def status(case: Case) -> str:
    """Which way costs least, unless another costs about the same."""
    first, second = sorted(case.costs, key=lambda way: case.costs[way])[:2]
    return "same" if case.costs[second] <= CLOSE * case.costs[first] else first


def headline(case: Case) -> str:
    """What a month costs each way."""
    amounts = case.costs.items()
    *most, last = (f"{format_money(usd, 'USD')} by {_WAYS[way]}" for way, usd in amounts)
    return f"A month for the team: {', '.join(most)} and {last}."


def reasons(case: Case) -> Iterator[str]:
    """Where plan and API meet, and what else to know of either."""
    values = case.values
    if case.break_even is None:
        yield "By API a message costs nothing here, so the plan never pays for itself."
    else:
        month = whole_messages(case.break_even)
        day = case.break_even / values.working_days
        yield (
            f"The plan pays for itself from {format_quantity(month, 'messages')} a person and "
            f"month, about {rounded(day):,} on each working day. You entered {values.messages:,}."
        )
    yield from _care(case)
    if values.people > 1 and not case.plan.for_teams:
        yield (
            f"{case.plan.name} is sold to one person: a bill for each, no shared settings, and "
            "terms for consumers."
        )
    if case.seats > values.people:
        yield f"{case.plan.name} is sold with {case.seats} seats at least, so you pay for those."
    if case.plan.needs:
        yield f"It also needs {case.plan.needs}."
    if (credit := case.plan.credits(case.seats)) > 0:
        yield (
            f"The plan also brings API credits of {format_money(credit, 'USD')} a month, which we "
            "did not subtract: they are for programs you build, not for these chats."
        )
    yield from _text(case)
    if case.paid_yearly != (values.billing == "annual") and case.plan.id != OWN:
        paid = "by the year" if case.paid_yearly else "by the month"
        yield f"We found its price {paid} only, so that is what counts here."


def _text(case: Case) -> Iterator[str]:
    """What happens to text on the plan and by API, and who stands behind the answers."""
    if case.plan.id != OWN:
        yield _terms(case.plan.name, case.terms_of(case.plan))
    if case.offer:
        yield _terms(f"{case.offer_name} by API", case.api_terms)
    if out := len(case.sold) - len(case.listed):
        yield f"Left out of the lists: {_plans(out)} that train on your text by default."


def _terms(name: str, terms: Short) -> str:
    if terms.plan is None:
        return f"{name}. Your text: {NOT_READ}, for that place and day. Take that as a yes."
    came, edited = (terms.behind(each, clause=True) for each in ("unmodified", "edited"))
    return (
        f"{name}. Your text: {terms.text}. Who stands behind an answer: used unchanged, "
        f"{came[0].lower()}{came[1:]}; edited first, {edited[0].lower()}{edited[1:]}."
    )


def _plans(count: int) -> str:
    return f"{count} plan{'' if count == 1 else 's'}"


def _care(case: Case) -> Iterator[str]:
    """What the API does not bring, where it is the one that costs less."""
    if case.api_usd >= case.plan_usd:
        return
    care = care_usd()
    less = "the API still costs" if case.api_usd + care < case.plan_usd else "the plan costs"
    yield (
        "The API gives you only the model: somebody must set up a chat program and look after it. "
        f"{CARE_HOURS:g} hours of an administrator a month, as “Buy, rent or call?” counts them, "
        f"would be about ${care:,.0f}. With them {less} less."
    )
