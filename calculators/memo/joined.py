"""Kept answers put together: each is answered anew, by the facts of today, and sorted by task.

What a line of the memo takes from which calculator stands in `LINES`. A calculator that no line
names still has one, under its own title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors, quoted
from calculators.core.inputs import Choice, today
from calculators.core.numbers import format_quantity, format_range
from calculators.core.results import Figure, Result, Source
from calculators.core.view.text import amount
from calculators.memo.kept import Kept
from calculators.registry import CALCULATORS

TO_DO = "☐ "
"""How the row of a table begins that is a duty, something to tick off."""
USUAL_TASK = "My work"
PRIVATE = (
    "It came from a text that is kept nowhere, such as a log, so it stands here as it was and is "
    "not checked again."
)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a kept answer said, and what stands there by the facts of today."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do, where it is asked for, and whether the reader has ticked it."""

    text: str
    where: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One kept answer, and what its calculator says today."""

    number: int
    """Its place in the memo, from nothing on."""
    kept: Kept
    title: str
    result: Result | None
    """None where it cannot be answered anew."""
    reason: str = ""
    """Why it cannot."""

    @property
    def headline(self) -> str:
        """The sentence that answers: today's, or else the one that was kept."""
        return self.result.verdict.headline if self.result else self.kept.headline

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is no longer as it was kept."""
        return tuple(_changes(self.kept, self.result)) if self.result else ()

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What the answer asks of the reader."""
        return tuple(_duties(self.kept, self.result)) if self.result else ()

    @property
    def is_open(self) -> bool:
        """Whether nobody knows the answer, somebody must be asked, or it cannot be had anew."""
        if self.result is None:
            return self.reason != PRIVATE
        verdict = self.result.verdict
        return verdict.sign == "?" or verdict.status == "ask_first"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a line, and the answer it comes from."""

    text: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the memo, such as what it costs a month."""

    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the reader's, and everything that was kept about it."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is known about it, in the order of `LINES`, then what no line names."""
        named = (Line(title, said(self.entries, parts)) for title, parts in LINES.items())
        rest = (
            Line(each.title, (Said(_with_figures(each), each),))
            for each in self.entries
            if each.result is None or each.kept.calculator not in NAMED
        )
        return tuple(line for line in (*named, *rest) if line.said)


