"""The answer in words: the least memory that does, and the cheapest machine."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import bad, good
from calculators.questions.fit.verdict import open_apps
from calculators.questions.needs.case import Case

LOOKS = {"found": good("Runs on these"), "none": bad("On none")}


def asked(case: Case) -> str:
    """The question in one line."""
    finder = case.finder
    return (
        f"{case.model.name}, {case.quantization}, {format_quantity(finder.context, 'tokens')} · "
        f"{finder.purpose.label}, {finder.pace.words} · {open_apps(finder.other_apps)}"
    )


def status(case: Case) -> str:
    """Whether there is a machine on which it surely runs."""
    return "found" if case.sure else "none"


def headline(case: Case) -> str:
    """How much memory it takes."""
    pc, card = case.least["integrated"], case.least["dedicated"]
    named = f"{case.model.name} in {case.quantization}"
    needs = f"{named} needs {format_bytes(case.wanted.total_bytes)}"
    if pc is None or card is None:
        return f"{needs}: more than the usual sizes of memory hold."
    return f"{needs}: {pc} GB of memory in a PC, or a graphics card with {card} GB."


def reasons(case: Case) -> Iterator[str]:
    """How many machines hold it, and which to look at first."""
    pace = case.finder.pace.words
    if case.sure:
        count = f"{len(case.sure)} of the machines in our catalog"
        yield f"{count} surely hold it and write {pace}."
    else:
        yield f"None of the machines in our catalog surely holds it and writes {pace}."
    priced = next((each for each in case.sure if each.machine.price), None)
    if priced:
        yield f"Cheapest with a dated price: {priced.machine.name}, {priced.price_words}."
    elif case.sure:
        yield "None of these has a price with a source and a date."
    if others := len(case.found) - len(case.sure):
        yield f"{others} more run it with less certainty, or more slowly."
