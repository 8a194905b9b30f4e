"""One model and one purpose: what it needs, and the machines that it runs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from calculators import catalog
from calculators.catalog import Model
from calculators.core.calculator import carried
from calculators.core.errors import InputErrors, Problem
from calculators.core.form import USUAL
from calculators.core.numbers import format_quantity
from calculators.engines.memory.requirement import Requirement
from calculators.questions.common.model_inputs import check_mix
from calculators.questions.finder.case import Case as FinderCase
from calculators.questions.finder.inputs import FinderInputs
from calculators.questions.needs.inputs import NeedsInputs
from calculators.questions.needs.machines import (
    KINDS,
    Kind,
    Listing,
    least_gib,
    listings,
    needed,
    sure,
)


@dataclass(frozen=True)
class Case:
    """The question, read; raises `InputErrors` where the model cannot be asked for so much."""

    values: NeedsInputs

    def __post_init__(self) -> None:
        """Refuse a mix that the model cannot have, and a context it was not built for."""
        check_mix(self.model.geometry, self.quantization)
        if self.finder.context > self.model.context_max:
            most = format_quantity(self.model.context_max, "tokens")
            message = (
                f"{self.model.name} was built for {most} of context. Choose another purpose or "
                "model."
            )
            raise InputErrors([Problem("context" if self.values.context else "purpose", message)])

    @property
    def model(self) -> Model:
        """The model that was chosen."""
        return catalog.model(self.values.model)

    @property
    def quantization(self) -> str:
        """As chosen, or the usual one of the model."""
        chosen = self.values.quantization
        return self.model.recommended_quantization if chosen == USUAL else chosen

    @cached_property
    def finder(self) -> FinderCase:
        """The same purpose as `finder` asks for it, with any licence."""
        return FinderCase(carried(self.values, FinderInputs, licence="any"))

    @cached_property
    def wanted(self) -> Requirement:
        """What the model needs where it isn't copied for a processor."""
        return self._needed("apple")

    def _needed(self, kind: Kind) -> Requirement:
        return needed(self.model, self.quantization, self.finder, kind)

    @cached_property
    def least(self) -> Mapping[Kind, int | None]:
        """The smallest usual size of each kind of memory in which it surely fits."""
        return {kind: least_gib(self._needed(kind), kind, self.finder) for kind in KINDS}

    @cached_property
    def found(self) -> list[Listing]:
        """Every machine that runs it, in the order to look at them."""
        return listings(self.model, self.quantization, self.finder)

    @cached_property
    def sure(self) -> list[Listing]:
        """Those on which it surely fits and is quick enough."""
        return sure(self.found)

    @property
    def first(self) -> Listing | None:
        """The first machine on which it surely runs."""
        return next(iter(self.sure), None)
