"""The answer in words: whether the text stays with you, and what others do with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.results import bad, good, tight
from calculators.engines.data_path.way import Outcome
from calculators.questions.cover.words import name_of, said, where
from calculators.questions.data_path.case import Case
from calculators.questions.data_path.inputs import KINDS, PLACES, SERVER, WHERE

LOOKS = {
    "stays": good("Stays with you"),
    "not_kept": good("Leaves, not kept"),
    "kept": tight("Leaves, kept"),
    "unknown": tight("Not known", "?"),
    "trained_on": bad("Leaves, trained on"),
    "barred": bad("The terms bar it"),
    "exposed": bad("Open to strangers"),
}
_HEADLINES: Mapping[Outcome, str] = {
    "stays": "It stays with you: nothing is sent to anybody.",
    "not_kept": "It goes to {who}, which by its text keeps no copy and does not train on it.",
    "kept": "It goes to {who}, which does not train on it, and keeps a copy {stay}.",
    "unknown": "We can’t say what happens to it at {who}. Take it as kept and trained on.",
    "trained_on": "It goes to {who}, which trains on it{unless}.",
    "barred": "Don’t send it: the terms of {who} bar this kind of text (s.{bar}).",
    "exposed": "Anybody who finds your machine can use it, and may read what you send.",
}


def asked(case: Case) -> str:
    """The question in one line."""
    values = case.values
    place = name_of(case.plan) if case.leaves else WHERE[values.where]
    told = {
        "reachable from the internet": values.exposed,
        "zero retention agreed": values.zero_retention,
        "training switched off": values.training_off,
        f"as of {case.on}": values.as_of,
    }
    parts = (place, KINDS[values.kind].partition(":")[0], PLACES[values.home])
    return " · ".join([*parts, *(words for words, so in told.items() if so)])


def status(case: Case) -> str:
    """The outcome."""
    return case.way.outcome


def word(case: Case) -> str:
    """The outcome, with the days where a number is given."""
    days = case.way.stay.days
    kept = case.way.outcome == "kept" and days
    return f"Leaves, kept up to {days} days" if kept else LOOKS[case.way.outcome].word


def words(case: Case) -> Mapping[str, str]:
    """The outcome, and where that stands, for programs."""
    return {"outcome": case.way.outcome, "clause": clause(case)}


def clause(case: Case) -> str:
    """Where the fact that decides stands: on training, or on what is kept."""
    way = case.way
    if case.found is None:
        return "no text for that place and day was read"
    if not case.leaves:
        return where(case.plan.review.at) or "nothing is sent"
    if way.outcome == "barred":
        return way.bar
    if way.outcome == "trained_on" or way.trains == "unknown":
        return where(case.plan.training.at) or "not known"
    return where((case.plan.zero if way.zero_counts else case.plan.kept).at) or "not known"


def headline(case: Case) -> str:
    """Where it ends up."""
    switch = case.fact("training").answer == "yes_unless_opt_out"
    return _HEADLINES[case.way.outcome].format(
        who=case.plan.vendor,
        stay=stay_words(case),
        bar=case.way.bar,
        unless=" unless you switch that off" if switch else "",
    )


def stay_words(case: Case) -> str:
    """How long copies stay, to follow a verb."""
    stay = case.way.stay
    if not stay.known:
        return "for a time that is not known"
    if stay.days is None:
        return "for an unstated time"
    return f"for up to {stay.days} days" if stay.days else "for no time"


def reasons(case: Case) -> Iterator[str]:
    """Why, as far as the picture of the way doesn't say it."""
    yield from _at_a_vendor(case) if case.leaves else _own(case)


def _at_a_vendor(case: Case) -> Iterator[str]:
    values, way, name = case.values, case.way, name_of(case.plan)
    if case.found is None:
        yield f"We read no text of {name} for that place and day."
    elif case.plan.id != case.asked.id:
        yield f"Where you are, the text of {name} holds."
    else:
        yield (
            f"This is what the public text of {name} says. A contract that you signed takes "
            "precedence."
        )
    if case.plan.kind == "router":
        yield "It passes your text on to hosts, and each of them has rules of its own."
    if values.training_off and way.trains == "no" and case.fact("training").answer != "no":
        yield "You say that training is switched off, so we count it as off."
    if values.zero_retention and not way.zero_counts:
        told = said(case.fact("zero"), case.fact("zero").answer)
        yield f"Zero retention here: {told} So your tick changes nothing."
    if way.zero_counts and case.plan.kept.flagged:
        yield f"Flagged text is kept even with zero retention: {case.plan.kept.flagged}"
    if way.outcome == "unknown":
        yield "Not known counts as kept and trained on, until somebody shows you the text."


def _own(case: Case) -> Iterator[str]:
    if case.values.exposed:
        yield "An open port is no privacy. Whoever gets in uses your model and may read its logs."
        yield from case.plan.open
        yield "Ollama listens on the machine alone unless somebody changes that."
        return
    yield "No vendor sees it, and nobody else’s terms count."
    yield "That is so for weights on the machine. Ollama also has models in a cloud of its own."
    if case.values.where == SERVER:
        yield "If you rent the server, its host can reach the machine. Its terms were not read."
