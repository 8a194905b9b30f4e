"""The lines of the memo, and what each takes from which calculator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from calculators.core.calculator import Calculator
from calculators.core.inputs import Choice
from calculators.core.numbers import format_quantity, format_range
from calculators.core.results import Figure, Result
from calculators.core.view.text import amount

Part = Callable[[Result, Calculator], Iterator[str]]
"""What a line takes from an answer."""


def _headline(result: Result, _: Calculator) -> Iterator[str]:
    yield result.verdict.headline


def _judged(result: Result, _: Calculator) -> Iterator[str]:
    """What was asked about, the word and the sentence."""
    yield f"{result.asked}: {_word(result)}. {result.verdict.headline}"


def _lane(result: Result, _: Calculator) -> Iterator[str]:
    """The word and the sentence; the task itself is the heading."""
    yield f"{result.verdict.word}. {result.verdict.headline}"


def _word(result: Result) -> str:
    """The word of the verdict inside a sentence."""
    word = result.verdict.word
    return f"{word[0].lower()}{word[1:]}"


def _chosen(*names: str) -> Part:
    """The names of what was chosen in menus."""

    def part(result: Result, chosen: Calculator) -> Iterator[str]:
        labels = [_label(chosen, name, result.inputs) for name in names]
        if found := [each for each in labels if each]:
            yield ", ".join(found)

    return part


def _label(chosen: Calculator, name: str, inputs: Mapping[str, str]) -> str:
    kind, value = chosen.field(name).input, inputs[name]
    if not isinstance(kind, Choice) or not chosen.shows(name, inputs):
        return ""
    label = next((each.label for each in kind.options() if each.value == value), value)
    return label.partition(" · ")[0]


def _figures(*names: str) -> Part:
    """Figures with their ranges."""

    def part(result: Result, _: Calculator) -> Iterator[str]:
        for name in names:
            if figure := _figure(result, name):
                yield f"{figure.label}: {amount(figure)}"

    return part


def _costs(*names: str) -> Part:
    """From the least of these amounts to the most, each with its range, a month."""

    def part(result: Result, _: Calculator) -> Iterator[str]:
        found = [each for name in names if (each := _figure(result, name))]
        ends = [
            end for each in found for end in (each.low, each.value, each.high) if end is not None
        ]
        if ends:
            unit = found[0].unit.partition("/")[0]
            low, high = min(ends), max(ends)
            spread = format_range(low, high, unit) or format_quantity(low, unit)
            yield f"{spread} a month. {result.verdict.headline}"

    return part


def _rows(title: str, *subjects: str) -> Part:
    """Rows of a table, by their first cell, with what they are about."""

    def part(result: Result, _: Calculator) -> Iterator[str]:
        about = result.asked.partition(" · ")[0]
        rows = [row for table in result.tables if table.title == title for row in table.rows]
        if found := [f"{row[0]}: {row[1]}" for row in rows if row[0] in subjects]:
            yield f"{about}. {' '.join(found)}"

    return part


def _row_of(name: str, title: str) -> Part:
    """The first two cells of the row of a table that is about what was chosen in a menu."""

    def part(result: Result, chosen: Calculator) -> Iterator[str]:
        label = _label(chosen, name, result.inputs)
        for table in result.tables:
            if table.title == title:
                yield from (f"{row[0]}: {row[1]}." for row in table.rows if row[0] == label)

    return part


def _behind(result: Result, chosen: Calculator) -> Iterator[str]:
    """Who stands behind the answers of the plan that was chosen."""
    label = _label(chosen, "plan", result.inputs)
    for table in result.tables:
        for row in table.rows if table.title == SEATS_TABLE else ():
            if row[0] == label:
                name, _, came, edited, _ = row
                yield f"{name}. Used unchanged: {came}. Edited first: {edited}."


def _level(result: Result, _: Calculator) -> Iterator[str]:
    """The score of the model that a list begins with, and what it equals."""
    if score := _figure(result, "score"):
        yield f"{score.label}: {amount(score)}, {score.note}"


def _figure(result: Result, name: str) -> Figure | None:
    found = (each for each in result.figures if each.name == name)
    return next((each for each in found if each.value is not None), None)


TEXT_TABLE = "What happens to your text"
SEATS_TABLE = "Your text, and who stands behind an answer"
LINES: Mapping[str, Mapping[str, Part]] = {
    "Where it goes": {"triage": _lane},
    "Model": {
        "finder": _headline,
        "fit": _chosen("model", "quantization"),
        "speed": _chosen("model", "quantization"),
        "needs": _chosen("model", "quantization"),
        "licence": _chosen("model"),
        "openness": _chosen("model"),
        "customise": _chosen("model"),
    },
    "Machine": {
        "finder": _chosen("machine"),
        "fit": _chosen("machine"),
        "speed": _chosen("machine"),
        "needs": _headline,
    },
    "Does it run": {"fit": _headline},
    "Time": {"speed": _headline, "finder": _figures("done_s")},
    "Cost, low to high": {
        "api-cost": _costs("cheapest_usd_per_month", "dearest_usd_per_month"),
        "agent": _costs("month_usd", "month_usd_2", "month_usd_3", "month_usd_4"),
        "break-even": _costs(
            *("own_usd_per_month", "rented_stopped_usd_per_month", "hosted_usd_per_month"),
            "closed_usd_per_month",
        ),
        "subscription": _costs("plan_usd", "api_usd", "machine_usd"),
        "customise": _costs("before_usd", "after_usd"),
    },
    "Capability in time": {"gap": _headline, "finder": _level},
    "How open": {"openness": _judged},
    "Licence": {"licence": _judged},
    "Who stands behind it": {"cover": _judged, "subscription": _behind},
    "Where the text goes": {
        "data-path": _judged,
        "cover": _rows(TEXT_TABLE, "Trained on", "Kept", "Read by people"),
        "subscription": _row_of("plan", SEATS_TABLE),
        "api-cost": _row_of("model", TEXT_TABLE),
    },
    "Rules": {"rules": _judged},
    "Test before use": {"eval-size": _headline},
}
"""The lines of the memo, each with what it takes from which calculator."""
NAMED = frozenset(name for parts in LINES.values() for name in parts)
