from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from calculators.core.inputs import Moment, Option, Text
from calculators.core.presets import amount, choice, count, switch, when


def fruits() -> Sequence[Option]:
    return [
        Option("apple", "Apple", "Pome"),
        Option("pear", "Pear", "Pome"),
        Option("other", "Other", "Not listed"),
    ]


@dataclass(frozen=True, kw_only=True)
class Basket:
    fruit: Annotated[str, choice("Fruit", fruits)] = "apple"
    other: Annotated[str, Text(label="Which", max_characters=20, when=when("fruit", "other"))] = ""
    count: Annotated[
        int, count("Count", "pieces", 1, 1000, "How many.", stops=(1, 10, 100), remember=True)
    ] = 10
    weight: Annotated[float, amount("Weight", "kg", 0.1, 5, more=True)] = 0.2
    washed: Annotated[bool, switch("Washed", more=True)] = True
    on: Annotated[datetime | None, Moment(label="Picked on", more=True)] = None
