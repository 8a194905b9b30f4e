"""Lines of the form `… name = value`, known by the last words before the sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from calculators.questions.log_check.amounts import NOTHING, count, parameters, size
from calculators.questions.log_check.report import Cache, Place

if TYPE_CHECKING:
    Handler = Callable[[Place, list[str], str], None]
    """Takes the words before the sign and the text after it."""


LONGEST_NAME = 3
LONGEST_DEVICE = 40
LONGEST_TYPE = 16
WORDS_BEFORE = 6
"""Enough for a name, a device and the function that prints the line."""


def take(place: Place, line: str) -> None:
    """What the line says, if its name is known."""
    before, equals, after = line.partition(" = ")
    if not equals:
        return
    words = before.split(" ")[-WORDS_BEFORE:]
    if words[-1] in GGUF_TYPES and len(words) > 1:
        words = [*words[:-2], "gguf", words[-2]]
    for length in range(LONGEST_NAME, 0, -1):
        handler = SETTINGS.get(" ".join(words[-length:]))
        if handler is not None and not _is_image(words):
            return handler(place, words, after.rstrip('"'))


def _is_image(words: list[str]) -> bool:
    """Whether the projector's loader speaks, whose settings are not the model's."""
    return any(word.endswith(":") and "clip" in word for word in words)


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
    if place.load.architecture and place.is_begun:
        place.new_load()
    place.load.architecture = value.strip()


def _name(place: Place, words: list[str], value: str) -> None:
    place.load.is_named(value.strip())


def _file_type(place: Place, words: list[str], value: str) -> None:
    place.load.file_type = value.strip()


def _file_type_number(place: Place, words: list[str], value: str) -> None:
    place.load.file_type = place.load.file_type or f"#{count(value)}"


def _file_size(place: Place, words: list[str], value: str) -> None:
    place.load.file = size(value) or place.load.file


def _model_size(place: Place, words: list[str], value: str) -> None:
    """`model size = 20.607 GiB (5.107 BPW)`: until January 2025, and in ik_llama.cpp."""
    if _said_by(words, "print_info:", "print_meta:"):
        _file_size(place, words, value)


def _parameters(place: Place, words: list[str], value: str) -> None:
    place.load.parameters = parameters(value)


def _weights(place: Place, words: list[str], value: str) -> None:
    found = size(value)
    if found is None:
        return
    # a size of weights after sizes of a context is of the next load: the first was to measure
    if place.load.buffers and place.is_begun_beyond_weights:
        place.new_load(like=place.load)
    device, buffers = _device(words, 3), place.load.buffers
    buffers[device] = buffers.get(device, NOTHING) + found


def _old_weights(place: Place, words: list[str], value: str) -> None:
    """`llm_load_tensors: CUDA0 buffer size = …`, as of 2024."""
    if _said_by(words, "load_tensors:"):
        _weights(place, [*words[:-2], "model", *words[-2:]], value)


def _device(words: list[str], kind_words: int) -> str:
    """The word before "… buffer size"."""
    return words[-kind_words - 1][:LONGEST_DEVICE] if len(words) > kind_words else "?"


def _cache_buffer(place: Place, words: list[str], value: str) -> None:
    found, device = size(value), _device(words, 3)
    if found is None:
        return
    place.again(device in place.cache.buffers or place.cache.is_whole)
    if place.cache.is_whole:
        place.new_cache()
    buffers = place.cache.buffers
    buffers[device] = buffers.get(device, NOTHING) + found


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
    if "recurrent" in words[-2]:
        place.context.state_said = found
    elif "kv_cache" in words[-2]:
        place.again(place.cache.is_whole)
        cache = place.new_cache() if place.cache.is_whole else place.cache
        cache.said, cache.cells = found, count(numbers.get("cells", "")) or 0
        cache.layers = count(numbers.get("layers", "")) or 0
        slots, slash, streams = numbers.get("seqs", "").partition("/")
        place.context.settings.setdefault("slots", count(slots) or 0)
        cache.streams = (count(streams) or 1) if slash else 1
        _cache_types(cache, value)


def _cache_types(cache: Cache, value: str) -> None:
    """`K (f16): 80.00 MiB, V (f16): …`; for a latent cache ik_llama.cpp says `c^KV (f16): …`."""
    keys = value.partition(" K (")[2] or value.partition(" c^KV (")[2]
    cache.key_type = keys.partition(")")[0][:LONGEST_TYPE]
    values = value.partition(" V (")[2] or keys
    cache.value_type = values.partition(")")[0][:LONGEST_TYPE]


def _old_cache(place: Place, words: list[str], value: str) -> None:
    """`KV self size = 1024.00 MiB, K (f16): 512.00 MiB, V (f16): 512.00 MiB`."""
    found = size(value)
    if found is not None:
        place.cache.said = found
        _cache_types(place.cache, value)


def _context_buffer(kind: str) -> Handler:
    """A buffer of the fixed state or of results, by its device."""

    def keep(place: Place, words: list[str], value: str) -> None:
        found = size(value)
        if found is not None:
            device = _device(words, 3)
            place.again(device in getattr(place.context, kind))
            getattr(place.context, kind)[device] = found

    return keep


def _more_state(place: Place, words: list[str], value: str) -> None:
    """`CUDA0 DSV4 csa_k state buffer size = …`, one for each kind of compressed layers."""
    if found := size(value):
        place.context.state_buffers[" ".join(words[-6:-3])] = found


def _compute_buffer(place: Place, words: list[str], value: str) -> None:
    found, device = size(value), _device(words, 3)
    if found is None:
        return
    if any(word.endswith("compute_meta:") for word in words):
        place.load.image[device] = found
    else:
        place.again(False)
        place.context.compute[device] = found


def _adapter(place: Place, words: list[str], value: str) -> None:
    if found := size(value):
        place.load.adapters[_device(words, 3)] = found


def _context_setting(name: str) -> Handler:
    def keep(place: Place, words: list[str], value: str) -> None:
        found = count(value)
        if found is not None and _said_by(words, *CONTEXT_FUNCTIONS):
            if place.context.compute:
                place.new_context()
            place.context.settings[name] = found

    return keep


def _flash_setting(place: Place, words: list[str], value: str) -> None:
    known = {"1": True, "enabled": True, "0": False, "disabled": False}
    if _said_by(words, *CONTEXT_FUNCTIONS):
        place.context.flash_attention = known.get(value.split()[0] if value.split() else "")


def _unified(place: Place, words: list[str], value: str) -> None:
    place.context.unified_cache = value.startswith("true")


CONTEXT_FUNCTIONS = ("llama_context:", "llama_new_context_with_model:", "llama_init_from_model:")
GGUF_TYPES = ("str", "u32", "u64", "i32")
SHAPE = ("n_layer", "n_layer_all", "n_embd", "n_vocab", "n_expert", "n_ctx_train")
SETTINGS: Mapping[str, Handler] = {
    "arch": _architecture,
    "gguf general.architecture": _architecture,
    "general.name": _name,
    "gguf general.name": _name,
    "gguf general.basename": _name,
    "file type": _file_type,
    "model ftype": _file_type,
    "gguf general.file_type": _file_type_number,
    "file size": _file_size,
    "model size": _model_size,
    "model params": _parameters,
    **{name: _shape(name) for name in SHAPE},
    "model buffer size": _weights,
    "buffer size": _old_weights,
    "KV buffer size": _cache_buffer,
    "RS buffer size": _context_buffer("state_buffers"),
    "state buffer size": _more_state,
    "output buffer size": _context_buffer("outputs"),
    "LoRA buffer size": _adapter,
    "MoE cache size": _adapter,
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
}
