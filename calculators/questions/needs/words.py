"""The answer in words: the least memory that does, the cheapest machine, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import format_bytes, format_quantity, format_seconds
from calculators.core.results import Change, Figure, Table, Verdict
from calculators.questions.finder.words import PLACE_WORDS, with_range
from calculators.questions.needs.machines import KINDS, Offer, sure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from calculators.catalog import Model
    from calculators.engines.memory.requirement import Requirement
    from calculators.questions.finder.question import Question
    from calculators.questions.needs.machines import Kind

MOST = 10
NO_PRICE = "no dated price"


def asked(model: Model, quantization: str, asking: Question) -> str:
    """The question in one line."""
    apps = asking.other_apps.label
    return (
        f"{model.name}, {quantization}, {format_quantity(asking.context, 'tokens')} · "
        f"{asking.purpose.label}, {asking.pace.words} · {apps[0].lower() + apps[1:]} open"
    )


def verdict(
    named: str,
    wanted: Requirement,
    least: Mapping[Kind, int | None],
    found: list[Offer],
    asking: Question,
) -> Verdict:
    """How much memory it takes, and which machine to look at first."""
    good = sure(found)
    status, word, sign = ("found", "Runs on these", "✓") if good else ("none", "On none", "✗")
    return Verdict(
        status=status,
        word=word,
        sign=sign,
        tone="good" if good else "bad",
        headline=_headline(named, wanted, least),
        reasons=tuple(_reasons(good, found, asking)),
    )


def _headline(named: str, wanted: Requirement, least: Mapping[Kind, int | None]) -> str:
    pc, card = least["integrated"], least["dedicated"]
    needs = f"{named} needs {format_bytes(wanted.total_bytes)}"
    if pc is None or card is None:
        return f"{needs}: more than the usual sizes of memory hold."
    return f"{needs}: {pc} GB of memory in a PC, or a graphics card with {card} GB."


def _reasons(good: list[Offer], found: list[Offer], asking: Question) -> Iterator[str]:
    count = f"{len(good)} of the machines in our catalog"
    yield (
        f"{count} surely hold it and write {asking.pace.words}."
        if good
        else (
            f"None of the machines in our catalog surely holds it and writes {asking.pace.words}."
        )
    )
    priced = next((each for each in good if each.machine.price), None)
    if priced:
        yield f"Cheapest with a dated price: {priced.machine.name}, {price_words(priced)}."
    elif good:
        yield "None of these has a price with a source and a date."
    if others := len(found) - len(good):
        yield f"{others} more run it with less certainty, or more slowly."


def price_words(offer: Offer) -> str:
    """The price with its date, or that there is none."""
    price = offer.machine.price
    if price is None:
        return NO_PRICE
    return f"{price.usd:,.0f} US dollars ({price.what}, {price.as_of})"


def figures(
    wanted: Requirement, least: Mapping[Kind, int | None], found: list[Offer]
) -> Iterator[Figure]:
    """What it needs, the least memory of each kind, and how many machines there are."""
    yield Figure(
        name="total_bytes",
        label="Memory it needs",
        value=wanted.total_bytes,
        unit="bytes",
        basis="estimate",
        low=wanted.low_bytes,
        high=wanted.high_bytes,
    )
    for kind, size in least.items():
        yield Figure(
            name=f"least_{kind}_gib",
            label=KINDS[kind],
            value=size,
            unit="GB",
            basis="assumed",
            note="the smallest usual size in which it surely fits",
        )
    counts = (
        ("machines_sure", "Machines that surely run it, as quick as wished", len(sure(found))),
        ("machines_running", "Machines that run it at all", len(found)),
    )
    for name, label, value in counts:
        yield Figure(name=name, label=label, value=value, unit="machines", basis="estimate")


def table(found: Sequence[Offer], asking: Question) -> Table | None:
    """The first machines of the list; nothing where none runs it."""
    rows = tuple(_row(each) for each in found[:MOST])
    if not rows:
        return None
    return Table(
        title=f"The first {len(rows)} of {len(found)} machines that run it"
        if len(found) > len(rows)
        else "All machines that run it",
        columns=("Machine", "Price", "Writes", asking.purpose.task.label, "How"),
        rows=rows,
    )


def _row(offer: Offer) -> tuple[str, ...]:
    times = offer.found.estimate
    decode = times.decode
    place = PLACE_WORDS[offer.found.place]
    return (
        offer.machine.name,
        price_words(offer),
        with_range(decode.low, decode.high, decode.typical),
        f"about {format_seconds(times.done.typical)}",
        place[0].upper() + place[1:],
    )


def change(words: str, offer: Offer | None, inputs: Mapping[str, str]) -> Change | None:
    """A change and the first machine of its list."""
    if offer is None:
        return None
    return Change(text=f"{words}: {offer.machine.name}, {price_words(offer)}.", inputs=inputs)
