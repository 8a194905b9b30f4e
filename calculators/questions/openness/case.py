"""One release: its licence, what was found of its parts, and the name that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators import catalog
from calculators.catalog import Model
from calculators.core.inputs import moment
from calculators.engines.licence.record import Licence, licences, terms
from calculators.engines.openness.ladder import Released, Rung
from calculators.engines.openness.record import Release, release, stated
from calculators.engines.rules.decide import in_force
from calculators.questions.openness.inputs import OpennessInputs


@dataclass(frozen=True)
class Case:
    """The question, read."""

    values: OpennessInputs

    @cached_property
    def model(self) -> Model:
        """The model of the catalog."""
        return catalog.model(self.values.model)

    @property
    def on(self) -> date:
        """The day asked about."""
        return moment(self.values.as_of).date()

    @cached_property
    def found(self) -> Release:
        """What was looked up of this very release."""
        return release(self.model.id)

    @cached_property
    def licence(self) -> Licence | None:
        """Its licence, where one was found whose text holds on that day."""
        known = terms().get(self.model.id)
        if known is None or not known.licence:
            return None
        licence = licences()[known.licence]
        return licence if in_force(licence.in_force_from, "", self.on) else None

    @cached_property
    def released(self) -> Released:
        """What the name depends on."""
        kind = self.licence.kind if self.licence else ""
        return Released(licence=kind, code=self.found.code.status, data=self.found.data.status)

    @property
    def why_not(self) -> str:
        """Why there is no answer on that day; empty where there is one."""
        if self.on.isoformat() < self.model.release_date:
            return f"it came out later ({self.model.release_date})"
        if self.on.isoformat() < stated("ladder_from"):
            return f"the names are of {stated('ladder_from')}"
        return "" if self.licence else "no licence of that day was found"

    @property
    def rung(self) -> Rung | None:
        """The name; None where none fits, or none can be given."""
        return None if self.why_not else self.released.rung
