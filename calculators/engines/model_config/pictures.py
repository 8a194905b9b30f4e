"""The part for pictures that a multimodal config.json describes beside its text model."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.engines.memory.projector import Projector
from calculators.engines.model_config.document import is_object

_KINDS = {
    "gemma3": "gemma3",
    "gemma4": "gemma4",
    "gemma4_unified": "gemma4u",
    "kimi_k25": "kimi",
    "llama4": "llama4",
    "mistral3": "pixtral",
    "muse_glimmer": "muse",
    "qwen2_5_vl": "qwen25vl",
    "qwen3_vl": "qwen3vl",
    "qwen3_vl_moe": "qwen3vl",
    "qwen3_5": "qwen3vl",
    "qwen3_5_moe": "qwen3vl",
}
"""`model_type` of the whole file, and the family of its image part."""
_LAYERS = ("depth", "num_hidden_layers", "vt_num_hidden_layers")
_WIDTH = ("hidden_size", "vt_hidden_size", "mm_embed_dim")
_FFN = ("intermediate_size", "vt_intermediate_size")
_MOST = 1_000_000


def takes_pictures(document: Mapping[str, object]) -> bool:
    """Whether the file describes a part for pictures."""
    return is_object(document.get("vision_config"))


def projector_of(document: Mapping[str, object], width: int) -> Projector | None:
    """Its shape, for a language model of that width; None where it isn't one that we know.

    >>> projector_of({"model_type": "qwen3_vl", "vision_config": {"depth": 27, "hidden_size": 1152,
    ... "intermediate_size": 4304, "deepstack_visual_indexes": [8, 16, 24]}}, 4096).deepstack
    3
    """
    vision, kind = document.get("vision_config"), _KINDS.get(str(document.get("model_type")))
    if kind is None or not is_object(vision):
        return None
    layers, wide, ffn = (_first(vision, names) for names in (_LAYERS, _WIDTH, _FFN))
    stacked = vision.get("deepstack_visual_indexes")
    unified = kind == "gemma4u"
    if not wide or (not unified and not (layers and ffn)):
        return None
    return Projector(
        kind=kind,
        layers=0 if unified else layers,
        width=wide,
        ffn_width=0 if unified else ffn,
        output=width,
        deepstack=len(stacked) if isinstance(stacked, list) and len(stacked) <= layers else 0,
        audio=kind == "gemma4" and is_object(document.get("audio_config")),
    )


def _first(vision: Mapping[str, object], names: tuple[str, ...]) -> int:
    """The first of these that is a size; 0 where none is."""
    sizes = (vision.get(name) for name in names)
    found = (each for each in sizes if isinstance(each, int) and not isinstance(each, bool))
    return next((each for each in found if 0 < each <= _MOST), 0)
