"""The answer in words: the question, the verdict, why never, and what would turn it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from calculators.core.numbers import format_seconds
from calculators.core.results import bad, good, tight
from calculators.engines.workload import KINDS
from calculators.questions.break_even.case import Case
from calculators.questions.break_even.changes import told
from calculators.questions.break_even.decision import Decision, Terms
from calculators.questions.break_even.inputs import CHEAPEST
from calculators.questions.break_even.ways import HIGH, Unable

OFFICE_HOURS = 8
"""A day."""
LOOKS = {
    "pays": good("Pays back"),
    "perhaps": tight("May pay back"),
    "never": bad("Never pays back"),
    "cannot": bad("Cannot do it"),
    "unpriced": tight("No price to compare"),
}


def asked(case: Case) -> str:
    """The question in one line."""
    kind = KINDS.get(case.values.work)
    work = kind.label if kind else "Your own work"
    return (
        f"{work}, {case.requests:,} requests a month · {case.model.name} in {case.quantization} · "
        f"{case.machine_name}"
    )


def status(case: Case) -> str:
    """Whether owning pays back against the same model hosted."""
    if isinstance(case.own, Unable):
        return "cannot"
    if case.decision is None:
        return "unpriced"
    if not case.sure:
        return "perhaps"
    return "pays" if case.decision.pays else "never"


def headline(case: Case) -> str:
    """When it pays back, and what both cost."""
    terms, decision = case.terms, case.decision
    if isinstance(case.own, Unable):
        return f"{case.own.why}."
    if terms is None or case.rival is None or decision is None:
        own = case.money(terms.owned_usd) if terms else ""
        return f"Your own machine costs about {own} a month. There is no hosted price beside it."
    if decision.reason == "capacity":
        return f"Your own machine cannot do all of it: it would take {terms.machines:,} of them."
    costs = (
        f"Your own machine costs about {case.money(terms.owned_usd)} a month, "
        f"{case.rival.name} {case.money(terms.rival_usd)}."
    )
    if decision.pays and decision.months is not None:
        return f"After {months(decision.months)}. {costs}"
    return costs


def reasons(case: Case) -> Iterator[str]:
    """Why, what would turn it, the other ways, and where the answer is weak."""
    terms, decision = case.terms, case.decision
    if terms and decision:
        yield _because(case, terms, decision, never="Never" if case.sure else "Usually never")
        if not case.sure:
            yield "Within the range it can go either way: see low and high below."
        yield turning(case)
    yield from _others(case)
    if terms:
        yield from _working_day(case, terms)
    if case.hosted is None and case.values.hosted == CHEAPEST and not case.same:
        yield f"No host in our price list offers {case.model.name} for requests like these."
    elif case.hosted is None:
        yield "The hosted model’s context window is too short for these requests."
    elif not case.hosted_is_same:
        yield f"Compared with {case.hosted.name}, which is another model than {case.model.name}."
    if case.price_missing:
        price = case.money(case.price_usd)
        yield (
            f"The price of {case.machine_name}, {price}, is our assumption: our records hold no "
            "dated one. Type yours."
        )
    if terms and terms.able and not case.range[HIGH].able:
        yield "If it is as slow as such machines can be, it cannot do all of the work."
    if not isinstance(case.own, Unable) and case.own.partly:
        yield "Only part of the model fits on the graphics card, so its speed is a rough guess."


def _because(case: Case, terms: Terms, decision: Decision, *, never: str) -> str:
    usd = case.money
    running, each = usd(terms.running_usd), usd(terms.power_usd_per_request)
    match decision.reason:
        case "pays":
            saved = case.rest(terms.rival_usd, terms.running_usd)
            return (
                f"Without its price it costs {running} a month, so it saves {saved}. You use it "
                f"for {months(terms.life_months)}."
            )
        case "capacity":
            share = f"{terms.utilisation * 100:,.0f}%"
            return (
                f"{never}, because it would have to work {share} of the hours it is on. "
                f"{terms.machines:,} such machines would cost about {usd(terms.machines_usd)} a "
                "month."
            )
        case "per_request":
            return (
                f"{never}, because the power of each request costs {each}, and the rival asks "
                f"{usd(terms.rival_usd_per_request)} for it: more work only loses more."
            )
        case "fixed":
            return (
                f"{never}, because keeping it costs {running} a month even without its price "
                f"({_parts(case, terms)}). The rival’s whole bill is "
                f"{usd(terms.rival_usd)}."
            )
        case "life":
            return (
                f"{never}, because it would pay back only after {months(decision.months or 0)}, "
                f"and you use it for {months(terms.life_months)}."
            )
        case _:
            return f"{never}, because there is no bill to save."


def _parts(case: Case, terms: Terms) -> str:
    """What keeping it costs, the larger part as what the smaller leaves."""
    kept, power = terms.admin_usd + terms.space_usd, terms.power_usd
    work, current = case.money(kept), case.money(power)
    if kept >= power:
        work = case.rest(terms.running_usd, power)
    else:
        current = case.rest(terms.running_usd, kept)
    return f"{work} for work and room, {current} for power"


def turning(case: Case) -> str:
    """Which single number would turn the decision with the least change."""
    if not case.turning_points:
        return "Changing any one number, within the form’s limits, makes no difference."
    first, *others = case.turning_points
    also = f" Next: {told(case, others[0])}." if others else ""
    return f"What would change this soonest: {told(case, first)}.{also}"


def _others(case: Case) -> Iterator[str]:
    """The closed model, a rented card, and the cheapest way of all."""
    terms, closed = case.terms, case.against_closed
    if terms and terms.able and closed and case.closed:
        usd = case.money(case.closed.usd * case.requests)
        pays = closed.pays and closed.months is not None
        end = f"it pays back after {months(closed.months or 0)}" if pays else "it never pays back"
        yield f"Against {case.closed.name}, {usd} a month, {end}."
    yield from _rent(case)
    if case.cheapest and case.cheapest.key != "own":
        usd = case.money(case.costs[case.cheapest.key].typical)
        yield f"Cheapest here: {case.cheapest.label}, about {usd} a month."


def _rent(case: Case) -> Iterator[str]:
    """Beside owning; as the cheapest way of all it has a line already."""
    own, rented = (case.costs.get(key) for key in ("own", "rented_stopped"))
    if rented is None or (case.cheapest and case.cheapest.key == "rented_stopped"):
        return
    beside = ""
    if own:
        beside = f", {'less' if rented.typical < own.typical else 'more'} than owning"
    usd = case.money(rented.typical)
    cards = case.values.rented_cards
    what = "a card and stopping it" if cards == 1 else f"{cards} cards and stopping them"
    yield f"Renting {what} when idle costs about {usd} a month{beside}."


def _working_day(case: Case, terms: Terms) -> Iterator[str]:
    """How long the machine works on a day with work, where it can do all of it."""
    hours = terms.busy_hours / case.values.working_days
    if not terms.able or hours == 0:
        return
    span = f"{hours:.1f} hours" if hours >= 1 else format_seconds(hours * 3600)
    if hours > terms.hours_on:
        yield (
            f"Each working day brings about {span} of work, more than the {terms.hours_on:g} it is "
            "on, so some of it waits for days off."
        )
    else:
        late = ", so answers queue past office hours" if hours > OFFICE_HOURS else ""
        yield f"Your own machine works about {span} on each working day{late}."


def months(count: float) -> str:
    """A time in months, with years where there are many.

    >>> months(0.4), months(14.2), months(65)
    ('less than a month', '15 months', '65 months (5.4 years)')
    """
    if count <= 1:
        return "less than a month" if count < 1 else "a month"
    whole = math.ceil(count - 1e-9)
    return f"{whole} months" + (f" ({count / 12:.1f} years)" if whole > 24 else "")
