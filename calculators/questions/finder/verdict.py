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
from calculators.core.results import bad, good, tight
from calculators.engines.capability.record import vintage
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record
from calculators.questions.common.licences import WISHES
from calculators.questions.common.scores import Subject, level, month, points, spoken, too_high
from calculators.questions.common.tasks import (
    READING_WORDS_PER_MINUTE,
    speed_words,
    words_per_minute,
)
from calculators.questions.finder.candidates import Candidate, Place
from calculators.questions.finder.case import Case
from calculators.questions.fit.verdict import open_apps
from calculators.questions.licence.use import chosen, permits, use_words
from calculators.questions.licence.words import OUTCOMES

LOOKS = {
    "found": good("Runs well"),
    "tight": tight("Just fits"),
    "partial_offload": tight("Runs partly beside the card", "½"),
    "stretch": tight("Fits with luck"),
    "coarse": tight("Only with few bits"),
    "slow": tight("Runs, but slowly"),
    "nothing": bad("Nothing fits"),
}
_STATUS: Mapping[Place, str] = {
    Place.SURE: "found",
    Place.LIKELY: "tight",
    Place.SPLIT: "partial_offload",
    Place.STRETCH: "stretch",
    Place.COARSE: "coarse",
    Place.SLOW: "slow",
}
PLACE_WORDS: Mapping[Place, str] = {
    Place.SURE: "surely fits",
    Place.LIKELY: "just fits",
    Place.SPLIT: "partly beside the card",
    Place.STRETCH: "fits if you’re lucky",
    Place.COARSE: "few bits, loses much",
    Place.SLOW: "slower than you wish",
}
INDEX = "The Epoch Capabilities Index"
EXPERTS_ASIDE = "experts in main memory"
_GOOD_FOR = (
    (1.5, "sorting, labelling and rephrasing short texts. Do not ask it for facts"),
    (5.0, "e-mails, short summaries and finding dates or names in a text. Check facts it states"),
)
"""Up to so many billion weights, what a model is good for: our judgement."""


def place_words(found: Candidate) -> str:
    """How well it does, or how it is split."""
    split = found.place == Place.SPLIT and found.experts_aside
    return EXPERTS_ASIDE if split else PLACE_WORDS[found.place]


def asked(case: Case) -> str:
    """The question in one line."""
    label, context = WISHES[case.values.licence][0], format_quantity(case.context, "tokens")
    wish = use_words(case.values) if chosen(case.values) else f"{label[0].lower()}{label[1:]}"
    return (
        f"{case.purpose.label}, {context} · {case.machine.name}, {open_apps(case.other_apps)} · "
        f"{wish}"
    )


def status(case: Case) -> str:
    """How well the first of the list does here."""
    return _STATUS[case.first.place] if case.first else "nothing"


def headline(case: Case) -> str:
    """The plan: what to take."""
    if case.first is None:
        return "No model of our catalog fits beside what stays open."
    context = format_quantity(case.context, "tokens")
    return f"Try {case.first.named} with a context of {context}."


def reasons(case: Case) -> Iterator[str]:
    """What it needs, what to close, what to expect and how sure that is."""
    first = case.first
    if first is None:
        yield _room(case)
        yield from _left_out(case)
        return
    yield f"It needs {format_bytes(first.needed.total_bytes)}. {_room(case)}"
    yield _closing(case, first)
    yield _expect(case, first)
    yield _sure(case, first)
    yield from _score(case, first)
    yield from permission(first)
    yield from _left_out(case)
    if fit_for := good_for(first.model):
        yield f"With {weights_words(first.model)} it is good for {fit_for}. (Our judgement.)"


def _room(case: Case) -> str:
    budget = case.budget
    usable, worst = format_bytes(budget.usable_bytes), format_bytes(budget.usable_low_bytes)
    if budget.spill_bytes:
        cards = "graphics card has" if budget.cards == 1 else f"{budget.cards} graphics cards have"
        return f"The {cards} about {usable} for a model, {worst} at worst."
    return f"A model may use about {usable} here, {worst} at worst."


def _closing(case: Case, first: Candidate) -> str:
    apps = open_apps(case.other_apps)
    if not case.other_apps.typical_gib:
        return "Close everything else first."
    if first.place in (Place.LIKELY, Place.STRETCH):
        return f"Beside it keep no more open than {apps.removesuffix(' open')}; less is safer."
    return f"You can keep {apps}."


