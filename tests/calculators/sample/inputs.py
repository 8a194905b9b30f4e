from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from calculators.core import form
from calculators.core.form import choice, when
from calculators.core.inputs import Option


def fruits() -> Sequence[Option]:
    return [
        Option("apple", "Apple", "Pome"),
        Option("pear", "Pear", "Pome"),
        Option("other", "Other", "Not listed"),
    ]


@dataclass(frozen=True, kw_only=True)
class Basket:
    fruit: str = choice("apple", fruits)("Fruit")
    other: str = form.text("", max_characters=20, when=when("fruit", "other"))("Which")
    count: int = form.count(10, "pieces", 1, 1000, stops=(1, 10, 100), remember=True)(
        "Count", "How many."
    )
    weight: float = form.amount(0.2, "kg", 0.1, 5, group="More about it")("Weight")
    washed: bool = form.switch(True, group="More about it")("Washed")
    on: datetime | None = form.moment(group="More about it")("Picked on")
