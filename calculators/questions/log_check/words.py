"""The answer in words: the question, the verdict, the table, the working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import format_bytes, format_quantity, format_range
from calculators.core.results import Figure, Step, Table, Tone, Verdict
from calculators.questions.log_check.causes import causes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.catalog import Model
    from calculators.questions.log_check.comparison import Comparison, Part
    from calculators.questions.log_check.report import Report

MOST_REASONS = 7


def asked(report: Report, model: Model | None, quantization: str) -> str:
    """What the log is about."""
    context = report.load.context
    tokens = context.settings.get("context")
    parts = [
        model.name if model else "A model not in our list, or not named",
        quantization,
        format_quantity(tokens, "tokens") if tokens else "",
    ]
    return "The log: " + ", ".join(part for part in parts if part)


def compared_verdict(comparison: Comparison, model: Model) -> Verdict:
    """Whether log and prediction agree, and why not."""
    agrees = not comparison.differing
    log, ours = format_bytes(comparison.log_bytes), format_bytes(comparison.predicted_bytes)
    if agrees:
        headline = f"The log and our prediction agree: {log}."
    else:
        where = _listed([part.label for part in comparison.differing])
        headline = f"The log says {log}, our prediction {ours}. They differ in: {where}."
    tone: Tone = "good" if agrees else "tight"
    return Verdict(
        status="agrees" if agrees else "differs",
        word="Agrees" if agrees else "Differs",
        sign="✓" if agrees else "≠",
        tone=tone,
        headline=headline if comparison.compared else _only_file(comparison, agrees=agrees),
        reasons=tuple(causes(comparison, model))[:MOST_REASONS],
    )


def _only_file(comparison: Comparison, *, agrees: bool) -> str:
    same = "the size that we predict" if agrees else "another size than we predict"
    size = format_bytes(comparison.report.load.file.bytes)
    return f"The file has {same}: {size}. The log has no lines about memory."


def _listed(labels: list[str]) -> str:
    return ", ".join(
        label if label[1:2].isupper() else label[0].lower() + label[1:] for label in labels
    )


def read_verdict(report: Report) -> Verdict:
    """What was read, where there is nothing to compare it with."""
    if report.has_memory:
        headline = "I read the sizes, but not which model it is. Choose it above."
    else:
        speed = max(report.writing.tokens_per_s, report.reading.tokens_per_s)
        headline = f"I read a speed of {_speed(speed)} and no lines about memory."
    return Verdict(status="read", word="Read", sign="…", tone="tight", headline=headline)


def _speed(tokens_per_s: float) -> str:
    return f"{tokens_per_s:,.1f} tokens a second"


def table(comparison: Comparison) -> Table:
    """Each part: in the log, by our formulas, and the difference."""
    rows = [_row(part) for part in comparison.parts]
    if len(comparison.compared) > 1:
        log, ours = comparison.log_bytes, comparison.predicted_bytes
        rows.append(("In memory, as compared", format_bytes(log), format_bytes(ours), ""))
    return Table(
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


def figures(report: Report, comparison: Comparison | None) -> tuple[Figure, ...]:
    """What the log says, marked as reported, and what we predict."""
    return (*_speeds(report), *(_sizes(comparison) if comparison else _reported(report)))


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
            basis = "exact" if part.low is None else "estimate"
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


def _bytes(name: str, label: str, value: float, basis: str) -> Figure:
    return Figure(name=name, label=label, value=round(value), unit="bytes", basis=basis)  # type: ignore[arg-type]  # one of the bases


def steps(comparison: Comparison) -> tuple[Step, ...]:
    """The set-up that was read, which the prediction is for."""
    setup = comparison.setup
    parts = {
        "context": f"{setup.tokens:,} tokens",
        "slots": f"{setup.slots}, {'one cache' if setup.unified else 'a cache each'}",
        "micro-batch": f"{setup.micro_batch:,} tokens",
        "flash attention": "on" if setup.flash_attention else "off",
    }
    return (
        Step(
            title="The set-up read from the log",
            formula=", ".join(parts),
            working=", ".join(parts.values()),
            outcome=f"predicted {format_bytes(comparison.predicted_bytes)}",
        ),
    )
