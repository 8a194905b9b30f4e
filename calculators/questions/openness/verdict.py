"""The answer in words: what the release may be called, and what that means for its owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.results import good, tight
from calculators.engines.openness.ladder import UNKNOWN, Part, Rung
from calculators.engines.openness.record import framework, stated
from calculators.questions.openness.case import Case

LOOKS = {
    "open_source_ai_with_open_data": good("Open source AI with open data"),
    "open_source_ai": good("Open source AI"),
    "open_weights": tight("Open weights", "◐"),
    "weights_available": tight("Weights available", "◔"),
    "not_determined": tight("None of the four names", "?"),
    "unknown": tight("Not known", "?"),
}
_HEADLINES: Mapping[Rung, str] = {
    "weights_available": "You get the weights of {name}, under a licence that limits their use.",
    "open_weights": "You get the weights of {name} under an open source licence, {rest}.",
    "open_source_ai": "{name} comes with its weights, its training code and a way to rebuild its "
    "data.",
    "open_source_ai_with_open_data": "{name} comes with its weights, its training code and its "
    "data.",
}
PARTS: Mapping[Part, str] = {
    "licence": "an open source licence",
    "code": "the training code",
    "data": "the training data",
}
STATUS = {
    "released": "Yes",
    "released_to_rebuild": "A way to rebuild it",
    "partly_released": "In part",
    "described": "Described only",
    "none_found": "None found",
    "unknown": "Not known",
    "yes": "Yes",
    "partial": "In part",
    "preprint": "A preprint",
    "technical report": "A report by the maker",
}
"""What was found of a part."""


_KINDS = {
    "open source": "That is an open source licence.",
    "permissive": "It permits as much as one, and the Open Source Initiative has not approved it.",
    "restricted": "It limits use.",
    "non-commercial": "It bars business.",
}


def asked(case: Case) -> str:
    """The question in one line."""
    day = f" · as of {case.on}" if case.values.as_of else ""
    return f"{case.model.name} · {case.model.hf_repo}{day}"


def status(case: Case) -> str:
    """The name, or why there is none."""
    return case.rung or ("unknown" if case.why_not else "not_determined")


def word(case: Case) -> str:
    """The name; "at least" where it could stand higher."""
    look = LOOKS[status(case)].word
    return f"At least {look[0].lower()}{look[1:]}" if is_floor(case) else look


def is_floor(case: Case) -> bool:
    """Whether something was not looked up that could lift it."""
    return case.rung is not None and case.released.is_floor


def words(case: Case) -> Mapping[str, str]:
    """The rung, and whether it could be higher, for programs."""
    return {
        "outcome": status(case),
        "clause": case.licence.name if case.licence else "no licence found",
        "floor": "yes" if is_floor(case) else "no",
        "framework": framework(case.found, case.released.licence)[0],
    }


def headline(case: Case) -> str:
    """What you get."""
    if case.why_not:
        return f"We can’t say how open {case.model.name} is: {case.why_not}."
    if case.rung is None:
        return (
            f"None of the four names fits {case.model.name}: its licence limits nothing, and is "
            "no open source licence."
        )
    rest = (
        "and perhaps more: not all of it was looked up"
        if is_floor(case)
        else "and not what they were made from"
    )
    return _HEADLINES[case.rung].format(name=case.model.name, rest=rest)


def reasons(case: Case) -> Iterator[str]:
    """The licence, what is missing, what is contested, and whom the names bind."""
    if case.why_not:
        return
    if case.licence:
        yield f"Its licence is {case.licence.name}. {_KINDS[case.licence.kind]}"
    if case.rung == "open_weights":
        yield "People often call this “open source”. By these names that takes code and data too."
    if case.found.contested:
        yield f"It can be read another way. {case.found.contested}"
    yield f"The names are those of the G7, of {stated('ladder_from')}. They aren’t binding."


def lacking(case: Case, rung: Rung) -> str:
    """What keeps it from a rung, in words.

    >>> from calculators.questions.openness.inputs import OpennessInputs
    >>> lacking(Case(OpennessInputs(model="phi-4")), "open_source_ai")
    'the training code and the training data'
    >>> lacking(Case(OpennessInputs(model="gemma-4-12b")), "open_source_ai")
    'the training code (not looked up) and the training data (not looked up)'
    """
    *others, last = ["", *(_missing(case, part) for part in case.released.lacks(rung))]
    before = ", ".join(filter(None, others))
    return f"{before} and {last}" if before else last


def _missing(case: Case, part: Part) -> str:
    states = {"code": case.released.code, "data": case.released.data}
    return PARTS[part] + (" (not looked up)" if states.get(part) == UNKNOWN else "")
