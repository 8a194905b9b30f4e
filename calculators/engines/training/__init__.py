"""Dated facts about training: rates of cards, prices of trainers, what studies and makers found.

They stand in `data/finetune.toml`, which is kept by hand; each has its source and its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from calculators.core.records import read_json, read_record, with_sources
from calculators.core.results import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TensorRate:
    """What a card multiplies at most with 16-bit numbers, without sparsity."""

    tflops: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainerPrice:
    """US dollars for a million tokens at one trainer; where it is a span, training has two ends."""

    train_low: float
    train_high: float
    read: float | None = None
    """To run the tuned model there; None where it is not sold by the token."""
    write: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainer:
    """Who tunes a model for you, and what was asked on a day."""

    id: str
    name: str
    as_of: str
    source: Source
    usd_per_mtok: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    """By the id of a model: to train, to read, to write."""
    by_billions: tuple[tuple[float, float, float], ...] = ()
    """Up to so many 10^9 weights: from, to."""
    note: str = ""

    def price(self, model: str, *, parameters: int) -> TrainerPrice | None:
        """The price for a model of that id and so many weights; None where we know of none.

        >>> tinker, together = trainers()["tinker"], trainers()["together"]
        >>> tinker.price("phi-4", parameters=14_659_507_200)
        >>> together.price("phi-4", parameters=14_659_507_200)
        TrainerPrice(train_low=0.48, train_high=1.35, read=None, write=None)
        """
        if found := self.usd_per_mtok.get(model):
            train, read, write = found
            return TrainerPrice(train_low=train, train_high=train, read=read, write=write)
        for most, low, high in self.by_billions:
            if parameters / 1e9 <= most:
                return TrainerPrice(train_low=low, train_high=high)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """What a trainer asks to run a model that it tuned, US dollars for a million tokens."""

    trainer: Trainer
    model: str
    """The id of the model it is the price of."""
    read: float
    write: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Numbers that a study or a maker's guide gives, by name."""

    values: Mapping[str, float]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All of them."""

    checked: str
    tensor_rates: Mapping[str, TensorRate]
    """By the id of a rented card."""
    trainers: tuple[Trainer, ...]
    findings: Mapping[str, Finding]


USUAL_HOSTED = "qwen3-8b"
"""The model whose price stands in for those of which none is known."""


@cache
def record() -> Record:
    """The record that ships."""
    raw = read_json("finetune.json")
    return read_record(Record, with_sources(raw, raw["checked"]))


@cache
def trainers() -> Mapping[str, Trainer]:
    """Trainers by id."""
    return {each.id: each for each in record().trainers}


def hosted(model: str, *, trainer: str = "") -> Hosted:
    """The price of a tuned model, that trainer's first; of another model where none is known.

    >>> hosted("qwen3-8b").read, hosted("gpt-oss-20b").write, hosted("phi-4").model
    (0.195, 0.3, 'qwen3-8b')
    """
    for each in sorted(trainers().values(), key=lambda one: one.id != trainer):
        if found := each.usd_per_mtok.get(model):
            return Hosted(trainer=each, model=model, read=found[1], write=found[2])
    return hosted(USUAL_HOSTED)
