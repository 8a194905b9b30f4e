"""The ladder, what was released, what that means for an owner, and other measures beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from calculators.core.results import Figure, Path, Stop, Table
from calculators.engines.openness.ladder import RELEASED, RUNGS, UNKNOWN, Rung
from calculators.engines.openness.record import CRITERIA, Found, framework
from calculators.questions.openness.case import Case
from calculators.questions.openness.verdict import LOOKS, STATUS, lacking

_ASKS: Mapping[Rung, str] = {
    "weights_available": "Weights and the code to run them, free of charge; the licence may limit "
    "use.",
    "open_weights": "The same under an open source licence.",
    "open_source_ai": "And the training code, and the data or, where they can’t be shared, what is "
    "needed to rebuild them.",
    "open_source_ai_with_open_data": "And all of the training data.",
}
_CLASSES = {"o": "Open", "p": "In part", "c": "Closed"}


def figures(case: Case) -> Iterator[Figure]:
    """How many of six parts are out, and of how many nothing is known."""
    states = [found.status for _, found in parts(case)]
    out = sum(each in (RELEASED, "yes", "preprint", "technical report") for each in states)
    yield Figure("parts_released", "Parts released, of six", out, "parts", "reported")
    yield Figure("parts_unknown", "Not known", states.count(UNKNOWN), "parts", "reported")


def charts(case: Case) -> Iterator[Path]:
    """The ladder, from the highest rung down."""
    stops = tuple(_stop(case, rung) for rung in reversed(RUNGS))
    yield Path(title="The ladder of the G7", stops=stops, rising=True)


def _stop(case: Case, rung: Rung) -> Stop:
    sign, word = _reached(case, rung)
    missing = lacking(case, rung) if sign != "✓" and not case.why_not else ""
    says = f"{_ASKS[rung]} Missing: {missing}." if missing else _ASKS[rung]
    return Stop(label=LOOKS[rung].word, sign=sign, word=word, says=says)


def _reached(case: Case, rung: Rung) -> tuple[str, str]:
    if case.rung is None:
        return "?", "not known" if case.why_not else "does not fit"
    if rung == case.rung:
        return "✓", "here"
    if RUNGS.index(rung) < RUNGS.index(case.rung):
        return "✓", "reached"
    open_question = case.released.is_floor and "licence" not in case.released.lacks(rung)
    return ("?", "not looked up") if open_question else ("✗", "not reached")


def parts(case: Case) -> Iterator[tuple[str, Found]]:
    """The six parts of a release."""
    gate = "The download asks for your data or consent." if case.found.access else ""
    yield (
        "Weights",
        Found(
            status=RELEASED,
            says=gate or "Whether you have to register to get it was not looked up.",
        ),
    )
    licence = case.licence
    kind = RELEASED if licence and licence.kind == "open source" else "other"
    yield (
        "Open source licence",
        Found(status=kind if licence else UNKNOWN, says=f"{licence.name}." if licence else ""),
    )
    yield "Training code", case.found.code
    yield "Training data", case.found.data
    yield "Model card", case.found.card
    yield "Paper or report", case.found.paper


def tables(case: Case) -> Iterator[Table]:
    """What was released, what it is good for, what other measures say."""
    yield Table(
        title="What was released",
        columns=("Part", "Released", "What was found"),
        rows=tuple(
            (name, STATUS.get(found.status, "No"), _found(found)) for name, found in parts(case)
        ),
    )
    yield Table(
        title="What that means for you", columns=("Question", "Answer"), rows=tuple(_owner(case))
    )
    yield Table(
        title="Other ratings of this exact release",
        columns=("Measure", "What it says"),
        rows=tuple(_beside(case)),
    )
    if case.found.osai:
        yield Table(
            title=f"The European index on {case.model.name}, {case.found.osai.day}",
            columns=("Criterion", "Class"),
            rows=tuple(
                (name, _CLASSES[letter])
                for name, letter in zip(CRITERIA, case.found.osai.classes, strict=True)
            ),
        )


def _found(found: Found) -> str:
    where = f"Read at: {place_words(found.at)}." if found.at else ""
    return f"{found.says} {where}".strip() or "–"


def place_words(at: str) -> str:
    """Where it was read, in words.

    >>> place_words("hf:swiss-ai/Apertus-8B-2509"), place_words("openai/gpt-oss@c0ffee:README.md")
    ('page of swiss-ai/Apertus-8B-2509', 'openai/gpt-oss, README.md')
    """
    kind, _, rest = at.partition(":")
    named = {"hf": f"page of {rest}", "arxiv": f"arXiv {rest}"}
    if kind == "osai":
        return f"European Open Source AI Index, {rest.removesuffix('.yaml')}"
    return named.get(kind) or ", ".join(filter(None, (kind.partition("@")[0], rest)))


def _owner(case: Case) -> Iterator[tuple[str, str]]:
    code, data = case.released.code, case.released.data
    yield (
        "Can you keep it?",
        ("Yes: what you downloaded stays on your disk. The licence says how long you may use it."),
    )
    checked = {
        RELEASED: "Yes: the data are there to look at.",
        "released_to_rebuild": "With work: the data have to be rebuilt first.",
        "partly_released": "In part: some of the data are there.",
        "described": "No: there is a description, and no data.",
        "none_found": "No: no data were found.",
    }
    yield "Can you check what it learned from?", checked.get(data, "Not known.")
    if UNKNOWN in (code, data) and "none_found" not in (code, data):
        yield "Can you rebuild it?", "Not known."
    elif code == RELEASED and data in (RELEASED, "released_to_rebuild"):
        yield "Can you rebuild it?", "In principle: code and data are out. It takes a data centre."
    else:
        yield "Can you rebuild it?", "No: code or data are missing."


def _beside(case: Case) -> Iterator[tuple[str, str]]:
    yield (
        "Open Source AI Definition",
        "Not assessed. Only older releases passed in 2024: Pythia, OLMo, Amber, CrystalCoder "
        "and T5.",
    )
    yield "European Open Source AI Index", _index(case)
    name, why = framework(case.found, case.released.licence)
    listed = " The tool lists it; nobody audits its entries." if case.found.listed else ""
    cls = "No class" if name == "none" else "Not assessed"
    yield "Model Openness Framework", f"{cls}. {why}{listed}"


def _index(case: Case) -> str:
    rated, sister = case.found.osai, case.found.sister
    if rated:
        count = Counter(rated.classes)
        said = (f"{count[letter]} {name.lower()}" for letter, name in _CLASSES.items())
        return f"{', '.join(said)}, on {rated.day}."
    if sister:
        return f"Not rated. It rates {sister.name} instead, which says nothing of this release."
    return "Not rated, as far as we looked."
