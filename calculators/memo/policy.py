"""The staff policy that follows from kept answers: every line names the answer it comes from.

Nothing is added that no answer says. Where a section has no answer to rest on, it names the
calculator to ask first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.engines.triage.record import record
from calculators.memo.joined import Entry, Joined, Said, said
from calculators.memo.lines import LINES, TEXT_TABLE
from calculators.questions.cover.case import Case
from calculators.questions.eval_size.inputs import PLAN
from calculators.registry import CALCULATORS, calculator

NO_RULE = "The answers that are kept set no rule here."
VOIDS_TABLE = "What voids the promise"
SAFE = ("no", "no_unless_you_opt_in")
"""What a plan answers that does not train on text by itself."""
PATHS = ("contract", "closed-door")
NEVER = ("less", "apart")
RECORDS = ("log", "pin", "origin", "cover")
LAWS = ("law", "disclose")
"""Controls of `triage` by the section they belong to; all others say who checks what."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the policy, its rules, and what to ask where there is none."""

    title: str
    rules: tuple[Said, ...]
    ask: tuple[str, ...]
    """Names of calculators that nobody asked yet; none where they were asked and set no rule."""


def policy(memo: Joined) -> tuple[Section, ...]:
    """The sections, in the order in which people need them.

    >>> from calculators.memo.joined import joined
    >>> from calculators.memo.kept import Kept
    >>> [each.title for each in policy(joined([Kept(calculator="finder")])) if each.rules]
    ['What we use, and for what']
    """
    kept = {entry.kept.calculator for entry in memo.entries}

    def section(title: str, rules: Iterator[Said], *ask: str) -> Section:
        found = tuple({rule.text: rule for rule in rules}.values())
        unasked = (name for name in ask if name in CALCULATORS and name not in kept)
        return Section(title, found, () if found else tuple(unasked))

    return (
        section("What we use, and for what", _tools(memo), "triage", "finder"),
        section("What text may go where", _paths(memo), "data-path", "cover"),
        section("What never to paste", _never(memo), "data-path", "cover"),
        section("Who checks", _checks(memo), "triage", "eval-size"),
        section("What is written down", _controls(memo, *RECORDS), "triage"),
        section("What licences and laws ask of us", _duties(memo), "licence", "rules"),
        section("What loses the vendor’s promise", _voids(memo), "cover"),
    )


def _tools(memo: Joined) -> Iterator[Said]:
    for task in memo.tasks:
        for title in ("Where it goes", "Model", "Machine"):
            for each in said(task.entries, LINES[title]):
                yield Said(f"{task.name}. {title}: {each.text}", each.entry)
        for entry in _of(task.entries, "cover"):
            yield Said(f"{task.name}. Plan: {_about(entry)}", entry)
        for entry in _of(task.entries, "subscription"):
            yield Said(f"{task.name}. Plan or API: {_compared(entry)}, for {_about(entry)}", entry)


def _paths(memo: Joined) -> Iterator[Said]:
    yield from said(memo.entries, LINES["Where the text goes"])
    yield from _controls(memo, *PATHS)
    yield from _asked_by(memo, "data-path")


def _never(memo: Joined) -> Iterator[Said]:
    yield from _controls(memo, *NEVER)
    for entry in _of(memo.entries, "cover"):
        for kind, subject in _kept_out(entry):
            for cell in _cells(entry, TEXT_TABLE, subject):
                yield Said(f"{kind.format(_about(entry))}. {subject}: {cell}", entry)
    for entry in _of(memo.entries, "data-path"):
        if entry.result and (entry.result.verdict.tone == "bad" or entry.is_open):
            yield Said(f"{entry.result.asked}: no such text. {entry.headline}", entry)


def _kept_out(entry: Entry) -> Iterator[tuple[str, str]]:
    """What must stay out of a plan, and the fact that says so; not known counts as a yes."""
    case = Case(calculator("cover").read(entry.kept.inputs))
    if case.plan.kind == "own":
        return
    if case.plan.training.code(case.home) not in SAFE:
        yield "Put nothing secret and nothing about people into {}", "Trained on"
    if case.plan.kept.days != 0:
        yield "Put nothing into {} that nobody else may keep", "Kept"


def _checks(memo: Joined) -> Iterator[Said]:
    others = {*PATHS, *NEVER, *RECORDS, *LAWS}
    yield from _controls(memo, *(each.id for each in record().control if each.id not in others))
    for entry in _of(memo.entries, "eval-size"):
        if entry.result and entry.result.inputs["goal"] == PLAN:  # what was scored is no rule
            yield Said(entry.headline, entry)


def _controls(memo: Joined, *idents: str) -> Iterator[Said]:
    """Some controls of `triage`, each once, with the tasks that it is for."""
    for control in record().control:
        asking = {
            task.name: entry
            for task in memo.tasks
            for entry in _of(task.entries, "triage")
            if any(duty.text == control.do for duty in entry.duties)
        }
        if control.id in idents and asking:
            yield Said(f"{control.do}. For: {'; '.join(asking)}.", next(iter(asking.values())))


def _duties(memo: Joined) -> Iterator[Said]:
    yield from _controls(memo, *LAWS)
    elsewhere = ("triage", "data-path")
    names = (each.kept.calculator for each in memo.entries)
    yield from _asked_by(memo, *(name for name in names if name not in elsewhere))
    for entry in _of(memo.entries, "licence", "rules"):
        if not entry.duties:
            yield Said(entry.headline, entry)


def _asked_by(memo: Joined, *names: str) -> Iterator[Said]:
    """The duties in the answers of some calculators, with where they stand."""
    for entry in _of(memo.entries, *names):
        for duty in entry.duties:
            yield Said(f"{_about(entry)}: {duty.text} ({duty.where})", entry)


def _voids(memo: Joined) -> Iterator[Said]:
    for entry in _of(memo.entries, "cover"):
        found = [row[0] for row in _rows(entry, VOIDS_TABLE)]
        if found:
            yield Said(f"{_about(entry)}: {'; '.join(found)}.", entry)


def _of(entries: tuple[Entry, ...], *names: str) -> Iterator[Entry]:
    return (each for each in entries if each.result and each.kept.calculator in names)


def _about(entry: Entry) -> str:
    """What an answer is about, such as the plan or the model."""
    return entry.result.asked.partition(" · ")[0] if entry.result else entry.title


def _compared(entry: Entry) -> str:
    """What an answer compares, which stands behind who asks."""
    return entry.result.asked.rpartition(" · ")[2] if entry.result else entry.title


def _rows(entry: Entry, title: str) -> Iterator[tuple[str, ...]]:
    for table in entry.result.tables if entry.result else ():
        if table.title == title:
            yield from table.rows


def _cells(entry: Entry, title: str, subject: str) -> Iterator[str]:
    return (row[1] for row in _rows(entry, title) if row[0] == subject)
