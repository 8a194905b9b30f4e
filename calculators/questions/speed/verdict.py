"""The answer in words: the question in one line, the verdict's sentence, its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.numbers import format_about, format_quantity, format_range, format_seconds
from calculators.core.results import Tone, Verdict
from calculators.engines.speed.estimate import Estimate
from calculators.engines.speed.tasks import (
    PATIENCE_SECONDS,
    READING_WORDS_PER_MINUTE,
    WORDS_PER_TOKEN,
)
from calculators.questions.fit import verdict as fit_verdict
from calculators.questions.speed.outlook import Outlook, needed_context

HOUR, DAY = 3600, 86_400
_LOOKS: Mapping[str, tuple[str, str, Tone]] = {
    "quick": ("Quick", "✓", "good"),
    "slow_start": ("Slow to start", "!", "tight"),
    "slow_writing": ("Writes slower than you read", "!", "tight"),
    "slow": ("Slow", "!", "tight"),
    "within_an_hour": ("Within the hour", "✓", "good"),
    "within_a_day": ("Takes hours", "!", "tight"),
    "longer": ("Takes more than a day", "!", "tight"),
    "does_not_fit": ("Does not fit", "✗", "bad"),
}


def words_per_minute(estimate: Estimate) -> float:
    """Words written a minute."""
    return estimate.decode.typical * 60 * WORDS_PER_TOKEN


def asked(view: Outlook) -> str:
    """The question in one line, with every setting that is not the usual one."""
    thinking = view.values.thinking_tokens
    task = f"{view.task.label}, {_amounts(view)}"
    if thinking:
        task += f", thinking {format_quantity(thinking, 'tokens')}"
    return f"{task} · {fit_verdict.asked(view.now)}"


def _amounts(view: Outlook) -> str:
    task = view.task
    times = f"{task.times:,} times " if task.times > 1 else ""
    after = f" after {format_quantity(task.history_tokens, 'tokens')}"
    return (
        f"{times}{task.prompt_tokens:,} tokens to read and {task.answer_tokens:,} to write"
        f"{after if task.history_tokens else ''}"
    )


def verdict(view: Outlook) -> Verdict:
    """Word, sign and sentence: how long it takes, and whether that is long to wait."""
    status = _status(view)
    word, sign, tone = _LOOKS[status]
    return Verdict(
        status=status,
        word=word,
        sign=sign,
        tone=tone,
        headline=_headline(view),
        reasons=tuple(_reasons(view)),
    )


def _status(view: Outlook) -> str:
    if not view.fits:
        return "does_not_fit"
    if is_batch(view):
        seconds = view.estimate.done.typical
        return (
            "within_an_hour" if seconds <= HOUR else "within_a_day" if seconds <= DAY else "longer"
        )
    starts = view.estimate.first_word.typical <= PATIENCE_SECONDS
    writes = words_per_minute(view.estimate) >= READING_WORDS_PER_MINUTE
    if starts:
        return "quick" if writes else "slow_writing"
    return "slow_start" if writes else "slow"


def is_batch(view: Outlook) -> bool:
    """Whether nobody sits and reads: the same, many times over."""
    return view.task.times > 1 and not view.task.one_conversation


def _headline(view: Outlook) -> str:
    if not view.fits:
        return fit_verdict.headline(view.now)
    done = format_seconds(view.estimate.done.typical)
    first = format_seconds(view.estimate.first_word.typical)
    if is_batch(view):
        return f"About {done} for all {view.task.times:,}."
    if view.task.one_conversation:
        one = format_seconds(view.estimate.done.typical / view.task.times)
        return f"About {one} an answer, {first} of it before the first word. {done} in all."
    return f"About {done}, of which {first} pass before the first word."


def _reasons(view: Outlook) -> Iterator[str]:
    if not view.fits:
        yield next(fit_verdict.reasons(view.now))
        return
    yield _range(view)
    if not is_batch(view):
        yield _reading(view)
    if view.device.host is not None:
        share = f"{view.placed.gpu_layers} of {view.now.geometry.layers} layers"
        yield (
            f"Only {share} fit on the graphics card. The time for such a split is a rough guess, "
            "not validated: where it was measured, it was often far off."
        )
    elif view.placed.status == "tight":
        yield "It just fits. If memory runs short, it gets far slower than this."
    if (needed := needed_context(view.values, view.task)) > view.values.context:
        room = format_quantity(needed, "tokens")
        yield f"The task is longer than the context you set, so we counted with {room}."


def _range(view: Outlook) -> str:
    done = view.estimate.done
    spread = format_range(done.low, done.high, "seconds") or format_seconds(done.typical)
    devices = view.device.speed_class.decode.devices
    if not devices:
        return f"It may take {spread}, or longer: nothing of this kind is among our measurements."
    if view.device.host is not None:
        return f"It may take {spread}."
    return f"It may take {spread}: measured speeds of such machines differ by that much."


def _reading(view: Outlook) -> str:
    decode, words = view.estimate.decode.typical, words_per_minute(view.estimate)
    speed = f"{format_quantity(decode, 'tokens/s')}, about {format_about(words, 'words a minute')}"
    return f"It writes {speed}; most adults read about {READING_WORDS_PER_MINUTE}."
