"""What `finder` asks: which machine, for what, and what matters beside that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.numbers import KIB
from calculators.core.presets import choice, count
from calculators.questions.common.licences import WISHES
from calculators.questions.common.machine_inputs import DeviceInputs, OtherAppsInput
from calculators.questions.common.model_inputs import MAX_CONTEXT
from calculators.questions.finder.purposes import PACES, PURPOSES

PurposeInput = Annotated[
    str, choice("What it is for", {name: each.label for name, each in PURPOSES.items()})
]
PaceInput = Annotated[
    str,
    choice(
        "How fast it should write",
        {name: each.label for name, each in PACES.items()},
        "Most adults read about 238 words a minute. For many short texts: all of them within "
        "an hour, or within half an hour.",
    ),
]
RoomInput = Annotated[
    int,
    count(
        "Context window",
        "tokens",
        0,
        MAX_CONTEXT,
        "0: as much as the purpose needs.",
        thousand=KIB,
        more=True,
    ),
]


@dataclass(frozen=True, kw_only=True)
class FinderInputs(DeviceInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    purpose: PurposeInput = "everyday"
    other_apps: OtherAppsInput = "documents"
    licence: Annotated[
        str,
        choice(
            "Licence",
            {name: label for name, (label, _) in WISHES.items()},
            "Conditions can be rules of use, a name to show, or a limit on your revenue.",
        ),
    ] = "business"
    pace: PaceInput = "reading"
    context: RoomInput = 0
