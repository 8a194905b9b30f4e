from __future__ import annotations

from dataclasses import dataclass

from tests.calculators.sample.inputs import Basket


@dataclass(frozen=True)
class Case:
    values: Basket

    @property
    def name(self) -> str:
        return self.values.other or self.values.fruit

    @property
    def total_kg(self) -> float:
        return self.values.count * self.values.weight
