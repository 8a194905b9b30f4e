"""What `finder` asks: which machine, for what, and what matters beside that."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import choice, count, when
from calculators.core.numbers import KIB
from calculators.questions.common import groups
from calculators.questions.common.licences import WISHES
from calculators.questions.common.machine_inputs import DeviceInputs, open_apps
from calculators.questions.common.model_inputs import MAX_CONTEXT
from calculators.questions.finder.purposes import PACES, PURPOSES
from calculators.questions.licence.use import ANY_USE, UserInputs, intended_use


def purposes() -> str:
    """The input for what the model is for."""
    return choice("everyday", {name: each.label for name, each in PURPOSES.items()})(
        "What it is for"
    )


def paces() -> str:
    """The input for how fast it should write."""
    return choice("reading", {name: each.label for name, each in PACES.items()}, group=groups.PACE)(
        "How fast it should write",
        "Most adults read about 238 words a minute. For many short texts: all of them within "
        "an hour, or within half an hour.",
    )


def room() -> int:
    """The input for the context, where the purpose may set it."""
    return count(0, "tokens", 0, MAX_CONTEXT, thousand=KIB, group=groups.PACE)(
        "Context window", "0: as much as the purpose needs."
    )


@dataclass(frozen=True, kw_only=True)
class WishInputs(DeviceInputs):
    """The machine, and what is wanted of a model."""

    purpose: str = purposes()
    other_apps: str = open_apps()
    pace: str = paces()
    use: str = intended_use()
    licence: str = choice(
        "business",
        {name: label for name, (label, _) in WISHES.items()},
        when=when("use", ANY_USE),
        group=groups.USE,
    )("Licence", "Conditions can be rules of use, a name to show, or a limit on your revenue.")
    context: int = room()


@dataclass(frozen=True, kw_only=True)
class FinderInputs(UserInputs, WishInputs):
    """The inputs; names are the flags of the command line. In the form the wishes come first."""
