"""Which model and which quantization a log is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from calculators import catalog
from calculators.catalog import Model
from calculators.engines.memory import QUANTIZATIONS, Geometry, parameters
from calculators.engines.memory.geometry import with_prediction, without_prediction
from calculators.questions.log_check.report import Load

_KEPT = re.compile(r"[^a-z0-9.]+")
_WORDS = {"Small": "_S", "Medium": "_M", "Large": "_L"}
SAME_ARCHITECTURE = {"gptoss": "gpt-oss"}
"""Names that Ollama's own engine gives, and llama.cpp's."""
NUMBERED = {
    **{1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S"},
    **{12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M"},
    **{18: "Q6_K", 25: "IQ4_NL", 30: "IQ4_XS", 32: "BF16", 38: "MXFP4_MOE"},
}
"""`general.file_type` in a GGUF file (llama.h, enum llama_ftype)."""
ENOUGH = 3
"""Facts of a model's shape that must agree before it counts as known without a name."""


def quantization(file_type: str) -> str:
    """llama.cpp's name for a mix as our menu has it; empty when it is not there.

    >>> quantization("Q4_K - Medium"), quantization("llama 3B Q4_K - Medium"), quantization("#7")
    ('Q4_K_M', 'Q4_K_M', 'Q8_0')
    >>> quantization("IQ4_XS - 4.25 bpw"), quantization("MXFP4 MoE"), quantization("Q2_K - Medium")
    ('IQ4_XS', 'MXFP4_MOE', 'Q2_K')
    """
    if file_type.startswith("#"):
        return NUMBERED.get(int(file_type[1:]) if file_type[1:].isdigit() else 0, "")
    text = file_type.removeprefix("(guessed) ").removeprefix("mostly ")
    text = text.replace("MXFP4 MoE", "MXFP4_MOE")
    text = {"MXFP4": "MXFP4_MOE"}.get(text, text).replace("IQ3_S mix", "IQ3_M")
    before, _, word = text.partition(" - ")
    base = before.rpartition(" ")[2]
    wanted = (base + _WORDS.get(word, ""), base)
    return next((name for name in wanted if name in QUANTIZATIONS), "")


def recognised(load: Load) -> Model | None:
    """The model of the catalog that the log names or describes; None when that is not certain."""
    fitting = [model for model in catalog.models().values() if fits_shape(load, model)]
    named = [(_names_in(load, model), model) for model in fitting]
    if any(longest for (longest, _), _ in named):
        return max(named, key=lambda each: each[0])[1]
    shapes = {model.geometry for model in fitting}
    return fitting[0] if len(shapes) == 1 and _known(load) >= ENOUGH else None


def _known(load: Load) -> int:
    """How much the log tells of the shape; the number of weights says more than another number."""
    numbers = load.shape.keys() & {"n_layer", "n_embd", "n_vocab"}
    return len(numbers) + bool(load.architecture) + 2 * bool(load.parameters.bytes)


def fits_shape(load: Load, model: Model) -> bool:
    """Whether nothing the log says of the shape speaks against it."""
    return geometry_of(load, model) is not None


def geometry_of(load: Load, model: Model) -> Geometry | None:
    """The shape of the model in the log's file: with its layers that guess ahead, or without.

    None where the log is of another model.
    """
    plain = model.geometry
    forms = (plain, without_prediction(plain), with_prediction(plain))
    return next((each for each in forms if _is_of(load, each)), None)


def _is_of(load: Load, geometry: Geometry) -> bool:
    shape, counted = load.shape, load.parameters
    architecture = SAME_ARCHITECTURE.get(load.architecture, load.architecture)
    layers = (geometry.layers, geometry.layers + geometry.mtp_layers)
    return (
        architecture in ("", geometry.architecture)
        and shape.get("n_layer", geometry.layers) in layers
        and shape.get("n_layer_all", layers[1]) in layers
        and shape.get("n_embd", geometry.width) == geometry.width
        and shape.get("n_vocab", geometry.vocabulary) == geometry.vocabulary
        and (not counted.bytes or abs(counted.bytes - parameters(geometry)) <= counted.step)
    )


def _names_in(load: Load, model: Model) -> tuple[int, int]:
    """Length of the longest name in the log: of all the model goes by, and of its very own."""
    said = [_compact(name) for name in load.names]
    own = (model.id, model.name, model.hf_repo.rpartition("/")[2])
    others = tuple(each.rpartition("/")[2] for each in model.same_geometry)
    return _longest((*own, *others), said), _longest(own, said)


def _longest(names: Iterable[str], said: Iterable[str]) -> int:
    found = (name for name in map(_compact, names) if any(name in each for each in said))
    return max(map(len, found), default=0)


def _compact(name: str) -> str:
    """Without capitals, spaces and hyphens: "Gemma 3 4b It" and "gemma-3-4b-it" are one."""
    return _KEPT.sub("", name.lower())
