"""The working: each formula with the numbers of this case put in, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.form import OWN
from calculators.core.numbers import GB, format_seconds
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.speed.estimate import rounded
from calculators.engines.speed.rate import BATCH, layers_counted, write_seconds
from calculators.engines.speed.record import Band, SpeedClass, record
from calculators.questions.common.tasks import task_sources
from calculators.questions.fit.working import summed
from calculators.questions.speed.case import Case

FEW_DEVICES = 5


def steps(case: Case) -> Iterator[Step]:
    """From one token to the whole task; nothing where the model does not fit."""
    if not case.fits:
        return
    depth, found = _middle(case), case.estimate
    yield _bytes_step(case, depth)
    yield _token_step(case, depth)
    task = case.task
    yield Step(
        title="Writing the answer" if task.times == 1 else "Writing all answers",
        formula="tokens of the answer × times ÷ tokens/s",
        working=f"{task.answer_tokens:,} × {task.times:,} ÷ {found.decode.typical:g}",
        outcome=format_seconds(found.writing.typical),
    )
    yield _reading_step(case)
    parts = {"reading": found.reading, "thinking": found.thinking, "writing": found.writing}
    if not found.thinking.typical:
        del parts["thinking"]
    yield Step(
        title="Until it is done",
        formula=" + ".join(parts),
        working=" + ".join(format_seconds(each.typical) for each in parts.values()),
        outcome=format_seconds(found.done.typical),
    )


def _middle(case: Case) -> int:
    """Tokens before the middle of a middle answer."""
    task = case.task
    before = task.history(task.times // 2 if task.one_conversation else 0) + task.prompt_tokens
    return before + case.values.thinking_tokens + task.answer_tokens // 2


def _bytes_step(case: Case, depth: int) -> Step:
    work = case.work
    parts = {
        "active weights": work.token_bytes,
        "KV cache of the tokens before": work.cache_bytes(depth),
        "recurrent state, in and out": work.state_bytes,
    }
    title = f"Read from memory to write one token, after {depth:,} others"
    return summed(title, parts, f"{work.read_bytes(depth) / GB:.3f} GB")


def _token_step(case: Case, depth: int) -> Step:
    work, device = case.work, case.device
    each = device.speed_class
    seconds = write_seconds(work, device, record(), depth=depth)
    split = f", {device.share:.0%} of it on the card" if device.host else ""
    if device.experts_aside and device.host:
        aside, host = device.experts_aside * work.token_expert_bytes, device.host
        split = (
            f", {aside / GB:.3f} GB of it from main memory at {host.speed_class.efficiency:.2f} × "
            f"{host.bandwidth_gb_s:g} GB/s"
        )
    return Step(
        title="Time for one token",
        formula="GB read ÷ (efficiency × bandwidth) + time per layer × layers counted",
        working=(
            f"{work.read_bytes(depth) / GB:.3f} GB ÷ ({each.efficiency:.2f} × "
            f"{device.bandwidth_gb_s:g} GB/s{split}) + "
            f"{1000 * each.layer_seconds:.3f} ms × {layers_counted(work, record()):.0f}"
        ),
        outcome=f"{1000 * seconds:.1f} ms, or {1 / seconds:.3g} tokens/s",
    )


def _reading_step(case: Case) -> Step:
    work, task, device = case.work, case.task, case.device
    operations = work.reading_operations(task.prompt_tokens, task.history(0)) / 1e12
    rate = device.operations_per_second * (record().expert_prefill if work.experts else 1) / 1e12
    passes, most = -(-task.prompt_tokens // BATCH), min(task.prompt_tokens, BATCH)
    read = work.batch_bytes(most)
    seconds = device.read_seconds(read, work.batch_expert_bytes(most))
    return Step(
        title="Reading your text" if task.times == 1 else "Reading your text, each time",
        formula="operations ÷ operations per second + weights read once for every 512 tokens",
        working=(
            f"{operations:.3g} × 10¹² ÷ {rate:.3g} × 10¹² per second + "
            f"{passes:,} × {read / GB:.3g} GB ÷ {read / seconds / GB:.3g} GB/s and time per layer"
        ),
        outcome=format_seconds(rounded(case.estimate.reading.typical / task.times)),
    )


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
