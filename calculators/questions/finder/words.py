"""The answer in words: the plan in the headline, what to expect, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.catalog import Model
from calculators.core.numbers import (
    format_about,
    format_bytes,
    format_quantity,
    format_range,
    format_seconds,
)
from calculators.core.results import Tone, Verdict
from calculators.engines.speed.estimate import Estimate
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record
from calculators.questions.common.tasks import READING_WORDS_PER_MINUTE, words_per_minute
from calculators.questions.finder.candidates import Candidate, Place
from calculators.questions.finder.question import Question

_LOOKS: Mapping[Place, tuple[str, str, str, Tone]] = {
    Place.SURE: ("found", "Runs well", "✓", "good"),
    Place.LIKELY: ("tight", "Just fits", "!", "tight"),
    Place.SPLIT: ("partial_offload", "Runs partly beside the card", "½", "tight"),
    Place.STRETCH: ("stretch", "Fits with luck", "!", "tight"),
    Place.COARSE: ("coarse", "Only with few bits", "!", "tight"),
    Place.SLOW: ("slow", "Runs, but slowly", "!", "tight"),
}
PLACE_WORDS: Mapping[Place, str] = {
    Place.SURE: "surely fits",
    Place.LIKELY: "just fits",
    Place.SPLIT: "partly beside the card",
    Place.STRETCH: "fits with luck",
    Place.COARSE: "few bits, loses much",
    Place.SLOW: "slower than you wish",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_GOOD_FOR = (
    (1.5, "sorting, labelling and rephrasing short texts. Do not ask it for facts"),
    (5.0, "e-mails, short summaries and finding dates or names in a text. Check facts it states"),
)
"""Up to so many billion weights, what a model is good for: our judgement."""


def verdict(asking: Question, top: Candidate | None) -> Verdict:
    """The plan: what to take, what it needs, what to close, what to expect and how sure that is."""
    if top is None:
        return Verdict(
            status="nothing",
            word="Nothing fits",
            sign="✗",
            tone="bad",
            headline="No model of our catalog fits beside what stays open.",
            reasons=(_room(asking),),
        )
    status, word, sign, tone = _LOOKS[top.place]
    context = format_quantity(asking.context, "tokens")
    return Verdict(
        status=status,
        word=word,
        sign=sign,
        tone=tone,
        headline=f"Try {named(top)} with a context of {context}.",
        reasons=tuple(_reasons(asking, top)),
    )


def named(found: Candidate) -> str:
    """The model and its quantization."""
    return f"{found.model.name} in {found.quantization}"


def _reasons(asking: Question, top: Candidate) -> Iterator[str]:
    yield f"It needs {format_bytes(top.needed.total_bytes)}. {_room(asking)}"
    yield _closing(asking, top)
    yield _expect(asking, top.estimate)
    yield _sure(asking, top)
    if good := good_for(top.model):
        yield f"With {weights_words(top.model)} it is good for {good}. (Our judgement.)"


def _room(asking: Question) -> str:
    budget = asking.budget
    usable = format_bytes(budget.usable_bytes)
    worst = format_bytes(budget.usable_low_bytes)
    if budget.spill_bytes:
        return f"The graphics card has about {usable} for a model, {worst} at worst."
    return f"A model may use about {usable} here, {worst} at worst."


def _closing(asking: Question, top: Candidate) -> str:
    label = asking.other_apps.label
    apps = label[0].lower() + label[1:]
    if not asking.other_apps.typical_gib:
        return "Close everything else first."
    if top.place in (Place.LIKELY, Place.STRETCH):
        return f"Beside it keep no more open than {apps}; less is safer."
    return f"You can keep {apps} open."


def _expect(asking: Question, times: Estimate) -> str:
    writes = (
        f"It writes {with_range(times.decode.low, times.decode.high, times.decode.typical)}, "
        f"about {format_about(words_per_minute(times), 'words a minute')}; most adults read "
        f"about {READING_WORDS_PER_MINUTE}."
    )
    task = asking.purpose.task.label
    spread = format_range(times.done.low, times.done.high, "seconds")
    return f"{writes} {task}: {spread or format_seconds(times.done.typical)}."


def with_range(low: float, high: float, typical: float) -> str:
    """A speed with its range."""
    spread = format_range(low, high, "tokens/s")
    return spread or format_quantity(typical, "tokens/s")


def _sure(asking: Question, top: Candidate) -> str:
    decode = device_of(asking.machine, record()).speed_class.decode
    speed = (
        f"The speed rests on {decode.rows} measurements on {decode.devices} devices of its kind."
        if decode.devices
        else "Nothing of its kind is among our measurements, so the speed is a rough guess."
    )
    if top.status == "partial_offload":
        speed = "The speed of a model split like this is a rough guess that nothing has confirmed."
    if beyond_graphics(asking, top):
        limit = format_bytes(asking.budget.gpu_bytes)
        return (
            f"The built-in graphics may hold only {limit} unless you raise that, and the rest runs "
            f"slower. {speed}"
        )
    fits = {
        Place.SURE: "It fits even in the worst case that we assume.",
        Place.LIKELY: "It fits in the memory that is usually free, and not in the worst case.",
        Place.STRETCH: "It fits only where the system and your apps take less than usual.",
    }.get(top.place, "")
    return f"{fits} {speed}".strip()


def beyond_graphics(asking: Question, top: Candidate) -> bool:
    """Whether it is more than built-in graphics may hold, though their speed was counted on."""
    machine, budget = asking.machine, asking.budget
    graphics = machine.kind == "integrated" and machine.speed_class not in (None, "CPU")
    return graphics and top.needed.total_bytes > budget.gpu_bytes


def good_for(model: Model) -> str:
    """What so small a model is good for; empty for a larger one."""
    billions = model.parameters / 1e9
    return next((words for most, words in _GOOD_FOR if billions <= most), "")


def weights_words(model: Model) -> str:
    """How many weights, and how many of them work on a token.

    >>> from calculators import catalog
    >>> weights_words(catalog.model("qwen3-30b-a3b"))
    '30.5 billion weights (3.3 at work)'
    """
    active = f" ({model.active_billions:g} at work)" if model.active_billions else ""
    return f"{model.parameters / 1e9:.1f} billion weights{active}"


def released(model: Model) -> str:
    """The month of release, as far as it is known.

    >>> from calculators import catalog
    >>> released(catalog.model("qwen3-8b"))
    'April 2025'
    """
    year, _, rest = model.release_date.partition("-")
    return f"{_MONTHS[int(rest[:2]) - 1]} {year}" if rest else year
