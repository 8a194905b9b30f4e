"""What a log says, as it is filled in: loads of a model with their contexts, and the speeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from calculators.questions.log_check.amounts import NOTHING, Size

FULL, SLIDING = "full", "sliding"
REPACKED = ("CPU_REPACK", "CPU_AARCH64", "CPU_KLEIDIAI", "AMX")
"""Buffers of a second, rearranged copy of weights."""
VIEWS = ("_Mapped", "_Private", "_REPACK")
"""What stands after a device's name where its buffer is of a special kind."""
SPANS = 0.9
"""A view in main memory at least this share of what the graphics side holds spans that too."""
MOST_NAMES = 16
"""Of more names in one load only the first are kept."""
MOST_KEPT = 32
"""Of more loads in a log, contexts in a load or caches in a context only the last are kept."""

Buffers = dict[str, Size]
"""Sizes by the name of the buffer, such as CUDA0 or CPU_Mapped."""


def in_main_memory(buffer: str) -> bool:
    """Whether a buffer of that name lies in main memory, as Ollama tells it from the name."""
    return buffer in ("?", "CPU", "BLAS", "AMX", "Host") or (
        buffer.startswith("CPU_") or buffer.endswith("_Host")
    )


@dataclass(slots=True)
class Cache:
    """One KV cache: of the layers that keep everything, or of those with a window."""

    kind: str = FULL
    buffers: Buffers = field(default_factory=dict)
    said: Size = NOTHING
    """The sum that a line of its own gives."""
    cells: int = 0
    layers: int = 0
    streams: int = 0
    key_type: str = ""
    value_type: str = ""

    @property
    def size(self) -> Size:
        """As its own line says, or all buffers together."""
        return self.said if self.said.bytes else total(self.buffers.values())

    @property
    def is_whole(self) -> bool:
        """Whether its sum was there, so that what follows is of the next."""
        return bool(self.said.bytes)

    @property
    def beside(self) -> Size:
        """What its buffers hold more than the cache: ik_llama.cpp puts the fixed state in them."""
        found = total(self.buffers.values())
        over = found.bytes - self.said.bytes
        return Size(over, found.step) if self.said.bytes and over > 2 * found.step else NOTHING


@dataclass(slots=True)
class Context:
    """What was reserved for one context, and how it was set up; 0 or empty where not printed."""

    settings: dict[str, int] = field(default_factory=dict)
    flash_attention: bool | None = None
    unified_cache: bool | None = None
    full_sliding: bool = False
    cache_type: str = ""
    """Of keys and values, where the program says it before it makes the cache."""
    caches: list[Cache] = field(default_factory=list)
    state_buffers: Buffers = field(default_factory=dict)
    state_said: Size = NOTHING
    outputs: Buffers = field(default_factory=dict)
    compute: Buffers = field(default_factory=dict)

    @property
    def cache_size(self) -> Size:
        """All caches together."""
        return total(cache.size for cache in self.caches)

    @property
    def state(self) -> Size:
        """The fixed state of recurrent layers on all devices."""
        beside = total(cache.beside for cache in self.caches)
        return max((self.state_said, total(self.state_buffers.values()), beside))

    @property
    def output(self) -> Size:
        """The output buffer."""
        return total(self.outputs.values())

    @property
    def begun(self) -> bool:
        """Whether the log gave any size for it."""
        return bool(self.caches or self.state_buffers or self.outputs or self.compute)

    def kept(self) -> Iterator[tuple[str, Size]]:
        """Buffers of the conversation with their names; "?" where only a sum is given."""
        for cache in self.caches:
            yield from cache.buffers.items() if cache.buffers else (("?", cache.said),)
        if self.state_buffers or not any(cache.beside.bytes for cache in self.caches):
            yield from self.state_buffers.items() if self.state_buffers else (("?", self.state),)

    def sizes(self) -> Iterator[tuple[str, Size]]:
        """Every buffer with its name."""
        yield from self.kept()
        yield from self.outputs.items()
        yield from self.compute.items()