@dataclass(frozen=True, slots=True)
class Joined:
    """The memo: its tasks, in the order in which they were first kept."""

    day: date
    tasks: tuple[Task, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All answers, task by task."""
        return tuple(entry for task in self.tasks for entry in task.entries)

    @property
    def sources(self) -> tuple[Source, ...]:
        """What all of it rests on, each once."""
        found = (each for entry in self.entries if entry.result for each in entry.result.sources)
        return tuple({each.url: each for each in found}.values())

    @property
    def open(self) -> tuple[Entry, ...]:
        """Answers that leave the question open."""
        return tuple(entry for entry in self.entries if entry.is_open)

    @property
    def unasked(self) -> tuple[str, ...]:
        """Names of the calculators that a decision should hear and that nobody asked yet."""
        asked = {entry.kept.calculator for entry in self.entries}
        return tuple(
            names[0]
            for names in DECISIVE
            if names[0] in CALCULATORS and not asked.intersection(names)
        )


def joined(kept: Sequence[Kept], day: date | None = None) -> Joined:
    """The memo of these answers, by the facts of today.

    What has no task stands by that of the last answer of `triage` before it.

    >>> memo = joined([Kept(calculator="fit", task="E-mail"), Kept(calculator="gap")])
    >>> [task.name for task in memo.tasks]
    ['E-mail', 'My work']
    """
    tasks: dict[str, list[Entry]] = {}
    latest = USUAL_TASK
    for number, each in enumerate(kept):
        entry = _entry(number, each)
        name = one_line(each.task)
        if each.calculator == "triage" and entry.result:
            name = latest = name or entry.result.asked.partition(" · ")[0]
        tasks.setdefault(name or latest, []).append(entry)
    found = (Task(name, tuple(entries)) for name, entries in tasks.items())
    return Joined(day or today(), tuple(found))


def renewed(entry: Entry, day: date) -> Kept:
    """The answer as it is kept today; as it was, where it cannot be answered anew."""
    result = entry.result
    if result is None:
        return entry.kept
    large = map(result.figure, result.highlights)
    return replace(
        entry.kept,
        kept_on=day.isoformat(),
        headline=result.verdict.headline,
        figures={each.label: format_quantity(each.value, each.unit) for each in large},
    )


def one_line(text: str) -> str:
    """The text without breaks, also without those that keep a number and its unit together.

    >>> one_line(" 12.6\\N{NO-BREAK SPACE}GiB \\n")
    '12.6 GiB'
    """
    return " ".join(text.split())


def _entry(number: int, kept: Kept) -> Entry:
    chosen = CALCULATORS.get(kept.calculator)
    if chosen is None:
        reason = f"{quoted(kept.calculator)} is not a calculator that is known here."
        return Entry(number=number, kept=kept, title=kept.calculator, result=None, reason=reason)
    result, reason = _answer(kept.calculator, tuple(kept.inputs.items()), today())
    return Entry(number=number, kept=kept, title=chosen.title, result=result, reason=reason)


@lru_cache(maxsize=48)  # a change of one answer leaves the others as they are
def _answer(name: str, inputs: tuple[tuple[str, str], ...], day: date) -> tuple[Result | None, str]:
    """What a calculator says on a day, or why it says nothing."""
    chosen = CALCULATORS[name]
    if any(getattr(each.input, "private", False) for each in chosen.fields):
        return None, PRIVATE
    try:
        return chosen.answer(dict(inputs)), ""
    except InputErrors as errors:
        said = " ".join(problem.message for problem in errors.problems)
        return None, f"It cannot be answered anew. {said}"
    except Exception as error:  # the other answers have a right to be shown
        return None, f"The calculation failed ({type(error).__name__}), which is our fault."


def _changes(kept: Kept, result: Result) -> Iterator[Change]:
    then, now = one_line(kept.headline), result.verdict.headline
    # A sentence that says the day it was said on is still true where nothing else has changed.
    of_today = then.replace(kept.kept_on, today().isoformat()) if kept.kept_on else then
    if then and now not in (then, of_today):
        yield Change("Answer", then, now)
    shown = {
        one_line(each.label): format_quantity(each.value, each.unit) for each in result.figures
    }
    for label, figure in kept.figures.items():
        value = shown.get(one_line(label), "no longer shown")
        if one_line(figure) != value:
            yield Change(one_line(label), one_line(figure), value)


def _duties(kept: Kept, result: Result) -> Iterator[Duty]:
    for table in result.tables:
        for row in table.rows:
            if row[0].startswith(TO_DO):
                text = row[0].removeprefix(TO_DO)
                yield Duty(text, ", ".join(filter(None, row[1:])), text in kept.ticked)


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


def _figure(result: Result, name: str) -> Figure | None:
    found = (each for each in result.figures if each.name == name)
    return next((each for each in found if each.value is not None), None)


TEXT_TABLE = "What happens to your text"
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
        "subscription": _costs("plan_usd", "api_usd", "local_usd"),
        "customise": _costs("before_usd", "after_usd"),
    },
    "Capability in time": {"gap": _headline},
    "How open": {"openness": _judged},
    "Licence": {"licence": _judged},
    "Who stands behind it": {"cover": _judged},
    "Where the text goes": {
        "data-path": _judged,
        "cover": _rows(TEXT_TABLE, "Trained on", "Kept", "Read by people"),
        "subscription": _row_of("plan", "Your text, and who stands behind an answer"),
    },
    "Rules": {"rules": _judged},
    "Test before use": {"eval-size": _headline},
}
"""The lines of the memo, each with what it takes from which calculator."""
NAMED = frozenset(name for parts in LINES.values() for name in parts)
DECISIVE = (
    ("triage",),
    ("finder", "fit", "speed", "needs", "break-even"),
    ("api-cost", "agent", "break-even", "subscription"),
    ("licence", "openness"),
    ("cover",),
    ("data-path",),
    ("rules",),
    ("eval-size",),
)
"""What a decision should have heard: one of each row, the first by default."""


def said(entries: Sequence[Entry], parts: Mapping[str, Part]) -> tuple[Said, ...]:
    """What the answers say on one line, each once, without what another says and more."""
    found: dict[str, Said] = {}
    for name, part in parts.items():
        for entry in entries:
            if entry.kept.calculator == name and entry.result:
                for text in part(entry.result, CALCULATORS[name]):
                    found.setdefault(text, Said(text, entry))
    return tuple(
        each
        for text, each in found.items()
        if not any(other.startswith(f"{text}, ") for other in found)
    )


def _with_figures(entry: Entry) -> str:
    """The sentence of an answer, with the figures that it shows large."""
    if entry.result is None:
        kept = (
            f"{one_line(label)}: {one_line(value)}" for label, value in entry.kept.figures.items()
        )
        return " ".join([one_line(entry.headline), *(f"{each}." for each in kept)]) or entry.reason
    large = (entry.result.figure(name) for name in entry.result.highlights)
    return " ".join([entry.headline, *(f"{each.label}: {amount(each)}." for each in large)])
