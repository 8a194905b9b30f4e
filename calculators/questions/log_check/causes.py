"""Why the log differs from the prediction, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from calculators.catalog import Model
from calculators.core.numbers import GB, format_bytes
from calculators.engines.memory import Geometry, parameters, weights
from calculators.engines.memory.geometry import without_prediction
from calculators.questions.log_check.comparison import Comparison, Part
from calculators.questions.log_check.recognition import fits_shape
from calculators.questions.log_check.report import Load

LONG_CONTEXT = 8192
OTHER_MODEL = 0.12
"""A difference of the weights that no publisher's mix explains (they differ by up to 9%)."""


def causes(comparison: Comparison, model: Model | None) -> Iterator[str]:
    """What explains the parts that differ, and what surprises in those that do not."""
    load = comparison.load
    if model and not fits_shape(load, model):
        yield f"The log is of another model: what it tells of its layers is not {model.name}."
    yield from _guessing_layers(comparison, model)
    if not comparison.report.failure:
        for part in comparison.differing:
            usual = _cache_differs if part.key.startswith("cache") else _other_differs
            yield _DIFFERENT.get(part.key, usual)(comparison, part)
    yield from _unpredicted(comparison)
    yield from _seen_twice(comparison)
    if model and comparison.geometry:
        yield from _slots(comparison)
        yield from _notable(comparison, comparison.geometry, model)


def _guessing_layers(comparison: Comparison, model: Model | None) -> Iterator[str]:
    """The file's own layers that guess ahead, and whether they are loaded."""
    geometry, mix = comparison.geometry, comparison.quantization
    if geometry is None or model is None or not geometry.mtp_layers:
        return
    count = parameters(geometry) - parameters(without_prediction(geometry))
    more = f"(+{count / 1e9:.2f} B weights)"
    layers = "layers that guess" if geometry.mtp_layers > 1 else "layer that guesses"
    text = f"The file has the {layers} ahead {more}"
    known = weights(geometry, mix) if mix else None
    loaded = comparison.load.weights.bytes
    if known and loaded:
        skipped = known.file_bytes - known.total_bytes
        with_it = abs(loaded - known.file_bytes) < abs(loaded - known.total_bytes)
        text += f": {format_bytes(skipped)}, which are {'' if with_it else 'not '}loaded"
        text += " too" if with_it else ""
    yield f"{text}."


def _unpredicted(comparison: Comparison) -> Iterator[str]:
    if unknown := comparison.unknown_types:
        yield (
            f"The type {'/'.join(unknown)} of the cache is not known here, so there is no "
            "prediction for it."
        )
    if not comparison.geometry or not comparison.context.compute:
        return
    if comparison.is_split:
        whole = format_bytes(comparison.full_offload_bytes)
        yield (
            "Part of the model is in main memory. Such a split needs more working space on the "
            f"card than a full load ({whole}): room for what it copies over as it works."
        )
    elif any(part.key == "compute" for part in comparison.unpredicted):
        yield "Several cards share the work; we do not predict their working space."


def _seen_twice(comparison: Comparison) -> Iterator[str]:
    view = comparison.load.buffers.get("CPU_Mapped")
    if comparison.seen_twice and view and not comparison.load.has_view_on_card:
        yield (
            f"CPU_Mapped shows {format_bytes(view.bytes)}: a view of the file that spans what lies "
            "on the graphics side too. It is counted once."
        )


def _amount(part: Part) -> str:
    more = "more" if part.difference > 0 else "less"
    return f"{format_bytes(abs(part.difference))} {more}"


def _file_differs(comparison: Comparison, part: Part) -> str:
    percent = 100 * part.difference / (part.predicted or 1)
    return (
        f"The file is {abs(percent):.1f}% {'larger' if percent > 0 else 'smaller'} than "
        f"llama.cpp’s own {comparison.quantization} of this model. Its publisher mixed the types "
        "another way, or put other parts in."
    )