@dataclass(slots=True)
class Failure:
    """Memory that could not be had, as far as the log says."""

    part: str = ""
    """`weights`, `cache`, `state`, `compute`, `output`, `image`, `draft` or `chat`."""
    size: Size = NOTHING
    device: str = ""
    available: Size = NOTHING
    """What was free, where the program refused before it tried."""
    is_refused: bool = False
    is_retried: bool = False
    """The program tried again another way."""


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
    buffers: Buffers = field(default_factory=dict)
    """Of weights."""
    layers_on_gpu: int | None = None
    layers_offered: int = 0
    contexts: list[Context] = field(default_factory=list)
    image: Buffers = field(default_factory=dict)
    """The image or sound part: its weights under "file", and working space by buffer."""
    adapters: Buffers = field(default_factory=dict)
    """Of LoRA files, and of experts that are kept on the card."""
    failure: Failure | None = None
    overcome: Failure | None = None
    """A failure after which it went on."""
    before: Load | None = None
    """A load of the same model that this one repeats, as a program measures before it loads."""
    is_draft: bool = False
    """It guesses ahead for another model."""
    is_partial: bool = False
    """It takes a few tensors out of the file of another load."""

    def is_named(self, name: str) -> None:
        """Keep a name that the log gives the model."""
        if name not in self.names and len(self.names) < MOST_NAMES:
            self.names = [*self.names, name]

    @property
    def weights(self) -> Size:
        """All buffers of weights but the rearranged copy, with what is seen twice."""
        kept = (size for name, size in self.buffers.items() if not name.startswith(REPACKED))
        return total(kept)

    @property
    def repacked(self) -> Size:
        """The rearranged copy."""
        found = (size for name, size in self.buffers.items() if name.startswith(REPACKED))
        return total(found)

    @property
    def context(self) -> Context:
        """The context of the model itself; a draft model's, or one for a test, keeps less."""
        most = max((each.cache_size.bytes for each in self.contexts), default=0)
        found = [each for each in self.contexts if each.cache_size.bytes == most]
        return found[-1] if found else Context()

    @property
    def further_contexts(self) -> list[Context]:
        """Those made after the main one: of drafts. Those before it were for a test."""
        after = [at for at, each in enumerate(self.contexts) if each is self.context]
        return self.contexts[after[0] + 1 :] if after else []

    @property
    def graphics(self) -> list[str]:
        """Buffers that are not in main memory."""
        return [name for name in self.buffers if not in_main_memory(name)]

    @property
    def has_view_on_card(self) -> bool:
        """Whether the graphics side maps the file itself, as on a Mac."""
        return any(name.endswith("_Mapped") for name in self.graphics)

    def seen_twice(self, file_bytes: float, table_bytes: float = 0) -> float:
        """Bytes of the main memory's view of the file that are counted on the graphics side too.

        A mapped buffer spans all between its first tensor and its last, whoever holds what lies
        between. `file_bytes` is 0 where nobody knows it; `table_bytes` really are there twice.
        """
        view = self.buffers.get("CPU_Mapped", NOTHING).bytes
        cards = sum(self.buffers[name].bytes for name in self.graphics)
        views = (self.buffers[each].bytes for each in self.graphics if each.endswith("_Mapped"))
        if own := sum(views):  # Apple: both views are of the one file
            return min(view, own)
        if not view or not cards:
            return 0
        if file_bytes:
            excess = view + cards - file_bytes - table_bytes
            return min(view, excess) if excess > 0.03 * file_bytes else 0
        on_gpu, of_all = self.layers_on_gpu or 0, self.layers_offered
        share = on_gpu / of_all if of_all and on_gpu else 1
        return min(view, cards) if view >= SPANS * cards / share else 0


@dataclass(slots=True)
class Rate:
    """Tokens a second as printed, of the last request."""

    tokens_per_s: float = 0
    """0 where nothing was measured."""
    requests: int = 0
    slowest: float = 0
    fastest: float = 0
    so_far: bool = False
    """The last request was not at its end."""

    def add(self, speed: float, *, so_far: bool = False) -> None:
        """One more request; what one has reached so far counts until an answer is whole."""
        if so_far and self.requests and not self.so_far:
            return
        if self.so_far:
            self.requests = 0
        self.slowest = min(self.slowest, speed) if self.requests else speed
        self.fastest = max(self.fastest, speed) if self.requests else speed
        self.tokens_per_s, self.requests, self.so_far = speed, self.requests + 1, so_far


