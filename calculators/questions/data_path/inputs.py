"""What `data-path` asks: where the model runs, what kind of text it is, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from calculators.core.form import USUAL, choice, moment, switch, when
from calculators.core.inputs import Option
from calculators.engines.cover.record import listed, plan
from calculators.questions.common import groups
from calculators.questions.cover.inputs import HOMES

_AGREED = "What was agreed"
MACHINE, SERVER, PLAN = "machine", "server", "plan"
WHERE = {
    PLAN: "At a vendor or a host, on one of its plans",
    MACHINE: "On my own machine",
    SERVER: "On a server of ours",
}
KINDS = {
    "public": "Public: anybody may read it",
    "internal": "Internal: ours, and not for others",
    "personal": "Personal: about people",
    "client": "Secrets of a client",
    "health": "Health: about somebody’s health",
}
"""Kinds of text; what each asks for is in `duties`."""
PLACES = {name: words for name, words in HOMES.items() if name != USUAL}


def _plans() -> Sequence[Option]:
    """The plans of vendors, a group for each."""
    sold = (ident for ident in listed() if plan(ident).kind != "own")
    return [Option(each, listed()[each]["name"], listed()[each]["vendor"]) for each in sold]


@dataclass(frozen=True, kw_only=True)
class DataPathInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    where: str = choice(PLAN, WHERE)("Where the model runs")
    plan: str = choice("openai-chatgpt-business", _plans, when=when("where", PLAN))("Plan")
    exposed: bool = switch(False, when=when("where", MACHINE, SERVER))(
        "It can be reached from the internet",
        "Without a password or a private network in front of it.",
    )
    kind: str = choice("internal", KINDS)("Kind of text")
    home: str = choice("US", PLACES)("Where you are")
    zero_retention: bool = switch(False, when=when("where", PLAN), group=_AGREED)(
        "Zero retention is agreed", "The vendor has promised to keep nothing."
    )
    training_off: bool = switch(False, when=when("where", PLAN), group=_AGREED)(
        "Training is switched off", "In the settings of the account."
    )
    as_of: datetime | None = moment(group=groups.DAY)("As of", "Empty for today.")
