"""The figures: what it needs, the least memory of each kind, and the list of machines."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_seconds
from calculators.core.results import Figure, Table
from calculators.questions.common.tasks import speed_words
from calculators.questions.finder.verdict import place_words
from calculators.questions.needs.case import Case
from calculators.questions.needs.machines import KINDS, Listing

MOST = 10
HIGHLIGHTS = ("total_bytes", "least_integrated_gib", "least_dedicated_gib")


def figures(case: Case) -> Iterator[Figure]:
    """What it needs, the least memory of each kind, and how many machines there are."""
    wanted = case.wanted
    yield Figure(
        "total_bytes",
        "Memory it needs",
        wanted.total_bytes,
        "bytes",
        low=wanted.low_bytes,
        high=wanted.high_bytes,
    )
    for kind, size in case.least.items():
        note = "the smallest usual size in which it surely fits"
        yield Figure(f"least_{kind}_gib", KINDS[kind], size, "GB", "assumed", note=note)
    sure, running = len(case.sure), len(case.found)
    yield Figure(
        "machines_sure", "Machines that surely run it, as quick as wished", sure, "machines"
    )
    yield Figure("machines_running", "Machines that run it at all", running, "machines")


def tables(case: Case) -> Iterator[Table]:
    """The first machines of the list; none where none runs it."""
    rows = tuple(_row(each) for each in case.found[:MOST])
    if rows:
        more = len(case.found) > len(rows)
        first = f"The first {len(rows)} of {len(case.found)} machines that run it"
        yield Table(
            title=first if more else "All machines that run it",
            columns=("Machine", "Price", "Writes", case.finder.purpose.task.label, "How"),
            rows=rows,
        )


def _row(listing: Listing) -> tuple[str, ...]:
    times, place = listing.found.estimate, place_words(listing.found)
    return (
        listing.machine.name,
        listing.price_words,
        speed_words(times.decode),
        f"about {format_seconds(times.done.typical)}",
        place[0].upper() + place[1:],
    )