@dataclass(slots=True)
class Row:
    """One row of the table of memory that llama.cpp prints at its end."""

    device: str
    all: Size
    sizes: dict[str, Size]
    """By column: model, context, compute."""


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
    from_ollama: bool = False
    """Any line that only Ollama prints."""
    rows: list[Row] = field(default_factory=list)
    forecast: Mapping[str, Size] = field(default_factory=dict)
    """What Ollama reckoned before it loaded (2024 and 2025), by its own names."""
    said_total: Size = NOTHING
    """The sum that Ollama's own engine gives."""
    load: Load = field(default_factory=Load)
    """The last load of the main model, once the text is read."""

    def settle(self) -> None:
        """Choose the load that counts: a draft model beside it is much smaller, or says so."""
        whole = [load for load in self.loads if not (load.is_draft or load.is_partial)]
        if whole and whole[-1].buffers and not whole[-1].failure:
            whole = [load for load in whole if not load.failure]
        largest = max(map(_heft, whole), default=0)
        near = [load for load in whole if _heft(load) >= largest / 2]
        for load in near[1:]:
            load.is_draft = load.is_partial = _guesses_for(load, near[0])
        found = [load for load in near if not load.is_draft] or self.loads
        self.load = found[-1] if found else Load()
        images = [load.image for load in self.loads if load.image]
        if images and not self.load.image:
            self.load.image = images[-1]
        if self.load.before and self.load.contexts:
            _take_over(self.load.context, self.load.before.context)

    @property
    def drafts(self) -> list[Load]:
        """Models that guess ahead for the main one, loaded beside it."""
        at = next((at for at, each in enumerate(self.loads) if each is self.load), 0)
        return [each for each in self.loads[at + 1 :] if each is not self.load]

    @property
    def failure(self) -> Failure | None:
        """What could not be had for the main model or for what came after it."""
        at = next((at for at, each in enumerate(self.loads) if each is self.load), 0)
        return next((each.failure for each in reversed(self.loads[at:]) if each.failure), None)

    @property
    def overcome(self) -> Failure | None:
        """The last failure that the load which counts, or one before it, had got over."""
        at = next((at for at, each in enumerate(self.loads) if each is self.load), 0)
        found = [each.failure or each.overcome for each in self.loads[:at]]
        return self.load.overcome or next((each for each in reversed(found) if each), None)

    @property
    def has_memory(self) -> bool:
        """Whether there is any size to compare."""
        load = self.load
        sizes = load.weights.bytes or load.repacked.bytes or load.file.bytes
        begun = any(each.begun for each in load.contexts)
        return bool(sizes or begun or load.image or self.rows or self.forecast)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recognised."""
        speeds = self.reading.requests or self.writing.requests
        failed = self.failure or self.overcome
        return not (self.has_memory or speeds or failed or self.said_total.bytes)


def _heft(load: Load) -> float:
    return load.weights.bytes or load.file.bytes


def _take_over(context: Context, before: Context) -> None:
    """What the lines of a repeated load do not say again."""
    context.outputs = context.outputs or before.outputs
    context.settings = {**before.settings, **context.settings}
    if context.flash_attention is None:
        context.flash_attention = before.flash_attention


def _guesses_for(load: Load, main: Load) -> bool:
    """Whether a later load from the same file has only a layer or two, as a draft has."""
    own, others = (sum(cache.layers for cache in each.context.caches) for each in (load, main))
    return 0 < own < others / 2 and load.architecture == main.architecture


MODEL = (
    *("names", "architecture", "shape", "parameters", "file_type", "file"),
    *("layers_on_gpu", "layers_offered"),
)
"""What a repeated load has from the one before: all that is of the model and not of memory."""


def total(sizes: Iterable[Size]) -> Size:
    """The sum of sizes."""
    return reduce(add, sizes, NOTHING)


class Place:
    """Where lines belong now: the load, the context and the cache that were last begun."""

    def __init__(self) -> None:
        self.report = Report()
        self.sliding = False
        self.columns: tuple[str, ...] = ()
        """Of the table of memory, once its head was there."""
        self.expects_draft = False
        """A draft model is announced and its load not yet begun."""
        self.is_committed = False
        """Ollama's own engine has made up its mind about the load."""

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
        return found[-1] if found else self.new_cache()

    def new_load(self, like: Load | None = None) -> Load:
        """Begin a load; it may be of the same model as one before."""
        self.sliding = self.is_committed = False
        load = Load(is_draft=self.expects_draft, before=like)
        for name in MODEL if like else ():
            setattr(load, name, getattr(like, name))
        self.expects_draft = False
        self.report.loads.append(load)
        del self.report.loads[:-MOST_KEPT]
        return load

    def new_context(self) -> Context:
        """Begin a context."""
        self.sliding = False
        self.load.contexts.append(Context())
        del self.load.contexts[:-MOST_KEPT]
        return self.load.contexts[-1]

    def new_cache(self) -> Cache:
        """Begin a cache."""
        self.context.caches.append(Cache(SLIDING if self.sliding else FULL))
        del self.context.caches[:-MOST_KEPT]
        return self.context.caches[-1]

    @property
    def is_begun_beyond_weights(self) -> bool:
        """Whether sizes of a context are there, or it failed: more weights are of another load."""
        return bool(self.load.failure) or any(each.begun for each in self.load.contexts)

    @property
    def is_begun(self) -> bool:
        """Whether the load has sizes or has failed, so that a new head is of another one."""
        return bool(self.load.buffers) or self.is_begun_beyond_weights

    def again(self, is_there: bool) -> None:
        """A size of the context: after its working space, one that is there is of the next context.

        A size that came means that a failure before it was got over.
        """
        if self.load.failure:
            self.load.overcome, self.load.failure = self.load.failure, None
        if is_there and self.context.compute:
            self.new_context()
