"""How the name follows, what was not looked at, and where each part stands."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.openness.ladder import RUNGS
from calculators.engines.openness.record import address, stated
from calculators.questions.openness.case import Case
from calculators.questions.openness.figures import parts, place_words
from calculators.questions.openness.verdict import LOOKS, STATUS, lacking

_NOTES = (
    "Only this release counts. What a sister, a base model or a later version has is never carried "
    "over.",
    "“Not known” means that nobody looked it up for us, or that it is not settled. It is no “no”.",
    "That something was not found is no proof that it is nowhere.",
    "Where the law or technique forbids sharing data, the G7 asks for information about them. We "
    "count data as rebuildable only where somebody published a way to do it.",
)


def steps(case: Case) -> Iterator[Step]:
    """Each rung, from the lowest, with what it lacks."""
    yield Step(
        title="What counts",
        formula="kind of licence, training code, training data",
        working=case.licence.name if case.licence else "no licence",
        outcome=", ".join(
            STATUS.get(each, each).lower()
            for each in (case.released.licence or "none", case.released.code, case.released.data)
        ),
    )
    for rung in RUNGS:
        missing = lacking(case, rung)
        yield Step(
            title=LOOKS[rung].word,
            formula="nothing may be missing",
            working=missing or "nothing is missing",
            outcome="no" if missing else "yes",
        )


def notes(case: Case) -> Iterator[str]:
    """What this rests on, and what it leaves out."""
    yield from _NOTES
    if case.licence and case.licence.parts:
        yield "Two licences hold together here. The stricter one counts."


def sources(case: Case) -> Iterator[Source]:
    """Where each part stands, then the measures."""
    day = stated("checked")
    repository = f"https://huggingface.co/{case.model.hf_repo}"
    yield Source(title="Weights: its page on Hugging Face", url=repository, checked=day)
    if case.licence:
        first = case.licence.sources[0]
        yield Source(title=f"Licence: {first.title}", url=first.url, checked=first.checked)
    at: dict[str, list[str]] = {}
    for name, found in parts(case):
        if found.at:
            at.setdefault(found.at, []).append(name)
    for place, names in at.items():
        title = f"{', '.join(names).capitalize()}: {place_words(place)}"
        yield Source(title=title, url=address(place), checked=day)
    yield source("g7-openness")
    yield from _measures(case, day)


def _measures(case: Case, day: str) -> Iterator[Source]:
    found = case.found
    if found.osai:
        yield Source(
            title="Entry of this release in the European Open Source AI Index",
            url=address(found.osai.at),
            checked=found.osai.day,
        )
    if found.sister:
        title = f"Entry of {found.sister.name}, not of this release, in the European index"
        yield Source(title=title, url=address(found.sister.at), checked=day)
    if found.listed:
        url = address(f"mot:{found.listed}")
        yield Source(title="Its listing at the Model Openness Tool", url=url, checked=day)
    yield from map(source, ("osai-index", "osaid", "mof"))
