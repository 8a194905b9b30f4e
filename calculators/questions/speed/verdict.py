"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_about, format_quantity, format_range, format_seconds
from calculators.core.results import bad, good, tight
from calculators.questions.common.tasks import (
    PATIENCE_SECONDS,
    READING_WORDS_PER_MINUTE,
    words_per_minute,
)
from calculators.questions.fit import verdict as memory
from calculators.questions.fit.sides import where
from calculators.questions.speed.case import Case

HOUR, DAY = 3600, 86_400
LOOKS = {
    "quick": good("Quick"),
    "slow_start": tight("Slow to start"),
    "slow_writing": tight("Writes slower than you read"),
    "slow": tight("Slow"),
    "within_an_hour": good("Within the hour"),
    "within_a_day": tight("Takes hours"),
    "longer": tight("Takes more than a day"),
    "does_not_fit": bad("Does not fit"),
}


def asked(case: Case) -> str:
    """The question in one line, with every setting that is not the usual one."""
    task, thinking = case.task, case.values.thinking_tokens
    times = f"{task.times:,} times " if task.times > 1 else ""
    words = f"{times}{task.prompt_tokens:,} tokens to read and {task.answer_tokens:,} to write"
    if task.history_tokens:
        words += f" after {format_quantity(task.history_tokens, 'tokens')}"
    if thinking:
        words += f", thinking {format_quantity(thinking, 'tokens')}"
    return f"{task.label}, {words} · {memory.asked(case.memory)}"


def status(case: Case) -> str:
    """How the wait feels; where nobody waits, how long it lasts."""
    if not case.fits:
        return "does_not_fit"
    if case.task.alone:
        seconds = case.estimate.done.typical
        return (
            "within_an_hour" if seconds <= HOUR else "within_a_day" if seconds <= DAY else "longer"
        )
    writes = words_per_minute(case.estimate) >= READING_WORDS_PER_MINUTE
    if case.estimate.first_word.typical <= PATIENCE_SECONDS:
        return "quick" if writes else "slow_writing"
    return "slow_start" if writes else "slow"


def headline(case: Case) -> str:
    """How long it takes, and how much of that before the first word."""
    if not case.fits:
        return memory.headline(case.memory)
    task, found = case.task, case.estimate
    done, first = (format_seconds(each.typical) for each in (found.done, found.first_word))
    if task.alone:
        return f"About {done} for all {task.times:,}."
    if task.one_conversation:
        one = format_seconds(found.done.typical / task.times)
        return f"About {one} an answer, {first} of it before the first word. {done} in all."
    return f"About {done}, {first} of it before the first word."


def reasons(case: Case) -> Iterator[str]:
    """How sure that is, how it compares with reading, and what may slow it down."""
    if not case.fits:
        yield next(memory.reasons(case.memory))
        return
    yield _range(case)
    if not case.task.alone:
        decode = format_quantity(case.estimate.decode.typical, "tokens/s")
        words = format_about(words_per_minute(case.estimate), "words a minute")
        yield (
            f"It writes {decode}, about {words}; most adults read about {READING_WORDS_PER_MINUTE}."
        )
    placed = case.placement
    if placed.experts_share:
        assert placed.split is not None  # which says where the experts are
        yield (
            f"The experts of {placed.split.host_experts} of {placed.layers} layers stay in main "
            f"memory: {placed.split.flags}. Few measurements of such a split are known."
        )
    elif case.device.host is not None:
        yield (
            f"Only {placed.gpu_layers} of {placed.layers} layers fit on {where(case.memory)}. The "
            "time for such a split is a rough guess, not validated: where it was measured, it was "
            "often far off."
        )
    elif placed.status == "tight":
        yield "It only just fits. If memory runs short, it gets far slower than this."
    elif placed.status == "stretch":
        yield (
            "It only fits if more memory than usual is free. If memory runs short, it gets far "
            "slower than this."
        )
    if case.memory.cards > 1:
        yield (
            "The cards work one after another, so further ones hold more and write no faster. "
            "Reading a long prompt may be faster than we count."
        )
    if case.needed_context > case.values.context:
        room = format_quantity(case.needed_context, "tokens")
        yield f"The task is longer than the context you set, so we counted with {room}."


def _range(case: Case) -> str:
    done = case.estimate.done
    spread = format_range(done.low, done.high, "seconds") or format_seconds(done.typical)
    if not case.device.speed_class.decode.devices:
        return f"It may take {spread}, or longer: nothing of this kind is among our measurements."
    if case.device.host is not None:
        return f"It may take {spread}."
    return f"It may take {spread}: measured speeds of such machines differ by that much."
