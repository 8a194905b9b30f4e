"""The working: each formula with the numbers of this case put in, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import fsum
from typing import NamedTuple

from calculators.core.form import OWN
from calculators.core.numbers import GB, format_seconds
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.speed.estimate import turns
from calculators.engines.speed.rate import BATCH, Device, layers_counted
from calculators.engines.speed.record import Band, SpeedClass, record
from calculators.questions.common.tasks import task_sources
from calculators.questions.fit.working import summed
from calculators.questions.speed.case import Case

FEW_DEVICES = 5


def steps(case: Case) -> Iterator[Step]:
    """From one token to the whole task; nothing where the model does not fit."""
    if not case.fits:
        return
    task, found = case.task, case.estimate
    token = _bytes(case, case.values.thinking_tokens + task.answer_tokens // 2)
    yield _bytes_step(case, token)
    yield _token_step(case, token)
    yield Step(
        title="Writing the answer" if task.times == 1 else "Writing all answers",
        formula="tokens of the answer × times ÷ tokens/s",
        working=f"{task.answer_tokens:,} × {task.times:,} ÷ {found.decode.typical:g}",
        outcome=format_seconds(found.writing.typical),
    )
    yield _reading_step(case)
    parts = {"reading": found.reading, "thinking": found.thinking, "writing": found.writing}
    if found.thinking.typical:
        yield _thinking_step(case)
    else:
        del parts["thinking"]
    yield Step(
        title="Until it is done",
        formula=" + ".join(parts),
        working=" + ".join(f"{_digits(each.typical)} s" for each in parts.values()),
        outcome=format_seconds(found.done.typical),
    )


def _mean(case: Case, amount: Callable[[int], float]) -> float:
    """Over all turns, an amount that depends on the tokens before a turn."""
    each = (times * amount(history) for history, times in turns(case.task))
    return fsum(each) / case.task.times


class _Token(NamedTuple):
    """What is read to write one token, on average over all turns."""

    depth: float
    cache_bytes: int
    read_bytes: int


def _bytes(case: Case, behind: int) -> _Token:
    """Of a token with so many others of the same answer before it."""
    before, work = case.task.prompt_tokens + behind, case.work
    cache = round(_mean(case, lambda history: work.cache_bytes(history + before)))
    depth = _mean(case, lambda history: history + before)
    return _Token(depth, cache, work.token_bytes + work.state_bytes + cache)


def _bytes_step(case: Case, token: _Token) -> Step:
    work = case.work
    parts = {
        "active weights": work.token_bytes,
        "KV cache of the tokens before": token.cache_bytes,
        "recurrent state, in and out": work.state_bytes,
    }
    mean = " on average" if case.task.one_conversation else ""
    title = f"Read from memory to write one token, after {token.depth:,.0f} others{mean}"
    return summed(title, parts, f"{_digits(token.read_bytes / GB)} GB")


def _token_step(case: Case, token: _Token) -> Step:
    work, device = case.work, case.device
    read, aside = token.read_bytes / GB, device.experts_aside * work.token_expert_bytes / GB
    if device.host is None:
        parts = [(_digits(read), device)]
    elif device.experts_aside:
        parts = [(f"({_digits(read)} − {_digits(aside)})", device), (_digits(aside), device.host)]
    else:
        shares = (device.share, 1 - device.share)
        where = (device, device.host)
        parts = [
            (f"{_digits(read)} × {share * 100:.4g}%", each)
            for share, each in zip(shares, where, strict=True)
        ]
    split = ", on the card and in main memory" if device.host else ""
    seconds = _token_seconds(case, token)
    return Step(
        title="Time for one token",
        formula=f"GB read ÷ (efficiency × bandwidth){split} + time per layer × layers counted",
        working=" + ".join((*(f"{gb} GB ÷ {_speed(each)}" for gb, each in parts), _fixed(case))),
        outcome=f"{_digits(1000 * seconds)} ms, or {1 / seconds:.3g} tokens/s",
    )


def _token_seconds(case: Case, token: _Token) -> float:
    work, device = case.work, case.device
    fixed = device.speed_class.layer_seconds * layers_counted(work, record())
    return device.read_seconds(token.read_bytes, work.token_expert_bytes) + fixed


def _speed(device: Device) -> str:
    return f"({_digits(device.speed_class.efficiency)} × {device.bandwidth_gb_s:g} GB/s)"


def _fixed(case: Case) -> str:
    """The time that goes by for each layer, however little is read."""
    each = _digits(1000 * case.device.speed_class.layer_seconds)
    return f"{each} ms × {_digits(layers_counted(case.work, record()))}"


def _thinking_step(case: Case) -> Step:
    tokens, times = case.values.thinking_tokens, case.task.times
    seconds = _token_seconds(case, _bytes(case, tokens // 2))
    return Step(
        title="Thinking" if times == 1 else "Thinking, before all answers",
        formula="tokens thought × times × time for one, worked out as above",
        working=f"{tokens:,} × {times:,} × {_digits(1000 * seconds)} ms",
        outcome=format_seconds(case.estimate.thinking.typical),
    )


def _reading_step(case: Case) -> Step:
    work, task, device = case.work, case.task, case.device
    tokens = task.prompt_tokens
    operations = _mean(case, lambda history: work.reading_operations(tokens, history)) / 1e12
    rate = device.operations_per_second * (record().expert_prefill if work.experts else 1) / 1e12
    batches = [BATCH] * (tokens // BATCH) + [tokens % BATCH] * (tokens % BATCH > 0)
    read = fsum(work.batch_bytes(each) for each in batches)
    seconds = device.read_seconds(read, fsum(work.batch_expert_bytes(each) for each in batches))
    each, whole = case.estimate.reading / task.times, format_seconds(case.estimate.reading.typical)
    return Step(
        title="Reading your text" if task.times == 1 else "Reading your text, each time",
        formula="operations ÷ operations per second + weights, read once for every 512 tokens, "
        "÷ GB/s + passes × time per layer × layers counted",
        working=(
            f"{_digits(operations)} × 10¹² ÷ ({_digits(rate)} × 10¹² per second) + "
            f"{_digits(read / GB)} GB ÷ {_digits(read / seconds / GB)} GB/s + "
            f"{len(batches):,} × {_fixed(case)}"
        ),
        outcome=whole if task.times == 1 else f"{_digits(each.typical)} s, or {whole} in all",
    )


def _digits(value: float) -> str:
    """Four of them, so that what is worked out from it comes out as printed.

    >>> _digits(0.585321), _digits(51.2), _digits(123_456.7)
    ('0.5853', '51.2', '123,457')
    """
    return f"{value:,.0f}" if value >= 9_999.5 else f"{value:,.4g}"


def notes(case: Case) -> Iterator[str]:
    """What was measured, what was assumed, and what is left out."""
    task = case.task
    if case.fits:
        yield _measured(case.device.speed_class)
    if task.why:
        yield f"The task is our assumption: {task.why}."
    if case.values.task != OWN:
        yield "A token is about three quarters of an English word; other languages need more."
    if task.one_conversation:
        yield "The program keeps the conversation in its KV cache and reads only what is new."
    if not case.values.thinking_tokens:
        yield "A model that thinks before it answers takes longer: see “Thinking” in the settings."
    yield (
        "Not counted: loading the model from disk, which takes seconds to minutes when it is not "
        "in memory yet; a laptop that is hot or on battery; other programs that use the memory."
    )
    yield from case.model.notes


def _measured(each: SpeedClass) -> str:
    if not each.decode.devices:
        return (
            f"{each.label}: there is no measurement in our calibration, so these are the numbers "
            "of its nearest relative with a wider range."
        )
    few = " That is few." if each.decode.devices < FEW_DEVICES else ""
    reading = f" and for reading {_count(each.prefill)}" if each.prefill.devices else ""
    return (
        f"{each.label}: calibrated for writing with {_count(each.decode)}{reading}.{few} "
        "Other people measured them, and most were read from transcriptions of their pages."
    )


def _count(band: Band) -> str:
    rows = "1 measurement" if band.rows == 1 else f"{band.rows} measurements"
    return f"{rows} on {'1 device' if band.devices == 1 else f'{band.devices} devices'}"


def sources(case: Case) -> Iterator[Source]:
    """Measurements, model, machine, and what we compare with."""
    yield from case.device.speed_class.sources(record().checked)
    yield from case.model.sources[:1]
    yield from case.machine.sources[:1]
    yield source("reading-speed")
    yield source("patience")
    if case.values.task != OWN:
        yield from task_sources()
