"""What an answer rests on: measurements, assumptions, what no number here covers, and sources."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.results import Source
from calculators.engines.speed.record import Band, SpeedClass, record
from calculators.engines.speed.tasks import OWN, PATIENCE_SOURCE, READING_SOURCE, TASK_SOURCES
from calculators.questions.speed.outlook import Outlook

FEW_DEVICES = 5


def notes(view: Outlook) -> tuple[str, ...]:
    """What was measured, what was assumed, and what is left out."""
    return tuple(_notes(view))


def _notes(view: Outlook) -> Iterator[str]:
    if view.fits:
        yield _measured(view.device.speed_class)
    if view.task.why:
        yield f"The task is our assumption: {view.task.why}."
    if view.values.task != OWN:
        yield "A token is about three quarters of an English word; other languages need more."
    if view.task.one_conversation:
        yield "The program keeps the conversation in its KV cache and reads only what is new."
    if not view.values.thinking_tokens:
        yield "A model that thinks before it answers takes longer: see “Thinking” in the settings."
    yield (
        "Not counted: loading the model from disk, which takes seconds to minutes when it is not "
        "in memory yet; a laptop that is hot or on battery; other programs that use the memory."
    )
    yield from view.now.model.notes


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


def sources(view: Outlook) -> tuple[Source, ...]:
    """Measurements, model, machine, and what we compare with, each once."""
    measured = view.device.speed_class.sources(record().checked)
    task = () if view.values.task == OWN else TASK_SOURCES
    every = (
        *measured,
        *view.now.model.sources[:1],
        *view.now.machine.sources[:1],
        READING_SOURCE,
        PATIENCE_SOURCE,
        *task,
    )
    return tuple({source.url: source for source in every}.values())
