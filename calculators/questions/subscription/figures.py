"""The figures of an answer, its two pictures and its table of plans."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calculators.core.form import NONE, OWN
from calculators.core.numbers import format_money
from calculators.core.results import (
    Bar,
    Bars,
    Basis,
    Figure,
    Line,
    Lines,
    Mark,
    Point,
    Segment,
    Table,
)
from calculators.questions.common.whatif import given
from calculators.questions.cover.short import Short
from calculators.questions.subscription.case import API, MACHINE, PLAN, Case, whole_messages
from calculators.questions.subscription.plans import Plan

HIGHLIGHTS = ("plan_usd", "api_usd", "break_even_month")
LABELS = {PLAN: "Chat plan", API: "API", MACHINE: "Own machine"}


def figures(case: Case) -> Iterator[Figure]:
    """Costs first, then where they meet, then what they were worked out from."""
    yield from _costs(case)
    yield from _meeting(case)
    yield from _amounts(case)


def _costs(case: Case) -> Iterator[Figure]:
    people, reported, unit = case.values.people, _reported(case), "USD/month"
    yield Figure("plan_usd", LABELS[PLAN], case.plan_usd, unit, reported)
    yield Figure("api_usd", LABELS[API], case.api_usd, unit)
    if case.machine_usd is not None:
        yield Figure("machine_usd", LABELS[MACHINE], case.machine_usd, unit, "your choice")
    each = case.plan_usd / people
    yield Figure("plan_person_usd", "Chat plan, for each person", each, unit, reported)
    yield Figure("api_person_usd", "API, for each person", case.api_usd / people, unit)


def _reported(case: Case) -> Basis:
    """What a price of the plan rests on."""
    return "your choice" if case.plan.id == OWN else "reported"


def _meeting(case: Case) -> Iterator[Figure]:
    month = day = None
    if case.break_even is not None:
        month = whole_messages(case.break_even)
        day = rounded(case.break_even / case.values.working_days)
    label, note = (
        "The plan pays from, for each person",
        "Fewer messages than that cost less by API.",
    )
    yield Figure("break_even_month", label, month, "messages a month", note=note)
    yield Figure("break_even_day", "The same on a working day", day, "messages")


def _amounts(case: Case) -> Iterator[Figure]:
    messages = case.work.requests_per_month
    yield Figure("message_usd", "One message by API", case.message_usd, "USD")
    yield Figure("seat_usd", "One seat", case.seat_usd, "USD/month", _reported(case))
    yield Figure("seats", "Seats you pay for", case.seats, "seats", "exact")
    yield Figure("messages", "Messages in a month", messages, "messages", "your choice")
    yield Figure("read_tokens", "Read for a message", case.each.prompt_tokens, "tokens")
    yield Figure("written_tokens", "Written for it", case.each.output_tokens, "tokens")


def charts(case: Case) -> Iterator[Bars | Lines]:
    """The costs of a month side by side, and what becomes of them as people chat more."""
    yield _bars(case)
    yield _lines(case)


def _bars(case: Case) -> Bars:
    least = min(case.costs.values())
    return Bars(
        title="A month for the team",
        bars=tuple(
            Bar(
                label=LABELS[way],
                segments=(Segment(label="A month", value=usd, kind="weights", basis="estimate"),),
                marked=usd == least,
            )
            for way, usd in case.costs.items()
        ),
        unit="USD/month",
    )


def _lines(case: Case) -> Lines:
    """The plan and the machine are flat, the API climbs."""
    most = math.ceil(max(2 * case.values.messages, 2 * _meeting_day(case), 1))
    each = case.values.people * case.values.working_days * case.message_usd
    ends = {way: (usd, usd) for way, usd in case.costs.items()} | {API: (0, each * most)}
    return Lines(
        title="When people chat more",
        lines=tuple(
            Line(label=LABELS[way], points=(Point(x=0, y=first), Point(x=most, y=last)))
            for way, (first, last) in ends.items()
        ),
        x_label="messages a person on a working day",
        x_unit="messages",
        y_label="US dollars a month",
        y_unit="USD/month",
        marks=(Mark(x=case.values.messages, label="you"),),
    )


def rounded(messages: float) -> float:
    """Messages no finer than they matter: with one decimal below ten, whole from there.

    >>> rounded(3.24), rounded(203.02)
    (3.2, 203)
    """
    return round(messages, 1) if messages < 10 else round(messages)


def _meeting_day(case: Case) -> float:
    """Messages a day where plan and API meet, as far as a picture can show both."""
    meeting = (case.break_even or 0) / case.values.working_days
    return meeting if meeting <= 20 * max(case.values.messages, 1) else 0


def tables(case: Case) -> Iterator[Table]:
    """Every plan we know a price of, for this team; then what each does with its text."""
    yield Table(
        title="Plans with a dated price, for your team",
        columns=(
            "Plan",
            "A seat, monthly / yearly",
            "Your team",
            f"Pays from, messages each, against {case.offer_name} by API",
            "Price known for",
        ),
        rows=tuple(_row(case, plan) for plan in case.listed.values()),
    )
    yield Table(
        title="Your text, and who stands behind an answer",
        columns=(
            "Way",
            "Your text",
            "Answer used unchanged",
            "Edited first",
            "Whose terms, and when checked",
        ),
        rows=tuple(_terms(name, terms) for name, terms in _ways(case)),
    )


def _ways(case: Case) -> Iterator[tuple[str, Short]]:
    """Each plan, the API, and on request a machine of one's own, with the terms that hold."""
    for plan in case.listed.values():
        yield plan.name, case.terms_of(plan)
    yield f"{case.offer_name} by API", case.api_terms
    if case.values.local != NONE:
        yield LABELS[MACHINE], Short("local-open-weights", case.values.home, case.at.date())


def _terms(name: str, terms: Short) -> tuple[str, ...]:
    behind = (terms.behind(each) for each in ("unmodified", "edited"))
    return name, terms.text, *behind, terms.whose


def _row(case: Case, plan: Plan) -> tuple[str, ...]:
    other = given(case, plan=plan.id)
    meets = other.break_even
    return (
        plan.name if plan.for_teams else f"{plan.name} (for one person)",
        f"{_price(plan.monthly_usd)} / {_price(plan.annual_usd)}",
        format_money(other.plan_usd),
        "never" if meets is None else f"{rounded(meets / case.values.working_days):,} a day",
        f"{plan.as_of}, {plan.told}",
    )


def _price(amount: float | None) -> str:
    return "–" if amount is None else format_money(amount)