def _expect(case: Case, first: Candidate) -> str:
    times, task = first.estimate, case.purpose.task.label
    spread = format_range(times.done.low, times.done.high, "seconds")
    return (
        f"It writes {speed_words(times.decode)}, about "
        f"{format_about(words_per_minute(times), 'words a minute')}; most adults read about "
        f"{READING_WORDS_PER_MINUTE}. {task}: {spread or format_seconds(times.done.typical)}."
    )


def _sure(case: Case, first: Candidate) -> str:
    decode = device_of(case.machine, record()).speed_class.decode
    speed = (
        f"The speed rests on {decode.rows} measurements on {decode.devices} devices of its kind."
        if decode.devices
        else "Nothing of its kind is among our measurements, so the speed is a rough guess."
    )
    if first.status == "partial_offload":
        speed = "The speed of a model split like this is a rough guess that nothing has confirmed."
        split = first.placement.split if first.placement else None
        if split and split.host_experts:
            speed = (
                f"The experts of {split.host_experts} of {first.model.geometry.layers} layers stay "
                f"in main memory: start llama.cpp with {split.flags}. The speed of such a split is "
                "a rough guess that few measurements confirm."
            )
    if beyond_graphics(case, first):
        limit = format_bytes(case.budget.gpu_bytes)
        return (
            f"The built-in graphics may hold only {limit} unless you raise that, and the rest runs "
            f"slower. {speed}"
        )
    fits = {
        Place.SURE: "It fits even in the worst case that we assume.",
        Place.LIKELY: "It fits in the memory that's usually free, but not in the worst case.",
        Place.STRETCH: "It only fits if the system and your apps take less than usual.",
    }.get(first.place, "")
    return f"{fits} {speed}".strip()


def _score(case: Case, first: Candidate) -> Iterator[str]:
    subject = first.score
    if subject is None:
        others = "comes first because nothing with a score runs as well here"
        if not any(each.score for each in case.found):
            others = "stands where it does by size and date, as all that run here do"
        yield f"{INDEX} has no score of it, so nobody knows what it equals. It {others}."
        return
    yield (f"{INDEX} of {spoken(vintage())} scores it {points(subject)}: {level_words(subject)}.")
    if subject.basis == "estimate":
        thinking = " It was scored while it thinks first, which takes longer." * subject.thinking
        yield (
            "That score is an estimate by one author. Such estimates were up to "
            f"{too_high():.1f} points too high, so it counts as so much lower here.{thinking}"
        )


def permission(first: Candidate) -> Iterator[str]:
    """What the licence of the first says of the use, where one is chosen."""
    reading, licence = first.reading, first.model.licence
    if reading is None:
        return
    if not permits(reading):
        yield (
            f"Nothing that is permitted for this use runs here. {first.model.name} comes first of "
            f"those to ask about: {licence}, {OUTCOMES[reading.outcome].lower()} "
            f"({reading.clause})."
        )
        return
    todo = len(reading.duties)
    asks = f"asks {todo} {'thing' if todo == 1 else 'things'} of you" if todo else "asks nothing"
    yield f"{licence} permits this use and {asks} ({reading.clause})."


def _left_out(case: Case) -> Iterator[str]:
    """How many the licence of which stands in the way; the list says why."""
    outcomes = [each.outcome for each in case.readings.values()]
    barred, known = outcomes.count("not_allowed"), len(outcomes)
    asked = sum(outcomes.count(each) for each in ("ask_first", "unknown"))
    if barred:
        yield f"Left out: {barred} of {known} models, whose licence does not permit this use."
    if asked:
        yield (
            f"Kept, but behind all others: {asked} of {known} models, whose maker must be asked "
            "or whose licence leaves it open."
        )


def level_words(subject: Subject) -> str:
    """What a score equals in time.

    >>> from calculators.questions.common.scores import of_model
    >>> level_words(of_model("qwen3.5-4b"))
    'level with the best closed model of December 2024 (o1)'
    """
    found = subject.equals
    if found.typical is None:
        return "above every closed model of the index"
    if level(found).endswith("earlier"):
        return f"level with closed models of {level(found)}"
    first = f"level with the best closed model of {month(found.typical.date)}"
    over = "" if level(found) == month(found.typical.date) else f", over its range {level(found)}"
    return f"{first} ({found.typical.name}{over})"


def beyond_graphics(case: Case, found: Candidate) -> bool:
    """Whether it is more than built-in graphics may hold, though their speed was counted on."""
    machine = case.machine
    graphics = machine.kind == "integrated" and machine.speed_class not in (None, "CPU")
    return graphics and found.needed.total_bytes > case.budget.gpu_bytes


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
