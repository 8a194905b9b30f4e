"""What the log says beside what our formulas give for the same set-up, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from calculators.engines.memory import (
    CACHE_TYPES,
    Geometry,
    KvCache,
    Setup,
    compute_buffer_bytes,
    gpu_output_bytes,
    kv_cache,
    output_buffer_bytes,
    recurrent_state_bytes,
    repacked_bytes,
    weights,
)
from calculators.engines.memory.compute import logits_kept
from calculators.engines.memory.requirement import MEASURED_COMPUTE
from calculators.engines.memory.setup import USUAL_MICRO_BATCH
from calculators.questions.log_check.amounts import NOTHING, Size
from calculators.questions.log_check.report import (
    FULL,
    HOST_NAMES,
    SLIDING,
    Cache,
    Context,
    Report,
    total,
)

OLD_OUTPUT_BYTES = 100_000
"""What builds until 2025 add to the output buffer, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of memory in the log and in the prediction."""

    key: str
    label: str
    log: Size
    predicted: float | None = None
    """None where the log does not say enough to predict it."""
    low: float | None = None
    high: float | None = None
    """Bounds of what is only estimated; none for what must agree to the printed digit."""
    counts: bool = True
    """Part of the memory in use; the file on disk is not."""

    @property
    def agrees(self) -> bool:
        """Whether the log can be right and the prediction too."""
        if self.predicted is None:
            return True
        if self.low is None or self.high is None:
            return self.log.is_near(self.predicted)
        return self.low - self.log.step <= self.log.bytes <= self.high + self.log.step

    @property
    def difference(self) -> float:
        """The log's bytes over the predicted ones."""
        return self.log.bytes - (self.predicted or 0)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One log against one model in one quantization."""

    report: Report
    geometry: Geometry
    quantization: str
    """Empty when neither the log nor the reader says which."""

    @property
    def context(self) -> Context:
        """The context of the main model in the log."""
        return self.report.load.context

    @cached_property
    def setup(self) -> Setup:
        """How the program was set up."""
        return setup_of(self.context)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every kind of memory that the log gives a size of."""
        found = (*self._weights(), *self._caches(), *self._rest())
        return tuple(part for part in found if part.log.bytes)

    @property
    def differing(self) -> tuple[Part, ...]:
        """Parts that do not agree."""
        return tuple(part for part in self.parts if not part.agrees)

    @property
    def compared(self) -> tuple[Part, ...]:
        """Parts of the memory in use that have a prediction."""
        return tuple(part for part in self.parts if part.counts and part.predicted is not None)

    @property
    def log_bytes(self) -> float:
        """What the log adds up to, over the parts that can be compared."""
        return sum(part.log.bytes for part in self.compared)

    @property
    def predicted_bytes(self) -> float:
        """What the prediction adds up to, over the same parts."""
        return sum(part.predicted or 0 for part in self.compared)

    def _weights(self) -> Iterator[Part]:
        load = self.report.load
        known = weights(self.geometry, self.quantization) if self.quantization else None
        file = known.file_bytes if known else None
        yield Part(key="file", label="File on disk", log=load.file, predicted=file, counts=False)
        yield self._loaded(known.total_bytes if known else None)
        copy = repacked_bytes(self.geometry, self.quantization) if known else 0
        # which types are rearranged depends on the processor; ours is for x86-64 with AVX2
        yield Part(
            key="repacked",
            label="Rearranged copy of weights",
            log=load.repacked,
            predicted=copy if known else None,
            low=0.0 if known else None,
            high=float(known.total_bytes) if known else None,
        )

    def _loaded(self, expected: float | None) -> Part:
        load, label = self.report.load, "Weights in memory"
        mapped = [name for name in load.graphics if name.endswith("_Mapped")]
        # Apple: the graphics side sees the file, and the processor's view lies inside that
        log = total(load.buffers[name] for name in mapped) if mapped else load.weights
        if expected is None:
            return Part(key="weights", label=label, log=log)
        if self._split_over_both():  # a mapped buffer spans all between its first and last tensor
            return Part(
                key="weights", label=label, log=log, predicted=expected, low=0, high=2 * expected
            )
        if load.graphics and not mapped and self.geometry.tied_embeddings:
            expected += gpu_output_bytes(self.geometry, self.quantization)
        return Part(key="weights", label=label, log=log, predicted=expected)

    def _split_over_both(self) -> bool:
        load = self.report.load
        some = load.layers_on_gpu is not None and load.layers_on_gpu < load.layers_offered
        return bool(load.repacked.bytes) or (bool(load.graphics) and some)

    def _caches(self) -> Iterator[Part]:
        kinds = {cache.kind for cache in self.context.caches}
        for cache in self.context.caches:
            label = "Conversation (KV cache)"
            if SLIDING in kinds:
                whole = cache.kind == FULL
                label = "KV cache, whole conversation" if whole else "KV cache, sliding layers"
            yield Part(
                key=f"cache_{cache.kind}",
                label=label,
                log=cache.size,
                predicted=self._cache_bytes(cache, split=SLIDING in kinds),
            )

    def _cache_bytes(self, cache: Cache, *, split: bool) -> float | None:
        """The mean over both types: keys and values are of one size wherever types may differ."""
        types = [each for each in (cache.key_type, cache.value_type) if each in CACHE_TYPES]
        setups = (replace(self.setup, kv_cache_type=each) for each in types or ["f16"])
        found = [cache_of(self.geometry, setup) for setup in setups]
        sizes = [_side(each, cache.kind if split else "") for each in found if each]
        return sum(sizes) / len(sizes) if sizes else None

    def _rest(self) -> Iterator[Part]:
        context = self.context
        state = recurrent_state_bytes(self.geometry, self.setup)
        yield Part(key="state", label="Fixed state", log=context.state, predicted=state)
        yield self._compute()
        output = output_buffer_bytes(self.geometry, self.setup)
        yield Part(
            key="output",
            label="Output buffer",
            log=context.output,
            predicted=output,
            low=output,
            high=output + OLD_OUTPUT_BYTES * logits_kept(self.setup),
        )

    def _compute(self) -> Part:
        buffers = self.context.compute
        devices = [name for name in buffers if name not in HOST_NAMES]
        shown = devices or [name for name in buffers if name == "CPU"]
        log = total(buffers[name] for name in shown) if shown else NOTHING
        label = "Working space"
        if len(shown) != 1 or not self.setup.context:
            return Part(key="compute", label=label, log=log)
        setup = self.setup
        least = self._estimate(setup)
        # builds that do not print it reserve room for a result of every token of a micro-batch
        every = replace(setup, outputs=setup.micro_batch)
        most = least if setup.outputs else self._estimate(every)
        low, high = MEASURED_COMPUTE[setup.flash_attention]
        return Part(
            key="compute", label=label, log=log, predicted=least, low=low * least, high=high * most
        )

    def _estimate(self, setup: Setup) -> int:
        # the estimate was fitted to runs without --swa-full
        usual = replace(setup, full_sliding=False)
        return compute_buffer_bytes(self.geometry, usual, on_gpu=bool(self.report.load.graphics))


