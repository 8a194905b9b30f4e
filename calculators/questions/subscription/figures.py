"""The figures of an answer, its two pictures and its table of plans."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from calculators.core.numbers import format_money
from calculators.core.results import Bar, Bars, Figure, Line, Lines, Mark, Point, Segment, Table
from calculators.questions.subscription.inputs import OWN
from calculators.questions.subscription.outlook import Outlook
from calculators.questions.subscription.reckoning import whole_messages
from calculators.questions.subscription.record import plans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Basis
    from calculators.questions.subscription.record import Plan

PLAN, API, MACHINE = "Chat plan", "API", "Own machine"


def figures(view: Outlook) -> tuple[Figure, ...]:
    """Costs first, then where they meet, then what they were worked out from."""
    return tuple((*_costs(view), *_meeting(view), *_amounts(view)))


def _costs(view: Outlook) -> Iterator[Figure]:
    people = view.values.people
    reported = _reported(view)
    amounts: tuple[tuple[str, str, float | None, Basis], ...] = (
        ("plan_usd", PLAN, view.plan_usd, reported),
        ("api_usd", API, view.api_usd, "estimate"),
        ("machine_usd", MACHINE, view.machine_usd, "your choice"),
        ("plan_person_usd", "Chat plan, for each person", view.plan_usd / people, reported),
        ("api_person_usd", "API, for each person", view.api_usd / people, "estimate"),
    )
    for name, label, value, basis in amounts:
        if name != "machine_usd" or value is not None:
            yield Figure(name=name, label=label, value=value, unit="USD/month", basis=basis)


def _reported(view: Outlook) -> Basis:
    """What a price of the plan rests on."""
    return "your choice" if view.plan.id == OWN else "reported"


def _meeting(view: Outlook) -> Iterator[Figure]:
    month = view.break_even
    day = None if month is None else month / view.values.working_days
    yield Figure(
        name="break_even_month",
        label="The plan pays from, for each person",
        value=None if month is None else whole_messages(month),
        unit="messages a month",
        basis="estimate",
        note="Fewer messages than that cost less by API.",
    )
    yield Figure(
        name="break_even_day",
        label="The same on a working day",
        value=None if day is None else rounded(day),
        unit="messages",
        basis="estimate",
    )


def _amounts(view: Outlook) -> Iterator[Figure]:
    read, written = view.each.prompt_tokens, view.each.output_tokens
    reported = _reported(view)
    amounts: tuple[tuple[str, str, float, str, Basis], ...] = (
        ("message_usd", "One message by API", view.message_usd, "USD", "estimate"),
        ("seat_usd", "One seat", view.seat_usd, "USD/month", reported),
        ("seats", "Seats you pay", view.seats, "seats", "exact"),
        (
            "messages",
            "Messages in a month",
            view.work.requests_per_month,
            "messages",
            "your choice",
        ),
        ("read_tokens", "Read for a message", read, "tokens", "estimate"),
        ("written_tokens", "Written for it", written, "tokens", "estimate"),
    )
    for name, label, value, unit, basis in amounts:
        yield Figure(name=name, label=label, value=value, unit=unit, basis=basis)


def bars(view: Outlook) -> Bars:
    """The costs of a month side by side."""
    costs = {PLAN: view.plan_usd, API: view.api_usd}
    if view.machine_usd is not None:
        costs[MACHINE] = view.machine_usd
    least = min(costs.values())
    return Bars(
        title="A month for the team",
        bars=tuple(
            Bar(
                label=label,
                segments=(Segment(label="A month", value=value, kind="weights", basis="estimate"),),
                marked=value == least,
            )
            for label, value in costs.items()
        ),
        unit="USD/month",
    )


def lines(view: Outlook) -> Lines:
    """What a month costs as people chat more: the plan is flat, the API climbs."""
    most = math.ceil(max(2 * view.values.messages, 2 * _meeting_day(view), 1))
    each = view.values.people * view.values.working_days * view.message_usd
    found = [
        Line(label=PLAN, points=(Point(x=0, y=view.plan_usd), Point(x=most, y=view.plan_usd))),
        Line(label=API, points=(Point(x=0, y=0), Point(x=most, y=each * most))),
    ]
    if (own := view.machine_usd) is not None:
        found.append(Line(label=MACHINE, points=(Point(x=0, y=own), Point(x=most, y=own))))
    return Lines(
        title="When people chat more",
        lines=tuple(found),
        x_label="messages a person on a working day",
        x_unit="messages",
        y_label="US dollars a month",
        y_unit="USD/month",
        marks=(Mark(x=view.values.messages, label="you"),),
    )


def rounded(messages: float) -> float:
    """Messages no finer than they matter: with one decimal below ten, whole from there.

    >>> rounded(3.24), rounded(203.02)
    (3.2, 203)
    """
    return round(messages, 1) if messages < 10 else round(messages)


def _meeting_day(view: Outlook) -> float:
    """Messages a day where plan and API meet, as far as a picture can show both."""
    meeting = (view.break_even or 0) / view.values.working_days
    return meeting if meeting <= 20 * max(view.values.messages, 1) else 0


def table(view: Outlook) -> Table:
    """Every plan we know a price of, for this team."""
    return Table(
        title="Plans with a dated price, for your team",
        columns=(
            "Plan",
            "A seat, monthly / yearly",
            "Your team",
            f"Pays from, messages each, against {view.offer_name} by API",
            "Price known for",
        ),
        rows=tuple(_row(view, plan) for plan in plans().values() if _sold(view, plan)),
    )


def _sold(view: Outlook, plan: Plan) -> bool:
    return plan.maximum_seats is None or view.values.people <= plan.maximum_seats


def _row(view: Outlook, plan: Plan) -> tuple[str, ...]:
    other = Outlook(replace(view.values, plan=plan.id), plan)
    meets = other.break_even
    return (
        plan.name if plan.for_teams else f"{plan.name} (for one person)",
        f"{_price(plan.monthly_usd)} / {_price(plan.annual_usd)}",
        format_money(other.plan_usd, "USD"),
        "never" if meets is None else _pays_from(meets / view.values.working_days),
        f"{plan.as_of}, {plan.told}",
    )


def _price(amount: float | None) -> str:
    return "–" if amount is None else format_money(amount, "USD")


def _pays_from(messages: float) -> str:
    return f"{rounded(messages):,} a day"
