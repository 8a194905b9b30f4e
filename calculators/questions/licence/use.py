"""A use of models as other questions ask about it: its inputs, and what each licence says of it.

They are the inputs of `licence` itself and the outcome is the same, so a list that is filtered here
and an answer there never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.core.form import Common, again, choice, when
from calculators.core.inputs import today
from calculators.core.results import Source
from calculators.engines.licence.outcome import PERMITS, Reading, read
from calculators.engines.licence.record import licences, terms
from calculators.engines.rules.decide import Outcome
from calculators.questions.common import groups
from calculators.questions.licence.facts import facts_of
from calculators.questions.licence.inputs import ACTORS, REGIONS, USES, LicenceInputs
from calculators.questions.licence.words import OUTCOMES

ANY_USE = "any"
CHOSEN = when("use", *USES)
_WHILE_CHOSEN: Common = {"when": CHOSEN, "group": groups.USE}
_ASKED: tuple[Outcome, ...] = ("not_allowed", "ask_first", "unknown")
"""Outcomes that stand in the way, the strictest first."""


def intended_use() -> str:
    """The input for what a model is to be used for."""
    return choice(ANY_USE, {ANY_USE: "Anything, don’t filter"}, USES, group=groups.USE)(
        "What you will do with it",
        "Models whose licence does not permit it are left out, and the answer says which.",
    )


@dataclass(frozen=True, kw_only=True)
class UserInputs:
    """Who uses it, where, and how large they are: what licences ask about besides the use."""

    actor: str = again(LicenceInputs, "actor", **_WHILE_CHOSEN)
    region: str = again(LicenceInputs, "region", **_WHILE_CHOSEN)
    group_annual_revenue_usd: float = again(
        LicenceInputs, "group_annual_revenue_usd", **_WHILE_CHOSEN
    )
    group_monthly_revenue_usd: float = again(
        LicenceInputs, "group_monthly_revenue_usd", **_WHILE_CHOSEN
    )
    product_monthly_revenue_usd: float = again(
        LicenceInputs, "product_monthly_revenue_usd", **_WHILE_CHOSEN
    )
    product_monthly_users: int = again(LicenceInputs, "product_monthly_users", **_WHILE_CHOSEN)
    llama_release_month_users: int = again(
        LicenceInputs, "llama_release_month_users", **_WHILE_CHOSEN
    )
    operates_maas: bool = again(LicenceInputs, "operates_maas", **_WHILE_CHOSEN)
    operates_work_assistant: bool = again(LicenceInputs, "operates_work_assistant", **_WHILE_CHOSEN)


def chosen(values: Any) -> bool:
    """Whether a use is chosen."""
    found: bool = values.use != ANY_USE
    return found


def reading_of(release: str, values: Any, on: date | None = None, **facts: Any) -> Reading:
    """What the licence of a release says of the use, on a day; today, where none is given.

    >>> from calculators.questions.licence.inputs import LicenceInputs
    >>> reading_of("gemma-3-4b", LicenceInputs(use="host_service")).outcome
    'allowed_if'
    """
    return read(terms().get(release), {**facts_of(values, release), **facts}, on or today())


def permits(reading: Reading | None) -> bool:
    """Whether nothing stands in the way; also where no use was asked about."""
    return reading is None or reading.outcome in PERMITS


def use_words(values: Any) -> str:
    """The use and the user in a line.

    >>> from calculators.questions.licence.inputs import LicenceInputs
    >>> use_words(LicenceInputs(use="host_service"))
    'host it for others (a firm, United States)'
    """
    use, actor = USES[values.use], ACTORS[values.actor]
    who = f"{actor[0].lower()}{actor[1:]}, {REGIONS[values.region]}"
    return f"{use[0].lower()}{use[1:]} ({who})"


def licence_name(release: str) -> str:
    """The licence of a release.

    >>> licence_name("kimi-k3"), licence_name("gpt-6")
    ('Kimi K3 License', 'no licence found')
    """
    found = terms().get(release)
    return licences()[found.licence].name if found and found.licence else "no licence found"


def in_the_way(readings: Mapping[str, tuple[str, Reading]]) -> Iterator[tuple[str, ...]]:
    """Rows of what isn't permitted: the answer, the licence with its clause, the models' names.

    `readings` has a name and a reading for each release. One row for each licence and clause.
    """
    rows: dict[tuple[int, str, str], list[str]] = {}
    for release, (name, reading) in readings.items():
        if not permits(reading):
            key = (_ASKED.index(reading.outcome), licence_name(release), reading.clause)
            rows.setdefault(key, []).append(name)
    for (rank, licence, clause), names in sorted(rows.items()):
        yield OUTCOMES[_ASKED[rank]], f"{licence}, {clause}", ", ".join(names)


def licence_sources(reading: Reading | None) -> Iterator[Source]:
    """The texts that decided."""
    for part in reading.parts if reading else ():
        yield from part.licence.sources if part.licence else ()


def assumed(values: Any) -> str:
    """What was taken for granted, and where to ask about the rest."""
    return (
        f"Licences: the answer for “{USES[values.use]}” is what “What may I do with it?” "
        "says. Of what is not asked here it takes what is usual for a small firm. It also lists "
        "the duties. This describes licences and is no legal advice."
    )
