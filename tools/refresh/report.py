"""What a refresh found, and how it is told to whoever looks at the change."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculators.catalog.stale import SOON_DAYS, Due
from tools.refresh.pin import PACKAGE

MANY = 12
"""Longer lists are cut, and say so."""
A_PERSON = "Something needs a person before this can be merged."
NO_DAY = (
    f"The package index doesn't say when {PACKAGE} {{version}} came out, so the day of this run is "
    "written down. Look it up, then: make prices RELEASED=YYYY-MM-DD"
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """One run."""

    today: date
    before: str
    """The version of the prices that was pinned."""
    newest: str
    prices: Mapping[str, Any] | None = None
    """The entry of the log of prices, None where none changed."""
    new_models: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Models that came new to the price list, by host."""
    files: Sequence[str] = ()
    """What was written."""
    answers: Mapping[str, int] = field(default_factory=dict)
    """How many of the recorded answers are other ones now, by calculator."""
    stale: Sequence[Due] = ()
    soon: Sequence[Due] = ()
    problems: Sequence[str] = ()
    """What needs a person."""


def markdown(report: Report) -> str:
    """The report as the text of a change for review."""
    parts = [
        f"# Refresh of {report.today}",
        _first(report),
        *_section("Needs a person", report.problems),
        *_section("Prices", [*_prices(report)]),
        *_section("New in the price list, and not offered here", [*_new(report.new_models)]),
        *_section("Answers that changed", [*_answers(report.answers)]),
        *_section("Stale now", [*_due(report.stale)]),
        *_section(f"Runs out within {SOON_DAYS} days", [*_due(report.soon)]),
        *_section("Files", [f"`{name}`" for name in report.files]),
    ]
    return "\n\n".join(parts) + "\n"


def stopped(today: date, problem: str) -> str:
    """The same where a refresh stopped before it could tell anything else."""
    parts = [f"# Refresh of {today}", A_PERSON, *_section("Needs a person", [problem])]
    return "\n\n".join(parts) + "\n"


def _first(report: Report) -> str:
    """The point first."""
    if report.problems:
        return A_PERSON
    if not report.files:
        return "Nothing changed."
    return "Look at the figures below, then merge. Sentences that quote one may need other words."


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines)


def _prices(report: Report) -> Iterator[str]:
    if report.before == report.newest:
        yield f"{PACKAGE} {report.newest} is the newest."
    else:
        yield f"{PACKAGE} {report.before} → {report.newest}."
    entry = report.prices or {}
    yield from (f"New: {name}" for name in entry.get("added", ()))
    yield from (f"Gone: {name}" for name in entry.get("removed", ()))
    for each in entry.get("changed", ()):
        yield f"{each['offer']}: {each['what']}, {each['before']} → {each['after']}"
    if not entry:
        yield "No price changed."


def _new(models: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for host, names in models.items():
        if names:
            yield f"{host}: {_cut([f'`{name}`' for name in names])}"


def _answers(answers: Mapping[str, int]) -> Iterator[str]:
    for name, count in answers.items():
        yield f"{name}: {count}"


def _due(records: Sequence[Due]) -> Iterator[str]:
    """By file and day, so that a hundred machines are one line."""
    found: dict[tuple[date, str], list[str]] = {}
    for each in sorted(records):
        found.setdefault((each.last, each.file), []).append(each.name)
    for (last, file), names in found.items():
        yield f"{last}, `{file}`: {_cut(names)}"


def _cut(names: Sequence[str]) -> str:
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    return ", ".join(names[:MANY]) + more


def new_models(
    before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Models that a host has and had not.

    >>> new_models({"zai": ["a"]}, {"zai": ["a", "b"]})
    {'zai': ['b']}
    """
    found = {host: sorted({*names} - {*before.get(host, ())}) for host, names in after.items()}
    return {host: names for host, names in found.items() if names}


def changed_answers(before: Sequence[str], after: Sequence[str]) -> dict[str, int]:
    """How many recorded answers are not what they were, by calculator, the most first.

    >>> changed_answers(['{"ok": false}', '{"data": {"calculator": "fit", "figures": 1}}'],
    ...                 ['{"ok": false}', '{"data": {"calculator": "fit", "figures": 2}}'])
    {'fit': 1}
    """
    others = Counter(after) - Counter(before)
    found = Counter(
        json.loads(line).get("data", {}).get("calculator", "refusals") for line in others.elements()
    )
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def marks(records: Sequence[Due]) -> dict[str, list[str]]:
    """The stale records by file, as they are kept for the site."""
    found: dict[str, list[str]] = {}
    for each in sorted(records, key=lambda each: (each.file, each.name)):
        found.setdefault(each.file, []).append(each.name)
    return found
