"""What a million tokens of the tuned model cost where somebody hosts it: typed, or found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.questions.customise.inputs import BY_TOKEN, TRAINER
from calculators.questions.customise.money import month_usd
from calculators.questions.customise.record import hosted

if TYPE_CHECKING:
    from calculators.questions.customise.inputs import CustomiseInputs
    from calculators.questions.customise.money import Request
    from calculators.questions.customise.record import Hosted


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """US dollars for a million tokens of the tuned model."""

    read: float
    write: float
    found: Hosted | None
    """The dated price it rests on; None where the reader typed both."""
    borrowed: bool
    """Whether that is the price of another model."""

    def month_usd(self, each: Request, requests: int) -> float:
        """A month of such requests."""
        return month_usd(each, requests=requests, read_usd=self.read, write_usd=self.write)


def hosting(values: CustomiseInputs) -> Hosting | None:
    """The price as typed, or else that of a trainer; None where it is not paid by the token."""
    if values.served != BY_TOKEN:
        return None
    found = hosted(values.model, trainer=values.trainer if values.where == TRAINER else "")
    typed = values.tuned_input_usd and values.tuned_output_usd
    return Hosting(
        read=values.tuned_input_usd or found.read,
        write=values.tuned_output_usd or found.write,
        found=None if typed else found,
        borrowed=not typed and found.model != values.model,
    )
