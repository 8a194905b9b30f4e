"""Controls to tick off, all tasks side by side, what was taken for this one, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.results import Figure, Table
from calculators.engines.triage.record import record
from calculators.questions.triage.case import Case
from calculators.questions.triage.inputs import FACTORS, TriageInputs
from calculators.questions.triage.verdict import LOOKS, STAKES

HIGHLIGHTS = ("controls", "examples")
_LABELS = {
    name: field.metadata["input"].label
    for name, field in TriageInputs.__dataclass_fields__.items()
    if name in FACTORS
}


def figures(case: Case) -> Iterator[Figure]:
    """How much there is to do."""
    reading = case.reading
    yield Figure("controls", "Controls that go with it", len(reading.controls), "controls", "exact")
    yield Figure(
        "examples", "Examples of your own to test on", reading.examples, "examples", "estimate"
    )


def tables(case: Case) -> Iterator[Table]:
    """Controls first, as a list to tick off."""
    reading, texts = case.reading, record().texts
    yield Table(
        title="What to do, whatever you choose",
        columns=("To do", "After"),
        rows=tuple(
            (f"☐ {each.do}", ", ".join(texts[name].name for name in each.texts))
            for each in reading.controls
        ),
    )
    yield Table(
        title="Your tasks side by side",
        columns=("Task", "Where it goes", "Stakes", "Controls"),
        rows=tuple(_side_by_side(case)),
    )
    yield Table(
        title="What we assumed for this task",
        columns=("Factor", "Level", "From"),
        rows=tuple(_taken(case)),
    )
    if reading.evidence:
        yield Table(
            title="What was measured",
            columns=("Finding", "Of", "By"),
            rows=tuple(
                (each.says.removesuffix("."), each.dated, texts[each.text].name)
                for each in reading.evidence
            ),
        )


def _side_by_side(case: Case) -> Iterator[tuple[str, ...]]:
    """Every task as it usually is; the one that was asked about as the reader set it."""
    for name, each in {**case.all_tasks, case.task.id: case}.items():
        reading = each.reading
        yield (
            f"{each.task.label}{' (this one)' if name == case.task.id else ''}",
            LOOKS[reading.lane.rule.outcome].word,
            STAKES[reading.stakes.rule.outcome],
            str(len(reading.controls)),
        )


def _taken(case: Case) -> Iterator[tuple[str, ...]]:
    for name, levels in FACTORS.items():
        usual = "Our guess" if case.task.id == OWN else "As usual"
        yield (
            _LABELS[name],
            levels[case.factors[name]],
            "Your choice" if case.changed(name) else usual,
        )
