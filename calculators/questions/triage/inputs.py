"""What `triage` asks: a task, where it differs from what is usual, and what holds for you."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.core.form import USUAL, choice, switch
from calculators.core.inputs import Option
from calculators.engines.triage.record import tasks

FACTORS: Mapping[str, Mapping[str, str]] = {
    "person": {
        "no": "It decides nothing about a person",
        "helps": "It helps to judge a person",
        "decides": "It decides on a job, credit, health, schooling or rights",
    },
    "profession": {
        "no": "Anybody may do it",
        "signed": "For a licensed profession, whose member signs it off",
        "unsigned": "For a licensed profession, and nobody signs it off",
    },
    "undo": {
        "easily": "A mistake is easy to undo",
        "costly": "A mistake costs money or trust",
        "never": "A mistake can’t be undone",
    },
    "check": {
        "seconds": "Checked in seconds, by a person or a rule",
        "effort": "Checked with effort",
        "cannot": "Nobody can tell whether it is right",
    },
    "data": {
        "public": "Public data",
        "internal": "Internal data",
        "personal": "Personal data",
        "secret": "Health data, clients’ secrets and the like",
    },
    "acts": {
        "no": "It only writes",
        "own": "It acts, and reads only what is ours",
        "strangers": "It acts, and reads what strangers send",
    },
    "audience": {
        "inside": "It stays in the office",
        "published": "It is published or sent out",
        "talks": "It talks with people outside",
    },
    "kind": {
        "sort": "Sort, extract, pick from a list",
        "rewrite": "Summarise, translate, rewrite",
        "write": "Write something new",
        "recall": "Answer from facts",
        "reason": "Long reasoning or code",
    },
    "volume": {"some": "Little, or in bursts", "steady": "A lot, all day long"},
}
"""What matters about a task, each with its levels: those of a risk from the least risky on."""
_TASK = "More about the task"
_HAVE = "What you have"
_MUST = "What it must do"
TESTS = {"untried": "Not tried yet", "passed": "It passed", "failed": "It failed"}
_USUAL = Option(USUAL, "The usual for this task")


def _tasks() -> Sequence[Option]:
    return [Option(each.id, each.label) for each in tasks().values()]


def _factor(name: str, label: str, help: str = "", *, group: str = "") -> str:
    """One of the levels of a factor, at first what is usual for the task."""
    return choice(USUAL, _USUAL, FACTORS[name], group=group)(label, help)


@dataclass(frozen=True, kw_only=True)
class TriageInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    task: str = choice("notes", _tasks)("Task", "Each brings its own factors. Change what differs.")
    person: str = _factor("person", "People", group=_TASK)
    undo: str = _factor("undo", "A mistake", "Once somebody has used the answer.")
    check: str = _factor("check", "Checking")
    data: str = _factor("data", "Data")
    acts: str = _factor(
        "acts", "Acting", "With tools, such as mail, payments or files.", group=_TASK
    )
    profession: str = _factor(
        "profession", "Licensed work", "Such as medicine and law.", group=_TASK
    )
    audience: str = _factor("audience", "Who gets it", group=_TASK)
    kind: str = _factor("kind", "Kind of work", group=_TASK)
    volume: str = _factor("volume", "How much", group=_TASK)
    test: str = choice("untried", TESTS, group=_HAVE)(
        "A small or cheap model on your own examples", "50 to 200 real ones, not a demo."
    )
    owner: bool = switch(True, group=_HAVE)("Somebody answers for the result")
    cover: bool = switch(False, group=_MUST)(
        "A vendor must stand behind it", "If somebody claims that the answer copies their work."
    )
    offline: bool = switch(False, group=_MUST)("It must work without internet")
    skills: bool = switch(False, group=_HAVE)("Somebody here can run and repair a server")
    audit: bool = switch(False, group=_MUST)("We must show which model answered")
    origin: bool = switch(False, group=_MUST)("A customer or authority asks who made the model")
