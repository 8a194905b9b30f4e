"""The list of what runs, cut to a length that people read: the best of each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from calculators.core.numbers import format_bytes, format_seconds
from calculators.core.results import Table
from calculators.questions.common.licences import licence_words
from calculators.questions.finder.candidates import Candidate, Place
from calculators.questions.finder.question import Question
from calculators.questions.finder.words import PLACE_WORDS, released, with_range

MOST = 9
_MOST_OF_A_PLACE: Mapping[Place, int] = {Place.SURE: 5, Place.LIKELY: 3}
_MOST_OF_OTHERS = 2


def shortlist(found: Sequence[Candidate]) -> list[Candidate]:
    """A few of each place, in order, so that what is less sure or slower is seen as well."""
    chosen: list[Candidate] = []
    for place in Place:
        most = _MOST_OF_A_PLACE.get(place, _MOST_OF_OTHERS)
        chosen += [each for each in found if each.place == place][:most]
    return chosen[:MOST]


def table(asking: Question, found: Sequence[Candidate]) -> Table | None:
    """The best of each place; nothing where nothing runs."""
    rows = tuple(_rows(shortlist(found)))
    if not rows:
        return None
    return Table(
        title=f"The best of the {len(found)} models that run here"
        if len(found) > len(rows)
        else "All models that run here",
        columns=("Model", "Needs", "Writes", asking.purpose.task.label, "Licence", "Why here"),
        rows=rows,
    )


def _rows(chosen: Sequence[Candidate]) -> Iterator[tuple[str, ...]]:
    for number, each in enumerate(chosen, start=1):
        decode = each.estimate.decode
        yield (
            f"{number}. {each.model.name}, {each.quantization}",
            format_bytes(each.needed.total_bytes),
            with_range(decode.low, decode.high, decode.typical),
            f"about {format_seconds(each.estimate.done.typical)}",
            licence_words(each.model),
            _why(each),
        )


def _why(each: Candidate) -> str:
    """Its place first, then what orders models of one place."""
    billions = f"{each.model.parameters / 1e9:.1f} billion weights"
    place = PLACE_WORDS[each.place]
    return f"{place[0].upper()}{place[1:]}; {billions}, {released(each.model)}"
