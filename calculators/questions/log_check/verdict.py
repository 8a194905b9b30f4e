"""The answer in words: what the log is about, and whether the prediction agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from math import fsum

from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import bad, good, tight
from calculators.engines.memory.cache import types_of
from calculators.questions.log_check.amounts import as_printed
from calculators.questions.log_check.case import Case
from calculators.questions.log_check.causes import causes
from calculators.questions.log_check.comparison import Comparison, Part, cache_of
from calculators.questions.log_check.devices import MAIN, UNKNOWN, by_device
from calculators.questions.log_check.failures import LOADED, NAMES, advice
from calculators.questions.log_check.phrases import NEEDS, OFFERED
from calculators.questions.log_check.report import Failure, Rate, Report, in_main_memory

MOST_REASONS = 7
NEAR = 0.02
"""Two sums that differ by less are one."""
LOOKS = {
    "agrees": good("Agrees"),
    "differs": tight("Differs", "≠"),
    "part": tight("Compared in part", "…"),
    "read": tight("Read", "…"),
    "recovered": tight("Went on", "…"),
    "failed": bad("Failed"),
}


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
    report, found = case.report, case.comparison
    if report.failure:
        return "failed"
    if found is None:
        return "read" if _has_speed(report) or not report.overcome else "recovered"
    if found.differing:
        return "differs"
    if all(part.predicted is None for part in found.parts):
        return "read"
    return "part" if any(not part.apart for part in found.unpredicted) else "agrees"


def headline(case: Case) -> str:
    """Both sums, or what could be read; what failed, where anything did."""
    report, found = case.report, case.comparison
    if report.failure:
        return failed(report.failure)
    if found is None:
        return _speeds(report)
    if report.forecast and not found.context.caches and not report.load.buffers:
        return _forecast(report)
    if found.compared:
        return _compared(found)
    if not any(part.counts for part in found.parts):
        return _only_file(found)
    return _uncompared(case, found)


def reasons(case: Case) -> Iterator[str]:
    """Why the two differ, and what surprises where they don't; what helps where it failed."""
    yield from islice(_reasons(case), MOST_REASONS)


def _reasons(case: Case) -> Iterator[str]:
    report, found = case.report, case.comparison
    if report.failure:
        yield advice(report.failure)
        yield from _predicted(case, report.failure)
        if found and found.log_bytes:
            parts = [part for part in found.parts if part.counts]
            yield f"What the log holds until then: {_amounts(parts)}."
    elif report.overcome and status(case) != "recovered":
        yield overcome(report.overcome)
    if found:
        yield from causes(found, case.model)
    elif not report.failure:
        yield (
            "Ollama’s server log has the sizes."
            if report.from_ollama
            else "llama.cpp prints sizes with -lv 4, not at its usual verbosity."
        )


def _predicted(case: Case, failure: Failure) -> Iterator[str]:
    """What we predict for a conversation that did not fit."""
    found = case.comparison
    if found and found.geometry and failure.part == "cache" and not found.unknown_types:
        cache = cache_of(found.geometry, found.setup)
        if cache:
            types = types_of(found.setup)
            yield (
                f"We predict {format_bytes(cache.total_bytes)} for it, with "
                f"{found.setup.context:,} tokens in {'/'.join(dict.fromkeys(types))}."
            )


def failed(failure: Failure) -> str:
    """What could not be had, for what and where."""
    amount = as_printed(failure.size) if failure.size.bytes else ""
    if failure.is_refused:
        needs = f": it needs {amount} of memory" if amount else ""
        free = f", and {as_printed(failure.available)} was free" if failure.available.bytes else ""
        return f"The program refused to load it{needs}{free}."
    part, where = NAMES.get(failure.part, ""), ""
    if failure.device:
        is_main = in_main_memory(failure.device)
        where = " in main memory" if is_main else f" on {failure.device}"
    if failure.part == LOADED:
        what = f": {amount} could not be had" if amount else ""
        return f"It ran out of memory while it worked{what}{where}."
    if not amount:
        return f"The load failed{f' at {part}' if part else ''}{where}."
    again = " Then it tried again another way." if failure.is_retried else ""
    return (
        f"The load failed: {amount}{f' for {part}' if part else ''} could not be had{where}.{again}"
    )


