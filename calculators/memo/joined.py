"""Kept answers put together: each is answered anew, by the facts of today, and sorted by task.

What a line of the memo takes from which calculator stands in `lines.py`. A calculator that no line
names still has one, under its own title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from calculators.core.errors import InputErrors, quoted
from calculators.core.inputs import today
from calculators.core.numbers import format_quantity
from calculators.core.results import Result, Source
from calculators.core.view.text import amount
from calculators.memo.kept import Kept
from calculators.memo.lines import LINES, NAMED, Part
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
    return tuple(each for text, each in found.items() if not any(_outdone(text, found)))


def _outdone(text: str, others: Iterable[str]) -> Iterator[bool]:
    """Whether others say the same and more: a model with its quantization, or where text of just
    this kind goes, for a plan of which another answer told what it does with text.
    """
    about = text.partition(". ")[0]
    return (other.startswith((f"{text}, ", f"{about} · ")) for other in others)


def _with_figures(entry: Entry) -> str:
    """The sentence of an answer, with the figures that it shows large."""
    if entry.result is None:
        kept = (
            f"{one_line(label)}: {one_line(value)}" for label, value in entry.kept.figures.items()
        )
        return " ".join([one_line(entry.headline), *(f"{each}." for each in kept)]) or entry.reason
    large = (entry.result.figure(name) for name in entry.result.highlights)
    return " ".join([entry.headline, *(f"{each.label}: {amount(each)}." for each in large)])
