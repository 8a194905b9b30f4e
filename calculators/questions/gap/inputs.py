"""What `gap` asks: the best open model, the best that a machine runs, or one model; and the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from calculators import catalog
from calculators.core.form import CUSTOM, choice, moment, when
from calculators.core.inputs import Option
from calculators.engines.capability.record import estimated, published
from calculators.questions.common import groups
from calculators.questions.common.machine_inputs import (
    DESCRIBED,
    DeviceInputs,
    machine_options,
    open_apps,
)

FRONTIER, MACHINE, MODEL = "frontier", "machine", "model"
ABOUT = {
    FRONTIER: "The best open model there is",
    MACHINE: "The best that my machine runs",
    MODEL: "One model",
}
OPEN = {
    "weights": "Its weights can be downloaded, whatever the licence",
    "business": "A firm may use it",
    "unrestricted": "A licence without limits on use",
}
"""What people mean by open, from the widest to the narrowest."""


@cache
def _models() -> Sequence[Option]:
    known = published().keys() | estimated().keys()
    found = (each for each in catalog.models().values() if each.id in known)
    return [Option(each.id, each.name, each.developer) for each in found]


@dataclass(frozen=True, kw_only=True)
class AboutInputs:
    """Which model is meant."""

    about: str = choice(FRONTIER, ABOUT)("What you want to know about")
    openness: str = choice("weights", OPEN, when=when("about", FRONTIER))("What counts as open")
    model: str = choice("gemma-4-12b", _models, when=when("about", MODEL))("Model")


@dataclass(frozen=True, kw_only=True)
class GapInputs(DeviceInputs, AboutInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    machine: str = choice(
        "laptop-16gb",
        machine_options,
        DESCRIBED,
        remember=True,
        ask_browser=CUSTOM,
        when=when("about", MACHINE),
    )("Machine")
    other_apps: str = open_apps(when("about", MACHINE))
    as_of: datetime | None = moment(group=groups.DAY)(
        "As of", "Empty for the newest scores that we have."
    )
