"""What a log says, as it is filled in: loads of a model with their contexts, and the speeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from calculators.questions.log_check.amounts import NOTHING, Size

FULL, SLIDING = "full", "sliding"
HOST_NAMES = ("CPU", "CUDA_Host", "ROCm_Host", "Vulkan_Host", "SYCL_Host", "CANN_Host", "MUSA_Host")
REPACKED = ("CPU_REPACK", "CPU_AARCH64", "AMX")
"""Buffers of a second, rearranged copy of weights."""


@dataclass(slots=True)
class Cache:
    """One KV cache: of the layers that keep everything, or of those with a window."""

    kind: str = FULL
    size: Size = NOTHING
    cells: int = 0
    layers: int = 0
    streams: int = 0
    key_type: str = ""
    value_type: str = ""


@dataclass(slots=True)
class Context:
    """What was reserved for one context, and how it was set up; 0 or empty where not printed."""

    settings: dict[str, int] = field(default_factory=dict)
    flash_attention: bool | None = None
    unified_cache: bool | None = None
    full_sliding: bool = False
    caches: list[Cache] = field(default_factory=list)
    state: Size = NOTHING
    output: Size = NOTHING
    compute: dict[str, Size] = field(default_factory=dict)

    @property
    def cache_size(self) -> Size:
        """All caches together."""
        return total(cache.size for cache in self.caches)


@dataclass(slots=True)
class Load:
    """One model as it was loaded."""

    names: list[str] = field(default_factory=list)
    architecture: str = ""
    shape: dict[str, int] = field(default_factory=dict)
    parameters: Size = NOTHING
    """Number of weights with its precision, in the fields of a `Size`."""
    file_type: str = ""
    file: Size = NOTHING
    buffers: dict[str, Size] = field(default_factory=dict)
    layers_on_gpu: int | None = None
    layers_offered: int = 0
    contexts: list[Context] = field(default_factory=list)

    @property
    def weights(self) -> Size:
        """All buffers of weights but the rearranged copy."""
        kept = (size for name, size in self.buffers.items() if name not in REPACKED)
        return total(kept)

    @property
    def repacked(self) -> Size:
        """The rearranged copy."""
        return total(size for name, size in self.buffers.items() if name in REPACKED)

    @property
    def context(self) -> Context:
        """The context of the model itself; a draft model's, or one for a test, keeps less."""
        return max(self.contexts, key=lambda each: each.cache_size.bytes, default=Context())

    @property
    def graphics(self) -> list[str]:
        """Buffers that are not in main memory."""
        return [name for name in self.buffers if not name.startswith(("CPU", *REPACKED))]


@dataclass(slots=True)
class Rate:
    """Tokens and the seconds they took; the seconds of one request or the sum of several."""

    tokens: float = 0
    seconds: float = 0
    requests: int = 0

    @property
    def tokens_per_s(self) -> float:
        """0 where nothing was measured."""
        return self.tokens / self.seconds if self.seconds else 0

    def add(self, tokens: float, seconds: float) -> None:
        """One more request."""
        self.tokens, self.seconds, self.requests = (
            self.tokens + tokens,
            self.seconds + seconds,
            self.requests + 1,
        )


@dataclass(slots=True)
class Report:
    """All that could be read out of one text."""

    loads: list[Load] = field(default_factory=list)
    reading: Rate = field(default_factory=Rate)
    writing: Rate = field(default_factory=Rate)
    asked_context: int = 0
    """Context on the command line, before llama.cpp rounded it up."""
    from_ollama_engine: bool = False
    """Lines of Ollama's own engine, which sizes otherwise and prints one decimal."""

    @property
    def load(self) -> Load:
        """The last load of the main model: a draft model beside it is much smaller."""
        largest = max((_heft(load) for load in self.loads), default=0)
        near = [load for load in self.loads if _heft(load) >= largest / 2]
        return near[-1] if near else Load()

    @property
    def has_memory(self) -> bool:
        """Whether there is any size to compare."""
        load = self.load
        return bool(load.weights.bytes or load.file.bytes or load.context.cache_size.bytes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recognised."""
        return not (self.has_memory or self.reading.requests or self.writing.requests)


def _heft(load: Load) -> float:
    return load.weights.bytes or load.file.bytes


def total(sizes: Iterable[Size]) -> Size:
    """The sum of sizes."""
    return reduce(add, sizes, NOTHING)


class Place:
    """Where lines belong now: the load, the context and the cache that were last begun."""

    def __init__(self) -> None:
        self.report = Report()
        self.sliding = False
        self.answer_tokens: dict[str, float] = {}

    @property
    def load(self) -> Load:
        """The load that lines belong to now."""
        if not self.report.loads:
            self.report.loads.append(Load())
        return self.report.loads[-1]

    @property
    def context(self) -> Context:
        """The context that lines belong to now."""
        if not self.load.contexts:
            self.load.contexts.append(Context())
        return self.load.contexts[-1]

    @property
    def cache(self) -> Cache:
        """The cache that lines belong to now."""
        kind = SLIDING if self.sliding else FULL
        found = [each for each in self.context.caches if each.kind == kind]
        if not found:
            found = [Cache(kind)]
            self.context.caches += found
        return found[0]
