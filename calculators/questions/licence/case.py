"""One model and one use of it: the facts of the case, and what the licence says about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from calculators import catalog
from calculators.catalog import Model
from calculators.core.inputs import moment
from calculators.engines.licence.outcome import Reading, read
from calculators.engines.licence.record import Licence, Terms, licences, terms
from calculators.engines.price import offers
from calculators.engines.rules.condition import Facts
from calculators.questions.licence.facts import facts_of
from calculators.questions.licence.inputs import USES, LicenceInputs, is_commercial, release_of


@dataclass(frozen=True)
class Case:
    """The question, read."""

    values: LicenceInputs

    @property
    def release(self) -> str:
        """The id of the release, in the catalog or among the offers."""
        return release_of(self.values.model)

    @cached_property
    def model(self) -> Model | None:
        """The model of the catalog; None for one that is only sold by the token."""
        return catalog.models().get(self.release)

    @cached_property
    def name(self) -> str:
        """The model as people call it."""
        if self.model:
            return self.model.name
        sold = (each.label for each in offers().values() if release_of(each.id) == self.release)
        return next(sold, self.release)

    @property
    def terms(self) -> Terms | None:
        """Which licence the release is under, and how that is known."""
        return terms().get(self.release)

    @property
    def licence(self) -> Licence | None:
        """The licence; None where none was found."""
        return licences()[self.terms.licence] if self.terms and self.terms.licence else None

    @property
    def on(self) -> date:
        """The day asked about."""
        return moment(self.values.as_of).date()

    @property
    def commercial(self) -> bool:
        """Whether there is a commercial aim."""
        return is_commercial(self.values.commercial, self.values.actor)

    @property
    def facts(self) -> Facts:
        """Everything that a clause may ask about."""
        return facts_of(self.values, self.release)

    @cached_property
    def reading(self) -> Reading:
        """The outcome, with what it follows from."""
        return read(self.terms, self.facts, self.on)

    @cached_property
    def uses(self) -> Mapping[str, Reading]:
        """What holds for each use, all else as it is."""
        return {use: Case(replace(self.values, use=use)).reading for use in USES}
