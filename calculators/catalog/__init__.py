"""The catalog: models and machines, read from one generated file.

Records are authored in TOML under `data/`; `calculators.catalog.build` turns them into
`data/catalog.json`, which is all that ships.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from calculators.core.numbers import parse_number
from calculators.core.records import read_json
from calculators.core.results import Source
from calculators.engines.machine.record import Machine, Price
from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.projector import Projector
from calculators.engines.memory.quantization import QUANTIZATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSize:
    """The size of a GGUF file as somebody else publishes it, in GiB give or take `precision`."""

    quantization: str
    gib: float
    precision: float
    file: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherMix:
    """A file that a publisher mixed otherwise, and the standard mix that its name is taken for."""

    name: str
    near: str
    gib: float
    source: str


@dataclass(frozen=True, kw_only=True)  # without slots: the geometry is built once, when asked for
class Model:
    """An open-weight model and what is known about it."""

    id: str
    name: str
    developer: str
    hf_repo: str
    """Hugging Face repository of the weights."""
    release_date: str
    """Year, month or day of release, as far as it is established: "2025-04-28", "2025"."""
    modalities: str
    licence: str
    licence_osi: str
    """Whether the Open Source Initiative lists the licence: "yes", "no", "not established"."""
    context_max: int
    """Longest context the model is built for, in tokens."""
    parameters: int
    """Weights of the model, counted from its geometry."""
    quantizations: tuple[str, ...]
    """Quantizations offered; all the engine knows where the record names none."""
    recommended_quantization: str
    geometry_fields: Mapping[str, Any]
    sources: tuple[Source, ...]
    checked: str
    total_parameters: str = ""
    """As published, such as "8.2B"."""
    active_parameters: str = ""
    """As published; only mixture-of-experts models have fewer active than total."""
    licence_note: str = ""
    context_note: str = ""
    notes: str = ""
    same_geometry: tuple[str, ...] = ()
    """Other repositories that these figures hold for."""
    published_sizes: tuple[PublishedSize, ...] = ()
    publisher_mixes: tuple[PublisherMix, ...] = ()
    projector_fields: Mapping[str, Any] | None = None

    @cached_property
    def geometry(self) -> Geometry:
        """The shape of the model, which the memory engine takes."""
        return geometry_from(self.geometry_fields)

    @property
    def takes_pictures(self) -> bool:
        """Whether pictures are among what it takes in."""
        return "image" in self.modalities

    @cached_property
    def projector(self) -> Projector | None:
        """The shape of its part for pictures, where it is established."""
        fields = self.projector_fields
        return Projector(**fields, output=self.geometry.width) if fields else None

    @cached_property
    def active_billions(self) -> float:
        """Weights at work on each token as published, in 10^9; 0 where nothing is.

        >>> model("nemotron-3-nano-30b-a3b").active_billions, model("qwen3-8b").active_billions
        (3.0, 0.0)
        """
        return parse_number(self.active_parameters.partition("B")[0]) or 0.0


def geometry_from(fields: Mapping[str, Any]) -> Geometry:
    """A `Geometry` from a record's table; arrays become tuples."""
    return Geometry(**{key: _frozen(value) for key, value in fields.items()})


@cache
def models() -> Mapping[str, Model]:
    """All models by id, ordered for a menu: by developer, then by size."""
    return {record["id"]: _model(record) for record in records("models")}


@cache
def machines() -> Mapping[str, Machine]:
    """All machines by id, ordered for a menu: laptops first."""
    return {record["id"]: _machine(record) for record in records("machines")}


def model(ident: str) -> Model:
    """The model of that id; raises `KeyError`.

    >>> model("qwen3-8b").licence
    'Apache-2.0'
    """
    return models()[ident]


def machine(ident: str) -> Machine:
    """The machine of that id; raises `KeyError`.

    >>> machine("macbook-air-m4-16gb").bandwidth_gb_s
    120
    """
    return machines()[ident]


def records(kind: str) -> list[dict[str, Any]]:
    """The raw records of a kind, "models" or "machines", with how each source was read."""
    found: list[dict[str, Any]] = read_json("catalog.json")[kind]
    return found


def _machine(record: Mapping[str, Any]) -> Machine:
    apart = ("source", "stale_after", "price")
    fields = {key: value for key, value in record.items() if key not in apart}
    price = Price(**record["price"]) if "price" in record else None
    return Machine(**fields, price=price, sources=_sources(record))


def _model(record: Mapping[str, Any]) -> Model:
    renamed = {
        "released": "release_date",
        "geometry": "geometry_fields",
        "projector": "projector_fields",
    }
    fields = {
        renamed.get(key, key): _frozen(value)
        for key, value in record.items()
        if key not in ("source", "stale_after", "published_size", "publisher_mix")
    }
    sizes = tuple(PublishedSize(**size) for size in record.get("published_size", ()))
    mixes = tuple(PublisherMix(**mix) for mix in record.get("publisher_mix", ()))
    fields.setdefault("quantizations", QUANTIZATIONS)
    return Model(**fields, sources=_sources(record), published_sizes=sizes, publisher_mixes=mixes)


def _sources(record: Mapping[str, Any]) -> tuple[Source, ...]:
    return tuple(
        Source(title=each["title"], url=each["url"], checked=record["checked"])
        for each in record["source"]
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
