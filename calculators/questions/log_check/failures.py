"""Lines that say that memory could not be had, for what, how much, and what helps.

Texts: llama.cpp b11549 (src/llama.cpp, llama-context.cpp, llama-kv-cache.cpp, ggml-backend.cpp,
ggml-alloc.c, and the CUDA, Vulkan, Metal, SYCL, OpenCL and CPU backends), Ollama (llm/server.go,
llm/llama_server.go), LM Studio's guardrail, Linux's killer of processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from calculators.questions.log_check.amounts import NOTHING, Size, count, named, size
from calculators.questions.log_check.report import Failure, Load, Place

OF_MEMORY = (
    *("cudamalloc failed", "failed to allocate", "unable to allocate", "can't allocate"),
    *("memory allocation of size", "error: out of memory", "failed: out of memory"),
    *("insufficient memory", "cannot allocate memory", "cuda out of memory"),
    *("erroroutof", "outofmemory", "errormemoryallocation", "alloc_failed"),
    *("std::bad_alloc", "bad allocation"),
    *("failed to reserve", "out-of-memory during startup", "memory layout cannot be allocated"),
    *("out of memory: killed process", "the oom killer"),
    *("requires more system memory", "request too large for system"),
    "insufficient system resources",
)
"""What a line about memory that could not be had holds, in small letters."""
OF_A_LOAD = (
    *("failed to load model", "failed to load the model", "unable to load model"),
    *("error loading model", "model loading error", "failed to load draft model"),
    *("failed to load multimodal model", "failed to load clip model", "model_load_failed"),
    *("failed to initialize the context", "failed to create context", "unable to create context"),
    *("failed to create the llama_context", "failed to create mtp context"),
    *("runner process has terminated", "llama-server process has terminated"),
    *("runner process no longer running", "runner has unexpectedly stopped"),
)
"""The same of a line that says only that it failed."""
GATE = (
    *("fail", "alloc", "memory", "error", "unable", "runner", "process"),
    *("too large", "insufficient", "oom"),
)
"""Each of the two lists holds one of these in every line."""
HARMLESS = (
    "pinned memory",
    "mlock",
    "skipping",
    "falling back",
    "async uploads",
    "failed to load model me",
)
RETRIES = "retrying"
GOES_ON = (
    *("initializing, n_slots", "server is listening", "model loaded", "runner started in"),
    *("llama-server started in", "eval time ="),
)
"""What a program prints only once its model is there, in small letters."""

SIZES = (
    *("allocating ", "buffer of size ", "allocation of size ", "buffer, size = "),
    *("failed to allocate ", "can't allocate ", "attempted to allocate ", "tried to allocate "),
    *("metal buffer of ", "requires approximately "),
)
"""What stands before a size, in small letters; a bare number is of bytes."""
PARTS: Mapping[str, str] = {
    "for kv cache": "cache",
    "kv_cache_init": "cache",
    "for rs cache": "state",
    "compute pp buffers": "compute",
    "compute tg buffers": "compute",
    "compute buffer": "compute",
    "gallocr": "compute",
    "allocate graph": "compute",
    "output buffer": "output",
    "multimodal model": "image",
    "clip": "image",
    "draft model": "draft",
    "mtp context": "draft",
    "error loading model": "weights",
}
"""Which part of the memory a line is about."""
BESIDE = ("image", "draft")
LOADED = "chat"
"""The part where everything was there and the memory ended while it worked."""

NAMES: Mapping[str, str] = {
    "weights": "the weights",
    "cache": "the conversation (KV cache)",
    "state": "the fixed state",
    "compute": "the working space",
    "output": "the output buffer",
    "image": "the image part",
    "draft": "the draft that guesses ahead",
    LOADED: "the work on an answer",
}
ADVICE: Mapping[str, str] = {
    "weights": "Fewer layers on the card (-ngl), a smaller quantization or a smaller model needs "
    "less; other programs that use the same memory may be closed.",
    "cache": "A shorter context (-c), one slot (-np 1) or a cache of type q8_0 "
    "(-ctk q8_0 -ctv q8_0) needs less.",
    "state": "Fewer slots (-np 1) need less.",
    "compute": "A smaller micro-batch (-ub 256), flash attention (-fa on), a shorter context (-c) "
    "or fewer layers on the card (-ngl) need less.",
    "output": "Fewer slots (-np 1) need less.",
    "image": "--no-mmproj-offload keeps the image part in main memory; --no-mmproj leaves it out.",
    "draft": "Without the draft (no --model-draft, no --spec-type) or with a shorter context (-c) "
    "it needs less.",
    LOADED: "Leave more room: a shorter context (-c), fewer layers on the card (-ngl) or a smaller "
    "micro-batch (-ub 256).",
}
"""What to change, by part."""
LESS = (
    "A shorter context, a smaller quantization or a smaller model needs less; other programs that "
    "use the same memory may be closed."
)
"""What to change where the log does not say for what."""
NO_REASON = (
    "The log does not say that memory was the reason. With -lv 4, llama.cpp prints more before it "
    "stops."
)


def advice(failure: Failure) -> str:
    """What to change after a failure."""
    if failure.part:
        return ADVICE[failure.part]
    return LESS if failure.size.bytes or failure.is_refused or failure.device else NO_REASON


def take(place: Place, line: str) -> None:
    """What the line says of memory that could not be had."""
    low, failure = line.lower(), place.load.failure
    if failure and any(sign in low for sign in GOES_ON):
        place.load.overcome, place.load.failure = failure, None
    if failure and RETRIES in low:
        failure.is_retried = True
    if not _holds(low, GATE):
        return
    of_memory = _holds(low, OF_MEMORY)
    if not of_memory and not _holds(low, OF_A_LOAD):
        return
    if RETRIES in low or any(each in low for each in HARMLESS):
        return
    place.load.failure = failure = place.load.failure or Failure()
    if of_memory and not failure.part:
        failure.part = _stage(place.load)
    failure.is_retried = False
    part = next((part for sign, part in PARTS.items() if sign in low), failure.part)
    if part in BESIDE or (of_memory and failure.part != LOADED):
        failure.part = part
    failure.size = _size(low) or failure.size
    failure.device = _device(line) or failure.device
    _refused(failure, line)


def _holds(text: str, signs: Iterable[str]) -> bool:
    return any(map(text.__contains__, signs))


def _stage(load: Load) -> str:
    """Where the load had got to, for lines that do not say it."""
    context = load.context if load.contexts else None
    if load.contexts and load.contexts[-1].compute:
        return LOADED
    if context and context.begun:
        return "compute"
    return "cache" if load.buffers else "weights" if load.names or load.architecture else ""


def _size(low: str) -> Size | None:
    for mark in SIZES:
        after = low.partition(mark)[2] if mark in low else ""
        text = after.replace("mib", "MiB").replace(" mb", " MB").replace("gb", "GB")
        if found := size(text):
            return found
        bare = count(after) if after[:1].isdigit() else None
        if bare:
            return Size(bare, 1)
    return None


def _device(line: str) -> str:
    """`on device 0: cudaMalloc failed`, `failed to allocate Vulkan0 buffer of size …`."""
    number = line.partition(" on device ")[2].partition(":")[0]
    if "cudaMalloc" in line and number.isdigit():
        return f"CUDA{number}"
    words = line.split(" ")
    for at, word in enumerate(words[1:-1], start=1):
        if word == "allocate" and words[at + 2 : at + 3] == ["buffer"]:
            return words[at + 1]
    known = {"ggml_vulkan": "Vulkan", "_metal_": "Metal", "_cpu_": "CPU", "kIOGPU": "Metal"}
    return next((name for sign, name in known.items() if sign in line), "")


def _refused(failure: Failure, line: str) -> None:
    """`model requires more system memory (5.3 GiB) than is available (3.3 GiB)`."""
    if "requires more system memory" in line:
        needs, _, free = line.partition("requires more system memory")[2].partition("available")
        failure.part, failure.is_refused = "", True
        failure.size = size(needs.lstrip(" (")) or failure.size
        failure.available = size(free.lstrip(" (")) or failure.available
    elif "request too large for system" in line:
        free = named(line, "available")
        failure.part, failure.is_refused = "", True
        failure.size = size(named(line, "requested")) or failure.size
        bytes_free = Size(count(free) or 0, 1) if free.isdigit() else NOTHING
        failure.available = size(free) or bytes_free
    elif "insufficient system resources" in line:
        failure.part, failure.is_refused = "", True
