"""Lines that give a speed: the printed one counts, not one worked out again.

llama.cpp of late 2026 leaves the first token out of its rate, so tokens by time would be another.
"""

from __future__ import annotations

from typing import NamedTuple

from calculators.questions.log_check.amounts import before, count, named, number
from calculators.questions.log_check.report import Place


class Form(NamedTuple):
    """One way to print a speed: tokens a second stand between two marks."""

    phrase: str
    start: str
    end: str = ""
    """Empty: the number follows `start` at once. Otherwise it is the last word before this."""
    reads: bool = False
    """The speed of reading, not of writing."""
    so_far: bool = False
    unless: str = ""


FORMS = (
    # llama.cpp's server while it works (tools/server/server-context.cpp)
    Form("prompt processing, ", "progress = ", " tokens per second", reads=True, so_far=True),
    Form(" tg = ", " tg = ", so_far=True),
    # llama.cpp's cli at the end of a chat
    Form("[ Prompt: ", "[ Prompt: ", reads=True),
    Form("| Generation: ", "| Generation: "),
    # `ollama run --verbose` (api/types.go)
    Form("prompt eval rate: ", "rate: ", reads=True),
    Form("eval rate: ", "rate: ", unless="prompt eval rate"),
    # answers of llama.cpp's server and of LM Studio, and what LM Studio shows below one
    Form("prompt_per_second", "prompt_per_second", reads=True),
    Form("predicted_per_second", "predicted_per_second"),
    Form("tokens_per_second", "tokens_per_second"),
    Form(" tok/sec", "", " tok/sec"),
    # koboldcpp
    Form("T/s)", "Process:", "T/s)", reads=True),
    Form("T/s)", "Generate:", "T/s)"),
)


def take(place: Place, line: str) -> None:
    """What the line says of a speed."""
    for form in FORMS:
        if form.phrase in line and not (form.unless and form.unless in line):
            rate = place.report.reading if form.reads else place.report.writing
            if speed := _between(line, form.start, form.end):
                rate.add(speed, so_far=form.so_far)
    if "eval time = " in line:
        _timing(place, line)
    elif "eval_duration=" in line:
        _ollama_answer(place, line)


def _between(line: str, start: str, end: str) -> float | None:
    after = line.partition(start)[2] if start else line
    if end:
        after = before(after.partition(end)[0] + end, end) if end in after else ""
    return number(after.lstrip('":= '))


def _timing(place: Place, line: str) -> None:
    """`prompt eval time = 444.18 ms / 800 tokens (… 1801.07 tokens per second)`."""
    head, _, value = line.partition("eval time = ")
    printed = number(before(value, " tokens per second"))
    milliseconds, tokens = number(value), number(value.partition("/")[2])
    speed = printed or (1000 * tokens / milliseconds if milliseconds and tokens else None)
    rate = place.report.reading if head.endswith("prompt ") else place.report.writing
    if speed and (tokens or tokens is None):
        rate.add(speed)


def _ollama_answer(place: Place, line: str) -> None:
    """Ollama's answer in JSON gives tokens and nanoseconds."""
    for prefix, rate in (("prompt_", place.report.reading), ("", place.report.writing)):
        tokens, time = (count(named(line, f"{prefix}eval_{key}")) for key in ("count", "duration"))
        if tokens and time:
            rate.add(tokens / time * 1e9)
