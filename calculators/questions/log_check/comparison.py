"""What the log says beside what our formulas give for the same set-up, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

from calculators.engines.memory import (
    CACHE_TYPES,
    Geometry,
    KvCache,
    Setup,
    Weights,
    cells,
    compute_buffer_bytes,
    gpu_output_bytes,
    kv_cache,
    output_buffer_bytes,
    recurrent_state_bytes,
    repacked_bytes,
    weights,
)
from calculators.engines.memory.cache import SAME_TYPE
from calculators.engines.memory.compute import FLOAT_BYTES, logits_kept
from calculators.engines.memory.projector import Projector, picture_bytes, projector_bytes
from calculators.engines.memory.requirement import compute_range
from calculators.engines.memory.setup import USUAL_MICRO_BATCH
from calculators.engines.memory.split import host_compute_bytes, kept_bytes, layer_parts
from calculators.questions.log_check.amounts import NOTHING, Size
from calculators.questions.log_check.devices import draft_sizes
from calculators.questions.log_check.report import (
    FULL,
    SLIDING,
    Cache,
    Context,
    Load,
    Report,
    in_main_memory,
    total,
)

OLD_OUTPUT_BYTES = 100_000
"""What builds until 2025 add to the output buffer, at most."""
OTHER_MIX = 0.15
"""How far another publisher's mix, or a view of the file, may be from the standard one."""
OTHER_IMAGE = 2.1
"""How much larger or smaller the image part may be: in 32 bits or in eight, instead of 16."""
LEAST_MASK, MOST_MASK = 2, 4
"""Bytes of a cell of the attention mask that waits in main memory for the graphics side: two in
llama.cpp b11549 and in ik_llama.cpp, four in builds of early 2026; one to four rows wait too."""
HOST_SLACK = 1.02

