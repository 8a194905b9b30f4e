"""What llama.cpp b11549 reports for the catalog's models: the rows of b11549.csv, as set-ups."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from calculators import catalog
from calculators.engines.memory import Geometry, Setup, sizes
from calculators.engines.memory.compute import KEPT, graph_moments
from calculators.engines.memory.quantization import tensor_bytes, tensor_types
from tests.calculators.engines.memory.geometries import read

BOTH_TABLES = ("gemma3n", "gemma4")
"""Architectures whose tied table llama.cpp allocates twice where it doesn't map the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One model, set up in one way, and the bytes that llama.cpp reports for it."""

    model: str
    setup: Setup
    weights_bytes: int
    context_bytes: int
    """KV cache and recurrent state."""
    compute_bytes: int

    @property
    def geometry(self) -> Geometry:
        """The model's shape."""
        return catalog.model(self.model).geometry

    @property
    def copied_bytes(self) -> int:
        """Reported, and not taken where the file is mapped: a second table of words."""
        if self.architecture not in BOTH_TABLES:
            return 0
        return next(
            tensor_bytes(each.tensor, kind)
            for each, kind in tensor_types(self.geometry, self.setup.quantization)
            if each.tensor.name == "token_embd.weight"
        )

    @property
    def unpublished_bytes(self) -> int:
        """What the file measured had and the published one lacks: an index in every layer."""
        if self.model != "glm-5.2":
            return 0
        everywhere, name = replace(self.geometry, indexer_dim=128), self.setup.quantization
        return sizes(everywhere, name).loaded_bytes - sizes(self.geometry, name).loaded_bytes

    @property
    def total_bytes(self) -> int:
        """What a mapped file of the published model takes."""
        mapped = self.weights_bytes - self.copied_bytes - self.unpublished_bytes
        return mapped + self.context_bytes + self.compute_bytes

    @property
    def architecture(self) -> str:
        """llama.cpp's name of it."""
        return self.geometry.architecture


@cache
def every_run() -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs that load, and those that llama.cpp refuses."""
    runs = [_run(row) for row in read("b11549.csv")]
    loaded, refused = ([run for run in runs if bool(run.compute_bytes) == k] for k in (True, False))
    return tuple(loaded), tuple(refused)


def _run(row: dict[str, str]) -> Run:
    setup = Setup(
        context=int(row["context"]),
        quantization=row["quant"],
        kv_cache_type=row["cache"],
        flash_attention=row["flash"] == "1",
        slots=int(row["slots"]),
        unified_cache=row["unified"] == "1",
        micro_batch=int(row["micro_batch"]),
    )
    sizes = {name: int(row[name] or 0) for name in row if name.endswith("_bytes")}
    return Run(model=row["model"], setup=setup, **sizes)


def half(number: int) -> list[str]:
    """Every other model, by architecture and name: half of them, from the first or the second."""
    loaded, _ = every_run()
    models = {run.model: run.architecture for run in loaded}
    return sorted(models, key=lambda model: (models[model], model))[number::2]


@contextmanager
def knowing_only(models: list[str]) -> Iterator[None]:
    """The rules as if they had been made with these models in view: no other's exceptions."""
    known = {catalog.model(model).geometry.architecture for model in models}
    kept = dict(KEPT)
    try:
        for architecture in kept.keys() - known:
            del KEPT[architecture]
        graph_moments.cache_clear()
        yield
    finally:
        KEPT.update(kept)
        graph_moments.cache_clear()