def _weights_differ(comparison: Comparison, part: Part) -> str:
    if abs(part.difference) > OTHER_MODEL * (part.predicted or 1):
        return (
            f"The weights show {_amount(part)}. So large a difference is rarely the same thing: "
            "check that the model and the quantization are those of the log."
        )
    if comparison.report.from_ollama_engine:
        return _ollama(part)
    file = comparison.load.file
    if file.bytes and not file.is_near(weights_of(comparison)):
        return f"So its weights take {_amount(part)} in memory too."
    if any(name.endswith("_Mapped") for name in comparison.load.buffers):
        return (
            f"The weights show {_amount(part)}. A mapped buffer spans all between its first and "
            "its last part in the file, and the system drops the pages that nobody reads."
        )
    return f"The weights show {_amount(part)} than the standard mix."


def weights_of(comparison: Comparison) -> float:
    """The size of the standard file."""
    geometry = comparison.geometry
    return weights(geometry, comparison.quantization).file_bytes if geometry else 0


def _cache_differs(comparison: Comparison, part: Part) -> str:
    if comparison.report.from_ollama_engine:
        return _ollama(part)
    if "sliding" in part.key:
        return (
            f"The sliding layers take {_amount(part)}. Builds differ in how much room beside the "
            "window they keep."
        )
    return (
        f"The conversation takes {_amount(part)}. Is it this model, and is the log whole? "
        "The context, the slots and the type of the cache decide this part."
    )


def _ollama(part: Part) -> str:
    return (
        f"{part.label}: {_amount(part)}. Ollama’s own engine, used until 0.30, reserves otherwise "
        "than llama.cpp and prints one decimal."
    )


def _compute_differs(comparison: Comparison, part: Part) -> str:
    return (
        f"The working space takes {_amount(part)} than estimated. It depends on the build and on "
        "the device; only for a processor was it measured here."
    )


def _other_differs(comparison: Comparison, part: Part) -> str:
    return f"{part.label}: {_amount(part)}."


_DIFFERENT: Mapping[str, Callable[[Comparison, Part], str]] = {
    "file": _file_differs,
    "weights": _weights_differ,
    "compute": _compute_differs,
}


def _slots(comparison: Comparison) -> Iterator[str]:
    slots, tokens = comparison.setup.slots, comparison.setup.context
    if slots <= 1 or not tokens:
        return
    if comparison.setup.unified_cache:
        yield f"{slots} slots share one cache of {tokens:,} tokens: {slots} chats at a time."
    else:
        yield f"{slots} slots split the context: each chat gets {tokens // slots:,} tokens."


def _notable(comparison: Comparison, geometry: Geometry, model: Model) -> Iterator[str]:
    load, context = comparison.load, comparison.context
    asked = comparison.report.asked_context
    if 0 < asked < comparison.setup.context <= asked + 256 * comparison.setup.slots:
        yield (
            f"Asked for {asked:,} tokens; llama.cpp rounds up to steps of 256: "
            f"{comparison.setup.context:,}."
        )
    if context.full_sliding:
        yield "The sliding layers keep the whole context here (--swa-full), not only a window."
    if load.repacked.bytes:
        yield (
            f"{format_bytes(load.repacked.bytes)} of weights are there twice: a copy laid out for "
            "the processor. --no-repack saves it and costs speed."
        )
    if load.layers_on_gpu is not None and load.layers_on_gpu < load.layers_offered:
        yield f"{load.layers_on_gpu} of {load.layers_offered} layers are on the graphics side."
    yield from _twice(load, geometry)
    if not comparison.setup.flash_attention:
        yield "Flash attention is off, so the working space grows much faster with the context."
    if comparison.setup.context >= model.context_max > LONG_CONTEXT:
        yield "The context is the longest this model was built for. Most tasks need far less."
    if load.file.bytes >= GB:
        said = f"{load.file.bytes / GB:.2f} GB"
        yield f"A file manager may say {said} where the log says {format_bytes(load.file.bytes)}."


def _twice(load: Load, geometry: Geometry) -> Iterator[str]:
    if load.graphics and not load.has_view_on_card and geometry.tied_embeddings:
        yield (
            "The table of words is there twice: on the graphics side to choose the next word, "
            "in main memory to look words up."
        )
