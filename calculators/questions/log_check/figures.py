"""What the log says, marked as reported, beside what we predict."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes, format_range
from calculators.core.results import Basis, Figure, Table
from calculators.questions.log_check.case import Case
from calculators.questions.log_check.comparison import Comparison, Part
from calculators.questions.log_check.report import Report

HIGHLIGHTS = ("log_bytes", "predicted_bytes", "writing_tokens_per_s")


def figures(case: Case) -> Iterator[Figure]:
    """What the log says, and what we predict."""
    yield from _speeds(case.report)
    yield from _sizes(case.comparison) if case.comparison else _reported(case.report)


def _speeds(report: Report) -> Iterator[Figure]:
    for name, label, rate in (
        ("writing_tokens_per_s", "Speed of the answer", report.writing),
        ("reading_tokens_per_s", "Speed of reading your text", report.reading),
    ):
        if rate.requests:
            note = f"over {rate.requests} requests" if rate.requests > 1 else ""
            yield Figure(
                name=name,
                label=label,
                value=round(rate.tokens_per_s, 2),
                unit="tokens a second",
                basis="reported",
                note=note,
            )


def _sizes(comparison: Comparison) -> Iterator[Figure]:
    if comparison.compared:
        yield _bytes("log_bytes", "Memory in the log", comparison.log_bytes, "reported")
        yield _bytes("predicted_bytes", "Our prediction", comparison.predicted_bytes, "estimate")
    for part in comparison.parts:
        yield _bytes(f"log_{part.key}_bytes", f"{part.label}, log", part.log.bytes, "reported")
        if part.predicted is not None:
            basis: Basis = "exact" if part.low is None else "estimate"
            name, label = f"predicted_{part.key}_bytes", f"{part.label}, predicted"
            yield _bytes(name, label, part.predicted, basis)


def _reported(report: Report) -> Iterator[Figure]:
    load = report.load
    for name, label, size in (
        ("log_file_bytes", "File on disk, log", load.file),
        ("log_weights_bytes", "Weights in memory, log", load.weights),
        ("log_cache_bytes", "Conversation (KV cache), log", load.context.cache_size),
        ("log_state_bytes", "Fixed state, log", load.context.state),
    ):
        if size.bytes:
            yield _bytes(name, label, size.bytes, "reported")


def _bytes(name: str, label: str, value: float, basis: Basis) -> Figure:
    return Figure(name=name, label=label, value=round(value), unit="bytes", basis=basis)


def tables(case: Case) -> Iterator[Table]:
    """Each part: in the log, by our formulas, and the difference."""
    found = case.comparison
    if found is None:
        return
    rows = [_row(part) for part in found.parts]
    if len(found.compared) > 1:
        log, ours = format_bytes(found.log_bytes), format_bytes(found.predicted_bytes)
        rows.append(("In memory, as compared", log, ours, ""))
    yield Table(
        title="Part by part",
        columns=("Part", "The log", "Our prediction", "Difference"),
        rows=tuple(rows),
    )


def _row(part: Part) -> tuple[str, ...]:
    shown = exactly if part.log.step < 2**20 else format_bytes
    if part.predicted is None:
        return (part.label, shown(part.log.bytes), "not predicted", "")
    ours = shown(part.predicted)
    if part.low is not None and part.key == "compute":
        ours = format_range(part.low, part.high, "bytes") or ours
    difference = "none" if part.agrees else _signed(part.difference)
    return (part.label, shown(part.log.bytes), ours, difference)


def exactly(count: float) -> str:
    """Bytes as llama.cpp prints them.

    >>> exactly(547_356_672)
    '522.00 MiB'
    """
    return f"{count / 2**20:,.2f} MiB"


def _signed(difference: float) -> str:
    return f"{'+' if difference > 0 else '−'}{exactly(abs(difference))}"
