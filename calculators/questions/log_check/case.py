"""A log, read: what it says, which model it is about, and the prediction for its set-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from calculators import catalog
from calculators.catalog import Model
from calculators.questions.common.model_inputs import check_mix
from calculators.questions.log_check.comparison import Comparison
from calculators.questions.log_check.inputs import FROM_LOG, LogCheckInputs
from calculators.questions.log_check.reading import read
from calculators.questions.log_check.recognition import geometry_of, quantization, recognised
from calculators.questions.log_check.report import Report


@dataclass(frozen=True)
class Case:
    """One log and what it can be compared with."""

    values: LogCheckInputs

    def __post_init__(self) -> None:
        """Refuse a mix that the model cannot have."""
        if self.comparison and self.comparison.geometry:
            geometry, quantization = self.comparison.geometry, self.comparison.quantization
            check_mix(geometry, quantization, instead="another one")

    @cached_property
    def report(self) -> Report:
        """What the log says."""
        return read(self.values.log)

    @cached_property
    def model(self) -> Model | None:
        """The model that was chosen, or the one that the log is surely about."""
        return catalog.models().get(self.values.model) or recognised(self.report.load)

    @cached_property
    def quantization(self) -> str:
        """As chosen or as the log says; empty when neither does."""
        said, chosen = quantization(self.report.load.file_type), self.values.quantization
        return said if chosen == FROM_LOG else chosen

    @cached_property
    def comparison(self) -> Comparison | None:
        """The log beside the prediction, if there is one; None where it gives no sizes."""
        if not self.report.has_memory:
            return None
        model, load = self.model, self.report.load
        geometry = (geometry_of(load, model) or model.geometry) if model else None
        return Comparison(
            report=self.report,
            geometry=geometry,
            quantization=self.quantization if model else "",
            projector=model.projector if model else None,
        )