def _side(cache: KvCache, kind: str) -> int:
    if not kind:
        return cache.total_bytes
    return cache.sliding_bytes if kind == SLIDING else cache.full_bytes


def setup_of(context: Context) -> Setup:
    """The set-up of one context, with llama.cpp's default for what the log does not name.

    Its context is that of all slots together; 0 where the log does not tell.
    """
    said, slots = context.settings, context.settings.get("slots") or 1
    cells = [cache.cells * max(cache.streams, 1) for cache in context.caches]
    types = [cache.key_type for cache in context.caches if cache.kind != SLIDING]
    return Setup(
        context=said.get("context") or max(cells, default=0),
        slots=slots,
        unified_cache=_unified(context, slots),
        micro_batch=said.get("micro_batch") or USUAL_MICRO_BATCH,
        full_sliding=context.full_sliding,
        kv_cache_type=(types[0] if types else "") or "f16",
        flash_attention=context.flash_attention is not False,
        draft_tokens=said.get("draft_tokens", 0),
        outputs=said.get("outputs", 0),
    )


def _unified(context: Context, slots: int) -> bool:
    """One cache for all slots, which older builds have always and so do not print."""
    if context.unified_cache is not None:
        return context.unified_cache or slots == 1
    return all(cache.streams <= 1 for cache in context.caches)


def cache_of(geometry: Geometry, setup: Setup) -> KvCache | None:
    """The KV cache of such a set-up; None where it has no context or llama.cpp would refuse it."""
    if not setup.context:
        return None
    try:
        return kv_cache(geometry, setup)
    except ValueError:
        return None
