"""The figures of an answer, and the list of what runs, cut to a length that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from calculators import catalog
from calculators.catalog import Model
from calculators.core.numbers import format_bytes, format_seconds
from calculators.core.results import Figure, StackedBar, Table
from calculators.questions.common.licences import licence_words
from calculators.questions.common.scores import MONTHS, level, points
from calculators.questions.common.tasks import speed_words
from calculators.questions.finder.candidates import Candidate, Place
from calculators.questions.finder.case import Case
from calculators.questions.finder.verdict import level_words, place_words
from calculators.questions.fit import figures as memory
from calculators.questions.licence.use import in_the_way
from calculators.questions.licence.words import OUTCOMES
from calculators.questions.speed.figures import span_figure

MOST = 9
MOST_UNSCORED = 4
_MOST_OF_A_PLACE: Mapping[Place, int] = {Place.SURE: 5, Place.LIKELY: 3}
_MOST_OF_OTHERS = 2


def highlights(case: Case) -> tuple[str, ...]:
    """What to show large; nothing where nothing runs."""
    return ("total_bytes", "decode_tokens_per_s", "done_s") if case.first else ()


def figures(case: Case) -> Iterator[Figure]:
    """The first of the list, then what was counted; not known where nothing runs."""
    budget, needed = case.budget, case.first.needed if case.first else None
    yield Figure(
        "total_bytes",
        "Memory it needs",
        needed.total_bytes if needed else None,
        "bytes",
        low=needed.low_bytes if needed else None,
        high=needed.high_bytes if needed else None,
        note=f"of about {format_bytes(budget.usable_bytes)}",
    )
    yield Figure(
        "usable_bytes",
        "A model may use",
        budget.usable_bytes,
        "bytes",
        "assumed",
        low=budget.usable_low_bytes,
        high=budget.usable_high_bytes,
    )
    times = case.first.estimate if case.first else None
    decode, first_word, done = (
        (times.decode, times.first_word, times.done) if times else (None, None, None)
    )
    yield span_figure("decode_tokens_per_s", "Writing speed", "tokens/s", decode)
    yield span_figure("first_word_s", "Until the first word", "seconds", first_word)
    yield span_figure("done_s", case.purpose.task.label, "seconds", done)
    yield from _score(case)
    yield Figure("context_tokens", "Context window", case.context, "tokens", "assumed")
    allowed = sum(case.allows(model) for model in catalog.models().values())
    yield Figure("models_allowed", "Models with such a licence and context", allowed, "models")
    yield Figure("models_running", "Of these run here", len(case.found), "models")
    sure = sum(each.place == Place.SURE for each in case.found)
    yield Figure("models_sure", "Of these surely, and as quick as wished", sure, "models")
    scored = sum(each.score is not None for each in case.found)
    yield Figure("models_scored", "Of those that run, with a score in the index", scored, "models")


def _score(case: Case) -> Iterator[Figure]:
    """Of the first of the list, where it has one."""
    subject = case.first.score if case.first else None
    if subject:
        low, high, note = subject.low, subject.high, level_words(subject)
        yield Figure(
            "score", "Score in the index", subject.eci, "points", subject.basis, low, high, note
        )


def charts(case: Case) -> Iterator[StackedBar]:
    """The memory of the first, as `fit` draws it."""
    if case.timed:
        yield from memory.charts(case.timed.memory)


def tables(case: Case) -> Iterator[Table]:
    """The best of each place, then what else surely runs and has no score."""
    found = case.found
    short = shortlist(found)
    rows = tuple(_row(number, each) for number, each in enumerate(short, start=1))
    if rows:
        every = len(found) == len(rows)
        yield Table(
            title="All models that run here"
            if every
            else f"The best of the {len(found)} models that run here",
            columns=("Model", "Needs", "Writes", case.purpose.task.label, "Licence", "Why here"),
            rows=rows,
        )
    unscored = [each for each in found if _surely_without_score(each) and each not in short]
    if unscored:
        yield Table(
            title="These run as well, but have no score to rank them by",
            columns=("Model", "Needs", "Writes", "Licence", "Size and date"),
            rows=tuple(_unscored(each) for each in unscored[:MOST_UNSCORED]),
        )
    named = {each: (catalog.model(each).name, said) for each, said in case.readings.items()}
    if barred := tuple(in_the_way(named)):
        yield Table(
            title="What a licence stands in the way of, for this use",
            columns=("May you?", "Licence and clause", "Models"),
            rows=barred,
        )


def _surely_without_score(found: Candidate) -> bool:
    return found.group == (False, Place.SURE) and found.score is None


def shortlist(found: Sequence[Candidate]) -> list[Candidate]:
    """A few of each place, in order, so that what is less sure or slower is seen as well."""
    chosen: list[Candidate] = []
    for group in sorted({each.group for each in found}):
        most = _MOST_OF_A_PLACE.get(group[1], _MOST_OF_OTHERS)
        chosen += [each for each in found if each.group == group][:most]
    return chosen[:MOST]


def _row(number: int, each: Candidate) -> tuple[str, ...]:
    """A model; its place first among the reasons, then what orders models of one place."""
    place = place_words(each)
    return (
        f"{number}. {each.model.name}, {each.quantization}",
        format_bytes(each.needed.total_bytes),
        speed_words(each.estimate.decode),
        f"about {format_seconds(each.estimate.done.typical)}",
        _licence(each),
        f"{place[0].upper()}{place[1:]}; {_ranked_by(each)}",
    )


def _licence(each: Candidate) -> str:
    if each.reading is None:
        return licence_words(each.model)
    return f"{each.model.licence}: {OUTCOMES[each.reading.outcome].lower()}"


def _ranked_by(each: Candidate) -> str:
    subject = each.score
    if subject is None:
        return f"no score; {_size_and_date(each.model)}"
    estimate = ", an estimate" if subject.basis == "estimate" else ""
    return f"score {points(subject)}{estimate}: like closed models of {level(subject.equals)}"


def _unscored(each: Candidate) -> tuple[str, ...]:
    return (
        f"{each.model.name}, {each.quantization}",
        format_bytes(each.needed.total_bytes),
        speed_words(each.estimate.decode),
        _licence(each),
        _size_and_date(each.model),
    )


def _size_and_date(model: Model) -> str:
    return f"{model.parameters / 1e9:.1f} billion weights, {released(model)}"


def released(model: Model) -> str:
    """The month of release, as far as it is known.

    >>> from calculators import catalog
    >>> released(catalog.model("qwen3-8b"))
    'April 2025'
    """
    year, _, rest = model.release_date.partition("-")
    return f"{MONTHS[int(rest[:2]) - 1]} {year}" if rest else year