HALF = 0.5
SPLIT_SLACK = 1.1
KV_LABEL = "Conversation (KV cache)"


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
    apart: bool = False
    """Not of the model itself, so that its lack of a prediction says nothing about the model."""

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
    """The sizes in one log, against one model in one quantization where those are known."""

    report: Report
    geometry: Geometry | None = None
    quantization: str = ""
    """Empty when neither the log nor the reader says which."""
    projector: Projector | None = None
    """The model's own part for pictures."""

    @property
    def load(self) -> Load:
        """The load of the main model in the log."""
        return self.report.load

    @cached_property
    def context(self) -> Context:
        """The context of the main model in the log."""
        return self.load.context

    @cached_property
    def setup(self) -> Setup:
        """How the program was set up."""
        return setup_of(self.context, self.report.asked_context)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every kind of memory that the log gives a size of."""
        own = (*self._weights(), *self._caches(), *self._rest())
        if not any(part.log.bytes for part in own if part.counts):
            own = (*own, *self._table()) if self.report.rows else (*own, *self._forecast())
        return tuple(part for part in (*own, *self._apart()) if part.log.bytes)

    @property
    def differing(self) -> tuple[Part, ...]:
        """Parts that do not agree."""
        return tuple(part for part in self.parts if not part.agrees)

    @property
    def compared(self) -> tuple[Part, ...]:
        """Parts of the memory in use that have a prediction."""
        return tuple(part for part in self.parts if part.counts and part.predicted is not None)

    @property
    def unpredicted(self) -> tuple[Part, ...]:
        """Parts of the memory in use that have none."""
        return tuple(part for part in self.parts if part.counts and part.predicted is None)

    @property
    def log_bytes(self) -> float:
        """What the log adds up to, all of it."""
        return fsum(part.log.bytes for part in self.parts if part.counts)

    @property
    def compared_bytes(self) -> float:
        """What the log adds up to, over the parts that have a prediction."""
        return fsum(part.log.bytes for part in self.compared)

    @property
    def predicted_bytes(self) -> float:
        """What the prediction adds up to, over the same parts."""
        return fsum(part.predicted or 0 for part in self.compared)

    @cached_property
    def seen_twice(self) -> float:
        """Bytes of weights that the log counts in main memory and on the graphics side."""
        load, known = self.load, self._standard
        tied = self.geometry is not None and self.geometry.tied_embeddings and self.quantization
        if load.file.bytes and self.geometry is not None:
            table = gpu_output_bytes(self.geometry, self.quantization) if tied else 0
            return load.seen_twice(load.file.bytes, table)
        if known and load.weights.bytes < (1 + OTHER_MIX) * known.total_bytes and not tied:
            return load.seen_twice(load.weights.bytes)
        return load.seen_twice(0)

    @cached_property
    def _standard(self) -> Weights | None:
        if self.geometry is None or not self.quantization:
            return None
        return weights(self.geometry, self.quantization)

    def _weights(self) -> Iterator[Part]:
        load, known = self.load, self._standard
        file = known.file_bytes if known else None
        yield Part(key="file", label="File on disk", log=load.file, predicted=file, counts=False)
        yield self._loaded(known)
        copy = repacked_bytes(self.geometry, self.quantization) if known and self.geometry else None
        # which types are rearranged depends on the processor; ours is for x86-64 with AVX2
        yield Part(
            key="repacked",
            label="Rearranged copy of weights",
            log=load.repacked,
            predicted=copy,
            low=0.0 if known else None,
            high=float(known.total_bytes) if known else None,
        )

    def _loaded(self, known: Weights | None) -> Part:
        load, label, twice = self.load, "Weights in memory", self.seen_twice
        log = Size(load.weights.bytes - twice, load.weights.step)
        if known is None or self.geometry is None:
            return Part(key="weights", label=label, log=log)
        # layers that guess ahead are in the file, and in memory where the build loads them
        both = (known.total_bytes, known.file_bytes)
        expected = min(both, key=lambda each: abs(each - log.bytes))
        if load.repacked.bytes:
            return Part(
                key="weights", label=label, log=log, predicted=expected, low=0, high=2 * expected
            )
        if self.is_split or (twice and not load.has_view_on_card):
            low, high = (1 - OTHER_MIX) * expected, (1 + OTHER_MIX) * expected
            return Part(key="weights", label=label, log=log, predicted=expected, low=low, high=high)
        if load.graphics and not load.has_view_on_card and self.geometry.tied_embeddings:
            expected += gpu_output_bytes(self.geometry, self.quantization)
        return Part(key="weights", label=label, log=log, predicted=expected)

    @property
    def is_split(self) -> bool:
        """Whether some layers are on the graphics side and some are not."""
        load = self.load
        some = load.layers_on_gpu is not None and load.layers_on_gpu < load.layers_offered
        return bool(load.graphics) and (some or self.has_experts_in_memory)

    @property
    def has_experts_in_memory(self) -> bool:
        """Whether much lies in main memory though every layer counts as being on the card."""
        load, geometry = self.load, self.geometry
        if geometry is None or not geometry.experts:
            return False
        kept = fsum(size.bytes for name, size in load.buffers.items() if in_main_memory(name))
        return bool(load.graphics) and kept > HALF * (load.weights.bytes - self.seen_twice)

    def _caches(self) -> Iterator[Part]:
        caches = self.context.caches
        if SLIDING in {cache.kind for cache in caches}:
            for cache in caches:
                whole = cache.kind == FULL
                yield Part(
                    key=f"cache_{cache.kind}",
                    label="KV cache, whole conversation" if whole else "KV cache, sliding layers",
                    log=cache.size,
                    predicted=self._cache_bytes(cache, cache.kind),
                )
        elif caches:
            key = "cache_full" if self.geometry else "cache"
            predicted = self._cache_bytes(caches[0], "")
            yield Part(key=key, label=KV_LABEL, log=self.context.cache_size, predicted=predicted)

    @property
    def unknown_types(self) -> tuple[str, ...]:
        """Types of the cache in the log that we cannot reckon with."""
        said = (each for cache in self.context.caches for each in _types(cache, self.context))
        return tuple(dict.fromkeys(each for each in said if each not in CACHE_TYPES))

    def _cache_bytes(self, cache: Cache, kind: str) -> float | None:
        types = _types(cache, self.context) or ["f16"]
        if self.geometry is None or any(each not in CACHE_TYPES for each in types):
            return None
        setup = replace(self.setup, kv_cache_type=types[0], v_cache_type=types[-1])
        found = cache_of(self.geometry, setup)
        return _side(found, kind) if found else None

    def _rest(self) -> Iterator[Part]:
        context, geometry, setup = self.context, self.geometry, self.setup
        state = recurrent_state_bytes(geometry, setup) if geometry else None
        yield Part(key="state", label="Fixed state", log=context.state, predicted=state)
        yield from self._compute()
        # results of one token a slot, however many a graph may have
        slots = replace(setup, outputs=0)
        output = output_buffer_bytes(geometry, slots) if geometry else None
        yield Part(
            key="output",
            label="Output buffer",
            log=context.output,
            predicted=output,
            low=output,
            high=output + OLD_OUTPUT_BYTES * logits_kept(slots) if output is not None else None,
        )

    def _compute(self) -> Iterator[Part]:
        buffers = self.context.compute
        devices = [name for name in buffers if not in_main_memory(name)]
        shown = devices or list(buffers)
        log, label = total(buffers[name] for name in shown), "Working space"
        if self.geometry is None or len(shown) != 1 or not self.setup.context:
            yield Part(key="compute", label=label, log=log)
        elif not self.is_split:
            yield self._working_space(self.geometry, log, label)
        else:
            yield self._split_space(self.geometry, log, label)
        if devices:
            yield self._beside_card(total(buffers[each] for each in buffers if each not in devices))

    def _working_space(self, geometry: Geometry, log: Size, label: str) -> Part:
        setup = self.setup
        # builds that do not print it reserve room for a result of every token of a micro-batch
        one_a_slot = setup.outputs or self.report.from_ollama_engine
        every = setup if one_a_slot else replace(setup, outputs=setup.micro_batch)
        point, least = self._estimate(geometry, every), self._estimate(geometry, setup)
        low, high = compute_range(geometry, flash_attention=setup.flash_attention, any_build=True)
        return Part(
            key="compute", label=label, log=log, predicted=point, low=low * least, high=high * point
        )

    def _split_space(self, geometry: Geometry, log: Size, label: str) -> Part:
        """Of a load on both sides: room for what the card copies from main memory as it works."""
        if not self.quantization:
            return Part(key="compute", label=label, log=log)
        whole = self._working_space(geometry, log, label)
        copied = self._copied_bytes(geometry)
        # until 2026 the output matrix was among what stayed in main memory
        most = max(copied, gpu_output_bytes(geometry, self.quantization))
        return replace(
            whole,
            predicted=(whole.predicted or 0) + copied,
            high=(whole.high or 0) + most * SPLIT_SLACK,
        )

    def _copied_bytes(self, geometry: Geometry) -> int:
        """The largest that one layer in main memory lends to the card at a time."""
        setup, load = replace(self.setup, quantization=self.quantization), self.load
        parts = layer_parts(geometry, self.quantization)
        if self.has_experts_in_memory:
            return max(sum(part.expert_matrices[:2]) for part in parts)
        on_card = max((load.layers_on_gpu or 1) - 1, 0)
        aside = max(geometry.layers - on_card, 1)
        kept = kept_bytes(geometry, setup) if self.setup.context else [0] * geometry.layers
        return max(
            max(part.matrix, *part.expert_matrices, size)
            for part, size in zip(parts[:aside], kept, strict=False)
        )

    @property
    def full_offload_bytes(self) -> float:
        """Working space if every layer were on the card."""
        return self._estimate(self.geometry, self.setup) if self.geometry else 0

    def _estimate(self, geometry: Geometry, setup: Setup) -> int:
        # the estimate was fitted to runs without --swa-full
        usual = replace(setup, full_sliding=False)
        return compute_buffer_bytes(geometry, usual, on_gpu=bool(self.load.graphics))

    def _beside_card(self, log: Size) -> Part:
        """Rows and masks that wait in main memory for the graphics side."""
        label, geometry, setup = "Working space in main memory", self.geometry, self.setup
        if geometry is None or not setup.context or self.is_split:
            return Part(key="host", label=label, log=log, apart=True)
        room, batch = cells(geometry, setup), min(setup.micro_batch, setup.context)
        row = FLOAT_BYTES * geometry.width
        return Part(
            key="host",
            label=label,
            log=log,
            predicted=host_compute_bytes(geometry, setup),
            low=batch * (row + LEAST_MASK * room.full) / HOST_SLACK,
            high=batch * (4 * row + MOST_MASK * (room.full + room.sliding)) * HOST_SLACK + 2**20,
        )

    def _apart(self) -> Iterator[Part]:
        """What is loaded beside the model."""
        load, context = self.load, self.context
        image = total(size for name, size in load.image.items() if name != "file")
        yield from self._image(load.image.get("file", NOTHING), image, self.projector)
        if not (load.image or context.caches or self.report.rows):
            said = self.report.forecast
            file, graph = (said.get(f"projector.{each}", NOTHING) for each in ("weights", "graph"))
            yield from self._image(file, graph, None)  # Ollama's engine has its own graph
        drafts = (size for each in self.report.drafts for _, size in draft_sizes(each))
        contexts = (size for each in load.further_contexts for _, size in each.sizes())
        for key, label, log in (
            ("draft", "Draft that guesses ahead", total((*drafts, *contexts))),
            ("adapters", "Adapters and kept experts", total(load.adapters.values())),
        ):
            yield Part(key=key, label=label, log=log, apart=True)

    def _image(self, file: Size, space: Size, it: Projector | None) -> Iterator[Part]:
        """The part for pictures and sound: files of it come in other types than the usual one."""
        on = self.setup.flash_attention
        weights = projector_bytes(it) if it else None
        usual = picture_bytes(it, flash_attention=on) if it else None
        most = picture_bytes(it, flash_attention=on, largest=True) if it else None
        for key, label, log, predicted, high in (
            ("image_weights", "Image part, weights", file, weights, weights),
            ("image_compute", "Image part, working space", space, usual, most),
        ):
            yield Part(
                key=key,
                label=label,
                log=log,
                predicted=predicted,
                low=predicted and predicted / OTHER_IMAGE,
                high=high and high * OTHER_IMAGE,
                apart=True,
            )

    def _table(self) -> Iterator[Part]:
        """From the table of memory, where the log has no more."""
        known = self._standard
        expected = known.total_bytes if known else None
        for key, label, column in (
            ("weights", "Weights in memory", "model"),
            ("cache", "Conversation (KV cache and state)", "context"),
            ("compute", "Working space", "compute"),
        ):
            log = total(row.sizes[column] for row in self.report.rows if column in row.sizes)
            near = expected if key == "weights" else None
            yield Part(
                key=key,
                label=label,
                log=log,
                predicted=near,
                low=near and (1 - OTHER_MIX) * near,
                high=near and (1 + OTHER_MIX) * near,
            )

    def _forecast(self) -> Iterator[Part]:
        """From what Ollama of 2024 and 2025 reckoned, where the log has no more."""
        said, known, load = self.report.forecast, self._standard, self.load
        cache = cache_of(self.geometry, self.setup) if self.geometry else None
        graph = "partial" if 0 < (load.layers_on_gpu or 0) < load.layers_offered else "full"
        for key, label, name, predicted in (
            ("weights", "Weights in memory", "weights.total", known.total_bytes if known else None),
            ("cache", KV_LABEL, "required.kv", cache.total_bytes if cache else None),
            ("compute", "Working space", f"graph.{graph}", None),
        ):
            log = said.get(f"memory.{name}", NOTHING)
            yield Part(key=key, label=label, log=log, predicted=predicted)


def _types(cache: Cache, context: Context) -> list[str]:
    said = [each for each in (cache.key_type, cache.value_type) if each]
    return said or [each for each in (context.cache_type,) if each]


def _side(cache: KvCache, kind: str) -> int:
    if not kind:
        return cache.total_bytes
    return cache.sliding_bytes if kind == SLIDING else cache.full_bytes


def setup_of(context: Context, asked_context: int = 0) -> Setup:
    """The set-up of one context, with llama.cpp's default for what the log does not name.

    Its context is that of all slots together; 0 where the log does not tell.
    """
    said, slots = context.settings, context.settings.get("slots") or 1
    room = [cache.cells * max(cache.streams, 1) for cache in context.caches]
    types = [
        each for cache in context.caches if cache.kind != SLIDING for each in _types(cache, context)
    ]
    types = types or [context.cache_type]
    return Setup(
        context=said.get("context") or max(room, default=0) or asked_context,
        slots=slots,
        unified_cache=_unified(context, slots),
        micro_batch=said.get("micro_batch") or USUAL_MICRO_BATCH,
        full_sliding=context.full_sliding,
        kv_cache_type=types[0] if types[0] in CACHE_TYPES else "f16",
        v_cache_type=types[1] if types[1:] and types[1] in CACHE_TYPES else SAME_TYPE,
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
