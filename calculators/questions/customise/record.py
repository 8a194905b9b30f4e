"""Dated facts about training: rates of graphics cards, and what trainers ask for a million tokens.

They are read from `data/finetune.json`, which is kept by hand; each has its source and its day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from calculators.core.records import read_json
from calculators.core.results import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.catalog import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What a card multiplies at most with 16-bit numbers, without sparsity."""

    tflops: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
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
    by_model: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    by_billions: tuple[tuple[float, float, float], ...] = ()
    """Up to so many 10^9 weights: from, to."""
    note: str = ""

    def asked(self, model: Model) -> Asked | None:
        """The price for this model; None where we know of none."""
        if found := self.by_model.get(model.id):
            train, read, write = found
            return Asked(train_low=train, train_high=train, read=read, write=write)
        size = model.parameters / 1e9
        for most, low, high in self.by_billions:
            if size <= most:
                return Asked(train_low=low, train_high=high)
        return None


@cache
def rates() -> Mapping[str, Rate]:
    """Rates by the id of a rented card."""
    raw = _raw()
    return {
        name: Rate(tflops=each["tflops"], source=_source(each, raw["checked"]))
        for name, each in raw["tensor_rates"].items()
    }


@cache
def trainers() -> Mapping[str, Trainer]:
    """Trainers by id."""
    raw = _raw()
    return {each["id"]: _trainer(each, raw["checked"]) for each in raw["trainers"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """What a trainer asks to run a model that it tuned, US dollars for a million tokens."""

    trainer: Trainer
    model: str
    """The id of the model it is the price of."""
    read: float
    write: float


USUAL_HOSTED = "qwen3-8b"
"""The model whose price stands in for those of which none is known."""


def hosted(model: str, *, trainer: str = "") -> Hosted:
    """The price of a tuned model, that trainer's first; of another model where none is known.

    >>> hosted("qwen3-8b").read, hosted("gpt-oss-20b").write, hosted("phi-4").model
    (0.195, 0.3, 'qwen3-8b')
    """
    for each in sorted(trainers().values(), key=lambda one: one.id != trainer):
        if found := each.by_model.get(model):
            return Hosted(trainer=each, model=model, read=found[1], write=found[2])
    return hosted(USUAL_HOSTED)


@cache
def checked() -> str:
    """When the file was last compared with its sources."""
    return str(_raw()["checked"])


@cache
def _raw() -> dict[str, Any]:
    found: dict[str, Any] = read_json("finetune.json")
    return found


def _trainer(raw: Mapping[str, Any], checked: str) -> Trainer:
    return Trainer(
        id=raw["id"],
        name=raw["name"],
        as_of=raw["as_of"],
        source=_source(raw, checked),
        by_model={name: tuple(each) for name, each in raw.get("usd_per_mtok", {}).items()},
        by_billions=tuple(tuple(each) for each in raw.get("by_billions", ())),
        note=raw.get("note", ""),
    )


def _source(raw: Mapping[str, Any], checked: str) -> Source:
    return Source(title=raw["title"], url=raw["url"], checked=checked)
