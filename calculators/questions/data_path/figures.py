"""The way as a picture, how many can see the text, for how long, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.core.results import Figure, Path, Stop, Table
from calculators.engines.data_path.way import Sees, Station
from calculators.questions.cover.words import name_of, said, text_rows
from calculators.questions.data_path.case import Case
from calculators.questions.data_path.duties import duties
from calculators.questions.data_path.verdict import stay_words

HIGHLIGHTS = ("days_kept", "viewers", "duties")
_SIGNS: Mapping[Sees, str] = {"yes": "●", "some": "◐", "no": "○", "unknown": "?"}
_WORDS: Mapping[Sees, str] = {
    "yes": "sees it",
    "some": "may see it",
    "no": "does not see it",
    "unknown": "not known",
}
_NAMES: Mapping[Station, str] = {
    "you": "The person at the keyboard",
    "program": "Your program",
    "server": "Your server, and who runs it",
    "strangers": "Anybody who finds it on the internet",
    "vendor": "{who}",
    "hosts": "The host that it is passed on to",
    "helpers": "Firms that work for {who}",
    "staff": "People who may look at it",
    "copies": "Copies that stay",
    "model": "Training of models",
}


def figures(case: Case) -> Iterator[Figure]:
    """Days, people and duties; no days where they are not known."""
    way = case.way
    if way.stay.days is not None:
        yield Figure("days_kept", "Kept by others", way.stay.days, "days", "reported")
    yield Figure("viewers", "Others who may see it", len(way.viewers), "parties", "reported")
    yield Figure("duties", "To do before you send it", len(duties(case)), "things", "assumed")


def charts(case: Case) -> Iterator[Path]:
    """The way, from you to what is left of the text."""
    stops = tuple(_stop(case, name, sees) for name, sees in case.way.stations)
    yield Path(title="The route of your text", stops=stops)


def _stop(case: Case, name: Station, sees: Sees) -> Stop:
    word = _ending(case, name, sees) or _WORDS[sees]
    label = _NAMES[name].format(who=case.plan.vendor)
    return Stop(label=label, sign=_SIGNS[sees], word=word, says=_says(case, name))


def _ending(case: Case, name: Station, sees: Sees) -> str:
    """The two ends of the way see nothing; they are where it stays."""
    if name == "model":
        return {"yes": "trained on", "no": "not trained on"}.get(sees, "not known")
    if name == "copies":
        yours = "only what you log" if not case.leaves else "none"
        return {"yes": f"kept {stay_words(case)}", "no": yours}.get(sees, "not known")
    return ""


def _says(case: Case, name: Station) -> str:
    kept, training = case.fact("kept"), case.fact("training")
    place, review = case.fact("place").says, case.fact("review")
    works = "It passes it on" if case.plan.kind == "router" else "It works out the answer"
    says: dict[Station, str] = {
        "you": "You type or paste it.",
        "program": "It runs on your side: a browser, an app, your own code.",
        "strangers": "No password stands before it.",
        "hosts": "Its terms, its place and its keeping are its own.",
        "helpers": "Their list was not read.",
        "vendor": f"{works}. Place: {place or 'not known.'}",
        "staff": said(review, review.answer) if review.answer else "",
        "copies": "" if case.way.zero_counts or not kept.says else said(kept, ""),
        "model": said(training, training.code(case.values.home)) if training.answer else "",
    }
    return says.get(name, "")


def tables(case: Case) -> Iterator[Table]:
    """What to do, then what the texts say and where."""
    if todo := duties(case):
        yield Table(
            title="Before you send it",
            columns=("To do", "Because"),
            rows=tuple((f"☐ {each.do.removesuffix('.')}", each.because) for each in todo),
        )
    if case.leaves and case.found:
        yield Table(
            title=f"What the terms of {name_of(case.plan)} say",
            columns=("Subject", "In short", "Where it stands"),
            rows=tuple(text_rows(case.plan, case.values.home)),
        )
