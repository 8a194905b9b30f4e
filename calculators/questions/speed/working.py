"""The working: each formula, with the numbers of this case put in."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import GB, format_seconds
from calculators.core.results import Step
from calculators.engines.speed.estimate import rounded
from calculators.engines.speed.rate import BATCH, layers_counted, write_seconds
from calculators.engines.speed.record import record
from calculators.questions.speed.outlook import Outlook


def steps(view: Outlook) -> tuple[Step, ...]:
    """The working of a task that can be done; nothing where the model does not fit."""
    return tuple(_steps(view)) if view.fits else ()


def _steps(view: Outlook) -> Iterator[Step]:
    depth = _middle(view)
    yield _bytes_step(view, depth)
    yield _token_step(view, depth)
    yield _writing_step(view)
    yield _reading_step(view)
    yield _done_step(view)


def _middle(view: Outlook) -> int:
    """Tokens before the middle of a middle answer."""
    task = view.task
    before = task.history(task.times // 2 if task.one_conversation else 0) + task.prompt_tokens
    return before + view.values.thinking_tokens + task.answer_tokens // 2


def _bytes_step(view: Outlook, depth: int) -> Step:
    work = view.work
    parts = {
        "active weights": work.token_bytes,
        "KV cache of the tokens before": work.cache_bytes(depth),
        "recurrent state, in and out": work.state_bytes,
    }
    counted = {name: size for name, size in parts.items() if size}
    return Step(
        title=f"Read from memory to write one token, after {depth:,} others",
        formula=" + ".join(counted),
        working=" + ".join(f"{size:,}" for size in counted.values()),
        outcome=f"{work.read_bytes(depth) / GB:.3f} GB",
    )


def _token_step(view: Outlook, depth: int) -> Step:
    work, device = view.work, view.device
    each = device.speed_class
    seconds = write_seconds(work, device, record(), depth=depth)
    layers = layers_counted(work, record())
    split = f", {view.share:.0%} of it on the card" if device.host else ""
    return Step(
        title="Time for one token",
        formula="GB read ÷ (efficiency × bandwidth) + time per layer × layers counted",
        working=(
            f"{work.read_bytes(depth) / GB:.3f} GB ÷ ({each.efficiency:.2f} × "
            f"{device.bandwidth_gb_s:g} GB/s{split}) + "
            f"{1000 * each.layer_seconds:.3f} ms × {layers:.0f}"
        ),
        outcome=f"{1000 * seconds:.1f} ms, or {1 / seconds:.3g} tokens/s",
    )


def _writing_step(view: Outlook) -> Step:
    task, found = view.task, view.estimate
    return Step(
        title="Writing the answer" if task.times == 1 else "Writing all answers",
        formula="tokens of the answer × times ÷ tokens/s",
        working=f"{task.answer_tokens:,} × {task.times:,} ÷ {found.decode.typical:g}",
        outcome=format_seconds(found.writing.typical),
    )


def _reading_step(view: Outlook) -> Step:
    work, task, device = view.work, view.task, view.device
    operations = work.reading_operations(task.prompt_tokens, task.history(0)) / 1e12
    rate = device.operations_per_second * (record().expert_prefill if work.experts else 1) / 1e12
    passes = -(-task.prompt_tokens // BATCH)
    seconds = rounded(view.estimate.reading.typical / task.times)
    return Step(
        title="Reading your text" if task.times == 1 else "Reading your text, each time",
        formula="operations ÷ operations per second + weights read once for every 512 tokens",
        working=(
            f"{operations:.3g} × 10¹² ÷ {rate:.3g} × 10¹² per second + "
            f"{passes:,} × {work.batch_bytes(min(task.prompt_tokens, BATCH)) / GB:.3g} GB ÷ "
            f"{device.bytes_per_second / GB:.3g} GB/s and time per layer"
        ),
        outcome=format_seconds(seconds),
    )


def _done_step(view: Outlook) -> Step:
    found = view.estimate
    parts = [found.reading, *([found.thinking] if found.thinking.typical else []), found.writing]
    names = ["reading", *(["thinking"] if found.thinking.typical else []), "writing"]
    return Step(
        title="Until it is done",
        formula=" + ".join(names),
        working=" + ".join(format_seconds(each.typical) for each in parts),
        outcome=format_seconds(found.done.typical),
    )
