"""The input that every priced calculator has."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from calculators.core.inputs import Moment

AtInput = Annotated[
    datetime | None,
    Moment(
        label="Prices on",
        help="A day such as 2026-12-01, or a day and a time in UTC. Empty: today.",
        more=True,
    ),
]
