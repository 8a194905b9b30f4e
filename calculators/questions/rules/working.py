"""Which conditions each rule asks about, what was not read, and where it all stands."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Source, Step
from calculators.engines.laws.record import Law, laws
from calculators.engines.rules.condition import asks_about
from calculators.questions.common.conditions import condition_words
from calculators.questions.rules.case import Case
from calculators.questions.rules.figures import days_of
from calculators.questions.rules.inputs import PLACES, ROLES, SECTORS, USES, RulesInputs

_MENUS = {"place": PLACES, "sector": SECTORS, "use": USES, "role": ROLES}
_NOTES = (
    "This describes rules that anybody can read. It is no legal advice. Ask a lawyer before you "
    "decide about people with a machine, before you sell such a system, and when an authority or "
    "somebody concerned writes to you.",
    "If you only use a model, none of these rules asks whether it is open or closed. What counts "
    "is the use, the data and your role.",
    "Most texts we know from somebody’s quotation, as each line says. Open the source before much "
    "depends on it.",
)


def steps(case: Case) -> Iterator[Step]:
    """One for each rule that bears on the case."""
    for each in case.bearing:
        yield Step(
            title=each.rule.name,
            formula=f"{each.law.name}, {each.rule.clause}",
            working=condition_words(each.rule.when, RulesInputs, _MENUS),
            outcome=days_of(each.rule),
        )


def notes(case: Case) -> Iterator[str]:
    """What this is and is not, and what was not read for the place."""
    yield from _NOTES
    for law in laws().values():
        if _holds_there(law, case.values.place):
            yield from law.open


def _holds_there(law: Law, place: str) -> bool:
    return any(
        name == "place" and place in ([wanted] if isinstance(wanted, str) else wanted)
        for rule in law.rule
        for name, wanted in asks_about(rule.when)
    )


def sources(case: Case) -> Iterator[Source]:
    """Those of the rules that bear on the case; else of all that was read."""
    if case.bearing:
        yield from (each.law.source_of(each.rule) for each in case.bearing)
    else:
        yield from (law.source_of(law.rule[0]) for law in laws().values())
