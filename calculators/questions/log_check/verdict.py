"""The answer in words: what the log is about, and whether the prediction agrees with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import good, tight
from calculators.questions.log_check.case import Case
from calculators.questions.log_check.causes import causes
from calculators.questions.log_check.comparison import Comparison
from calculators.questions.log_check.report import Report

MOST_REASONS = 7
LOOKS = {"agrees": good("Agrees"), "differs": tight("Differs", "≠"), "read": tight("Read", "…")}


def asked(case: Case) -> str:
    """What the log is about."""
    tokens = case.report.load.context.settings.get("context")
    parts = [
        case.model.name if case.model else "A model not in our list, or not named",
        case.quantization,
        format_quantity(tokens, "tokens") if tokens else "",
    ]
    return "The log: " + ", ".join(part for part in parts if part)


def status(case: Case) -> str:
    """Whether log and prediction agree; only read, where there is nothing to compare."""
    if case.comparison is None:
        return "read"
    return "differs" if case.comparison.differing else "agrees"


def headline(case: Case) -> str:
    """Both sums, or what could be read."""
    found = case.comparison
    if found is None:
        return _read(case.report)
    if not found.compared:
        return _only_file(found)
    log, ours = format_bytes(found.log_bytes), format_bytes(found.predicted_bytes)
    if not found.differing:
        return f"The log and our prediction agree: {log}."
    where = _listed([part.label for part in found.differing])
    return f"The log says {log}, our prediction {ours}. They differ in: {where}."


def reasons(case: Case) -> Iterator[str]:
    """Why the two differ, and what surprises where they don't."""
    if case.comparison and case.model:
        yield from islice(causes(case.comparison, case.model), MOST_REASONS)


def _only_file(found: Comparison) -> str:
    same = "another size than we predict" if found.differing else "the size that we predict"
    size = format_bytes(found.report.load.file.bytes)
    return f"The file has {same}: {size}. The log has no lines about memory."


def _listed(labels: list[str]) -> str:
    return ", ".join(
        label if label[1:2].isupper() else label[0].lower() + label[1:] for label in labels
    )


def _read(report: Report) -> str:
    if report.has_memory:
        return "I read the sizes, but not which model it is. Choose it above."
    speed = max(report.writing.tokens_per_s, report.reading.tokens_per_s)
    return f"I read a speed of {speed:,.1f} tokens a second and no lines about memory."