def overcome(failure: Failure) -> str:
    """The same of an attempt that the program got over."""
    first = replace(failure, is_retried=False)
    what = failed(first).removeprefix("The load failed: ").rstrip(".")
    return f"An attempt failed: {what}. The program tried again and went on."


def _only_file(found: Comparison) -> str:
    size = format_bytes(found.load.file.bytes)
    if found.parts[0].predicted is None:
        return f"The file takes {size}. The log has no lines about memory."
    same = "another size than we predict" if found.differing else "the size that we predict"
    return f"The file has {same}: {size}. The log has no lines about memory."


def _compared(found: Comparison) -> str:
    log, ours = format_bytes(found.compared_bytes), format_bytes(found.predicted_bytes)
    is_near = abs(found.compared_bytes / (found.predicted_bytes or 1) - 1) < NEAR
    inner = [part for part in found.unpredicted if not part.apart]
    beside = [part for part in found.unpredicted if part.apart]
    if inner:
        text = f"The log holds {format_bytes(found.log_bytes)}. Of it {log} can be compared: "
        in_range = "" if found.differing else ", in range"
        same = not found.differing and is_near
        text += "we predict the same. " if same else f"we predict {ours}{in_range}. "
        text += f"Not predicted: {_amounts([*inner, *beside])}."
    elif found.differing:
        text = f"The log says {log}, our prediction {ours}."
    elif is_near:
        text = f"The log and our prediction agree: {log}."
    else:
        text = f"The log says {log}, within the range of our prediction, {ours}."
    if found.differing:
        text += f" They differ in: {_listed(part.label for part in found.differing)}."
    if beside and not inner:
        whole = format_bytes(found.log_bytes)
        text += f" Beside it there is {_amounts(beside)}: {whole} in all."
    return text


def _uncompared(case: Case, found: Comparison) -> str:
    devices = by_device(case.report, found.seen_twice)
    cards = fsum(each.bytes for each in devices if each.name not in (MAIN, UNKNOWN))
    text = f"The log holds {format_bytes(found.log_bytes)}"
    text += f", of it {format_bytes(cards)} on the graphics side. " if cards else ". "
    if case.model:
        return f"{text}It doesn’t say enough for a prediction."
    return f"{text}I can’t tell which model it is: choose it above."


def _forecast(report: Report) -> str:
    said = {name: as_printed(size) for name, size in report.forecast.items()}
    words = {
        "memory.weights.total": "weights",
        "memory.required.kv": "conversation",
        "projector.weights": "image part",
        "projector.graph": "its working space",
    }
    parts = ", ".join(f"{word} {said[name]}" for name, word in words.items() if name in said)
    text = f"Ollama reckoned that it needs {said.get(NEEDS, 'memory')}" + (
        f": {parts}." if parts else "."
    )
    return f"{text} It offered {said[OFFERED]}." if OFFERED in said else text


def _has_speed(report: Report) -> bool:
    return bool(report.writing.requests or report.reading.requests)


def _speeds(report: Report) -> str:
    if not _has_speed(report):
        if report.said_total.bytes:
            return f"The log says {as_printed(report.said_total)} in all, and no parts."
        return overcome(report.overcome or Failure())
    verbs = ((report.writing, "wrote"), (report.reading, "read"))
    said = [_speed(rate, verb) for rate, verb in verbs if rate.requests]
    return f"It {' and '.join(said)}. The log has no lines about memory."


def _speed(rate: Rate, verb: str) -> str:
    return f"{verb} {rate.tokens_per_s:,.2f} tokens a second{' so far' if rate.so_far else ''}"


def _amounts(parts: Iterable[Part]) -> str:
    return ", ".join(f"{_small(each.label)} ({format_bytes(each.log.bytes)})" for each in parts)


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(map(_small, labels))


def _small(label: str) -> str:
    return label if label[1:2].isupper() else label[0].lower() + label[1:]
