"""The figures: what it needs, the least memory of each kind, and the list of machines."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_seconds
from calculators.core.results import Figure, Table
from calculators.questions.finder.words import PLACE_WORDS, with_range
from calculators.questions.needs.case import Case
from calculators.questions.needs.machines import KINDS, Offer

MOST = 10
HIGHLIGHTS = ("total_bytes", "least_integrated_gib", "least_dedicated_gib")


def figures(case: Case) -> Iterator[Figure]:
    """What it needs, the least memory of each kind, and how many machines there are."""
    yield Figure(
        name="total_bytes",
        label="Memory it needs",
        value=case.wanted.total_bytes,
        unit="bytes",
        basis="estimate",
        low=case.wanted.low_bytes,
        high=case.wanted.high_bytes,
    )
    for kind, size in case.least.items():
        yield Figure(
            name=f"least_{kind}_gib",
            label=KINDS[kind],
            value=size,
            unit="GB",
            basis="assumed",
            note="the smallest usual size in which it surely fits",
        )
    counts = (
        ("machines_sure", "Machines that surely run it, as quick as wished", len(case.sure)),
        ("machines_running", "Machines that run it at all", len(case.found)),
    )
    for name, label, value in counts:
        yield Figure(name=name, label=label, value=value, unit="machines", basis="estimate")


def tables(case: Case) -> Iterator[Table]:
    """The first machines of the list; none where none runs it."""
    rows = tuple(_row(each) for each in case.found[:MOST])
    if rows:
        more = len(case.found) > len(rows)
        first = f"The first {len(rows)} of {len(case.found)} machines that run it"
        yield Table(
            title=first if more else "All machines that run it",
            columns=("Machine", "Price", "Writes", case.asking.purpose.task.label, "How"),
            rows=rows,
        )


def _row(offer: Offer) -> tuple[str, ...]:
    times, place = offer.found.estimate, PLACE_WORDS[offer.found.place]
    return (
        offer.machine.name,
        offer.price_words,
        with_range(times.decode.low, times.decode.high, times.decode.typical),
        f"about {format_seconds(times.done.typical)}",
        place[0].upper() + place[1:],
    )
