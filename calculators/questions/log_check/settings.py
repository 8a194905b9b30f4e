"""Lines of the form `… name = value`, known by the last words before the sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from calculators.questions.log_check.amounts import count, number, parameters, size
from calculators.questions.log_check.report import Cache, Place

if TYPE_CHECKING:
    Handler = Callable[[Place, list[str], str], None]
    """Takes the words before the sign and the text after it."""


LONGEST_NAME = 3
WORDS_BEFORE = 6
"""Enough for a name, a device and the function that prints the line."""


def take(place: Place, line: str) -> None:
    """What the line says, if its name is known."""
    before, equals, after = line.partition(" = ")
    words = before.split(" ")[-WORDS_BEFORE:]
    if not equals:
        return
    if words[-1] in GGUF_TYPES and len(words) > 1:
        words = [*words[:-2], "gguf", words[-2]]
    for length in range(LONGEST_NAME, 0, -1):
        handler = SETTINGS.get(" ".join(words[-length:]))
        if handler is not None:
            return handler(place, words, after.split("\x1b")[0])


def _shape(name: str) -> Handler:
    def keep(place: Place, words: list[str], value: str) -> None:
        found = count(value)
        if found is not None and _said_by(words, "print_info:", "print_meta:"):
            place.load.shape[name] = found

    return keep


def _said_by(words: list[str], *names: str) -> bool:
    """Whether the word before the setting's name is the function that prints it."""
    return any(word.endswith(names) for word in words[:-1])


def _architecture(place: Place, words: list[str], value: str) -> None:
    place.load.architecture = value.strip()


def _name(place: Place, words: list[str], value: str) -> None:
    place.load.names.append(value.strip())


def _file_type(place: Place, words: list[str], value: str) -> None:
    place.load.file_type = value.strip()


def _file_type_number(place: Place, words: list[str], value: str) -> None:
    place.load.file_type = place.load.file_type or f"#{count(value)}"


def _file_size(place: Place, words: list[str], value: str) -> None:
    place.load.file = size(value) or place.load.file


def _parameters(place: Place, words: list[str], value: str) -> None:
    place.load.parameters = parameters(value)


def _weights(place: Place, words: list[str], value: str) -> None:
    found, buffers = size(value), place.load.buffers
    if found is not None:
        device = _device(words, 3)
        buffers[device] = buffers[device] + found if device in buffers else found


def _old_weights(place: Place, words: list[str], value: str) -> None:
    """`llm_load_tensors: CUDA0 buffer size = …`, as of 2024."""
    if _said_by(words, "load_tensors:"):
        _weights(place, [*words[:-2], "model", *words[-2:]], value)


def _device(words: list[str], kind_words: int) -> str:
    """The word before "… buffer size"."""
    return words[-kind_words - 1] if len(words) > kind_words else "?"


def _cache_buffer(place: Place, words: list[str], value: str) -> None:
    found, cache = size(value), place.cache
    if found is not None and not cache.cells:  # the sum follows in a line of its own
        cache.size = cache.size + found


def _cache_kind(place: Place, words: list[str], value: str) -> None:
    """`creating     SWA KV cache, size = 4608 cells`."""
    place.sliding = words[-4:-3] == ["SWA"]


def _cache_or_state(place: Place, words: list[str], value: str) -> None:
    """`llama_kv_cache: size = 9216.00 MiB (131072 cells, 18 layers, 2/2 seqs), K (f16): …`."""
    found = size(value)
    if found is None or len(words) < 2:
        return
    inside = value.partition("(")[2].partition(")")[0]
    numbers = {
        part.split()[-1]: part.split()[0] for part in inside.split(",") if " " in part.strip()
    }
    if "memory_recurrent" in words[-2]:
        place.context.state = found
    elif "kv_cache" in words[-2]:
        cache = place.cache
        cache.size, cache.cells = found, count(numbers.get("cells", "")) or 0
        cache.layers = count(numbers.get("layers", "")) or 0
        slots, slash, streams = numbers.get("seqs", "").partition("/")
        place.context.settings.setdefault("slots", count(slots) or 0)
        cache.streams = (count(streams) or 1) if slash else 1
        _cache_types(cache, value)


def _cache_types(cache: Cache, value: str) -> None:
    cache.key_type = value.partition(" K (")[2].partition(")")[0]
    cache.value_type = value.partition(" V (")[2].partition(")")[0]


def _old_cache(place: Place, words: list[str], value: str) -> None:
    """`KV self size = 1024.00 MiB, K (f16): 512.00 MiB, V (f16): 512.00 MiB`."""
    found = size(value)
    if found is not None:
        place.cache.size = found
        _cache_types(place.cache, value)


def _state_buffer(place: Place, words: list[str], value: str) -> None:
    found = size(value)
    if found is not None and not place.context.state.bytes:
        place.context.state = found


def _output_buffer(place: Place, words: list[str], value: str) -> None:
    place.context.output = size(value) or place.context.output


def _compute_buffer(place: Place, words: list[str], value: str) -> None:
    found = size(value)
    if found is not None:
        place.context.compute[_device(words, 3)] = found


def _context_setting(name: str) -> Handler:
    def keep(place: Place, words: list[str], value: str) -> None:
        found = count(value)
        if found is not None and _said_by(words, *CONTEXT_FUNCTIONS):
            place.context.settings[name] = found

    return keep


def _flash_setting(place: Place, words: list[str], value: str) -> None:
    known = {"1": True, "enabled": True, "0": False, "disabled": False}
    if _said_by(words, *CONTEXT_FUNCTIONS):
        place.context.flash_attention = known.get(value.split()[0] if value.split() else "")


def _unified(place: Place, words: list[str], value: str) -> None:
    place.context.unified_cache = value.startswith("true")


def _eval_time(place: Place, words: list[str], value: str) -> None:
    """`prompt eval time = 444.18 ms / 800 tokens (…)`."""
    milliseconds, tokens = number(value), number(value.partition("/")[2])
    rate = place.report.reading if "prompt" in words[-3:] else place.report.writing
    if milliseconds and tokens:
        rate.add(tokens, milliseconds / 1000)


CONTEXT_FUNCTIONS = ("llama_context:", "llama_new_context_with_model:", "llama_init_from_model:")
GGUF_TYPES = ("str", "u32", "u64", "i32")
SETTINGS: Mapping[str, Handler] = {
    "arch": _architecture,
    "gguf general.architecture": _architecture,
    "general.name": _name,
    "gguf general.name": _name,
    "gguf general.basename": _name,
    "file type": _file_type,
    "gguf general.file_type": _file_type_number,
    "file size": _file_size,
    "model params": _parameters,
    **{name: _shape(name) for name in ("n_layer", "n_embd", "n_vocab", "n_expert", "n_ctx_train")},
    "model buffer size": _weights,
    "buffer size": _old_weights,
    "KV buffer size": _cache_buffer,
    "RS buffer size": _state_buffer,
    "output buffer size": _output_buffer,
    "compute buffer size": _compute_buffer,
    "KV cache, size": _cache_kind,
    "KV self size": _old_cache,
    "size": _cache_or_state,
    "n_ctx": _context_setting("context"),
    "n_seq_max": _context_setting("slots"),
    "n_ubatch": _context_setting("micro_batch"),
    "n_rs_seq": _context_setting("draft_tokens"),
    "n_outputs_max": _context_setting("outputs"),
    "flash_attn": _flash_setting,
    "kv_unified": _unified,
    "eval time": _eval_time,
}
