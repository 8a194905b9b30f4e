"""What the log says, marked as reported, beside what we predict."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from calculators.core.numbers import format_bytes, format_range
from calculators.core.results import Basis, Figure, Table
from calculators.questions.log_check.amounts import NOTHING
from calculators.questions.log_check.case import Case
from calculators.questions.log_check.comparison import Comparison, Part
from calculators.questions.log_check.devices import KINDS, MAIN, UNKNOWN, Device, by_device
from calculators.questions.log_check.phrases import NEEDS, OFFERED
from calculators.questions.log_check.report import Failure, Report

HIGHLIGHTS = ("failed_bytes", "log_bytes", "predicted_bytes", "writing_tokens_per_s")


def figures(case: Case) -> Iterator[Figure]:
    """What the log says, and what we predict."""
    got_over = case.report.overcome if case.comparison is None else None
    yield from _failure(case.report.failure or got_over)
    yield from _speeds(case.report)
    yield from _said(case.report)
    if case.comparison:
        yield from _sizes(case.comparison)


def _failure(failure: Failure | None) -> Iterator[Figure]:
    if failure and failure.size.bytes:
        yield _bytes("failed_bytes", "Could not be had", failure.size.bytes, "reported")
    if failure and failure.available.bytes:
        yield _bytes("available_bytes", "Was free", failure.available.bytes, "reported")


def _speeds(report: Report) -> Iterator[Figure]:
    for name, label, rate in (
        ("writing_tokens_per_s", "Speed of the answer", report.writing),
        ("reading_tokens_per_s", "Speed of reading your text", report.reading),
    ):
        if rate.requests:
            several = (
                f"the last of {rate.requests}, from {rate.slowest:,.2f} to {rate.fastest:,.2f}"
            )
            note = "so far" if rate.so_far else several if rate.requests > 1 else ""
            yield Figure(
                name=name,
                label=label,
                value=round(rate.tokens_per_s, 2),
                unit="tokens a second",
                basis="reported",
                note=note,
            )


def _said(report: Report) -> Iterator[Figure]:
    for name, label, size in (
        ("said_total_bytes", "In all, as Ollama says", report.said_total),
        ("needed_bytes", "Needed, as Ollama reckoned", report.forecast.get(NEEDS, NOTHING)),
        ("offered_bytes", "Offered to it", report.forecast.get(OFFERED, NOTHING)),
    ):
        if size.bytes:
            yield _bytes(name, label, size.bytes, "reported")


def _sizes(comparison: Comparison) -> Iterator[Figure]:
    if comparison.log_bytes:
        yield _bytes("log_bytes", "Memory in the log", comparison.log_bytes, "reported")
    if comparison.compared:
        if comparison.unpredicted:
            label = "Of it, what we predict too"
            yield _bytes("compared_bytes", label, comparison.compared_bytes, "reported")
        yield _bytes("predicted_bytes", "Our prediction", comparison.predicted_bytes, "estimate")
    for part in comparison.parts:
        yield _bytes(f"log_{part.key}_bytes", f"{part.label}, log", part.log.bytes, "reported")
        if part.predicted is not None:
            basis: Basis = "exact" if part.low is None else "estimate"
            name, label = f"predicted_{part.key}_bytes", f"{part.label}, predicted"
            yield _bytes(name, label, part.predicted, basis)
    devices = by_device(comparison.report, comparison.seen_twice)
    if UNKNOWN not in [device.name for device in devices]:
        cards = [device.bytes for device in devices if device.name != MAIN]
        if len(devices) > 1 and cards:
            yield _bytes("log_graphics_bytes", "Graphics side, log", fsum(cards), "reported")
        for device in devices:
            name = f"log_on_{_word(device.name.lower())}_bytes"
            yield _bytes(name, f"{device.name}, log", device.bytes, "reported")


def _word(device: str) -> str:
    """A device as part of a figure's name: `rpc0[10.0.0.1:50052]` is long enough without signs."""
    return "".join(sign if sign.isalnum() else "_" for sign in device)


def _bytes(name: str, label: str, value: float, basis: Basis) -> Figure:
    return Figure(name=name, label=label, value=round(value), unit="bytes", basis=basis)


def tables(case: Case) -> Iterator[Table]:
    """Each part: in the log, by our formulas, and the difference; and what lies where."""
    found = case.comparison
    if found is None:
        return
    rows = [_row(part) for part in found.parts]
    if len(found.compared) > 1:
        log, ours = format_bytes(found.compared_bytes), format_bytes(found.predicted_bytes)
        rows.append(("In memory, as compared", log, ours, ""))
    if found.unpredicted and len([part for part in found.parts if part.counts]) > 1:
        rows.append(("In memory, all of the log", format_bytes(found.log_bytes), "", ""))
    yield Table(
        title="Part by part",
        columns=("Part", "The log", "Our prediction", "Difference"),
        rows=tuple(rows),
    )
    yield from _devices(found)


def _devices(found: Comparison) -> Iterator[Table]:
    devices = by_device(found.report, found.seen_twice)
    if len(devices) < 2:
        return
    kinds = [kind for kind in KINDS if any(kind in each.kinds for each in devices)]
    yield Table(
        title="What lies where",
        columns=("Device", *(kind.capitalize() for kind in kinds), "Together"),
        rows=tuple(_device_row(each, kinds) for each in devices),
    )


def _device_row(device: Device, kinds: list[str]) -> tuple[str, ...]:
    sizes = (device.kinds.get(kind, NOTHING).bytes for kind in kinds)
    return (device.name, *map(exactly, sizes), exactly(device.bytes))


def _row(part: Part) -> tuple[str, ...]:
    shown = exactly if part.log.step < 2**20 else format_bytes
    if part.predicted is None:
        return (part.label, shown(part.log.bytes), "not predicted", "")
    ours = shown(part.predicted)
    if part.low is not None and part.key in ("compute", "host"):
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
