"""Which model a row of measurements means: one of the catalog, or one described here."""

import re
from collections.abc import Mapping

from calculators import catalog
from calculators.engines.memory import QUANTIZATIONS, Geometry


def _llama_like(*, layers: int, width: int, ffn: int, heads: int, kv_heads: int) -> Geometry:
    return Geometry(
        architecture="llama",
        layers=layers,
        width=width,
        vocabulary=32_000,
        heads=heads,
        kv_heads=kv_heads,
        key_dim=width // heads,
        ffn_width=ffn,
    )


DESCRIBED: Mapping[str, Geometry] = {
    "llama-2-7b": _llama_like(layers=32, width=4096, ffn=11_008, heads=32, kv_heads=32),
    "llama-2-13b": _llama_like(layers=40, width=5120, ffn=13_824, heads=40, kv_heads=40),
    "tinyllama-1.1b": _llama_like(layers=22, width=2048, ffn=5632, heads=32, kv_heads=4),
    "phi-2": Geometry(
        architecture="phi2",
        layers=32,
        width=2560,
        vocabulary=51_200,
        heads=32,
        kv_heads=32,
        key_dim=80,
        ffn_width=10_240,
        qkv_bias=True,
    ),
}
"""Models that were measured and are too old for the catalog."""

ALIASES: Mapping[str, str] = {
    "llama-8b": "llama-3.1-8b",
    "llama-3-8b": "llama-3.1-8b",
    "llama-3-70b": "llama-3.3-70b",
    "llama-3.1-70b": "llama-3.3-70b",
    "deepseek-r1-14b": "deepseek-r1-distill-qwen-14b",
    "qwen2.5-1.5b": "deepseek-r1-distill-qwen-1.5b",
    "qwen2.5-7b": "deepseek-r1-distill-qwen-7b",
    "qwen2.5-14b": "deepseek-r1-distill-qwen-14b",
    "qwen2.5-32b": "deepseek-r1-distill-qwen-32b",
    "mistral-7b": "mistral-7b-v0.3",
    "mistral-small-24b": "mistral-small-3.2-24b",
}
"""Other names for what the catalog has, where only the vocabulary or the training differs."""

_SIZES = {"Large": "L", "Medium": "M", "Small": "S"}


def geometry(name: str) -> Geometry | None:
    """The shape of the model that a row names, or None where it is not known.

    A name may go on after what identifies it; the longest known name in it counts.

    >>> geometry("gemma-4-26B-A4B-it-UD-Q4_K_XL") == catalog.model("gemma-4-26b-a4b").geometry
    True
    """
    key = re.sub(r"[^a-z0-9.]+", "-", name.lower()).replace("qwen2.5-coder", "qwen2.5")
    key = re.sub(r"qwen-(?=\d[.-])", "qwen", key)
    known = [*DESCRIBED, *ALIASES, *catalog.models()]
    found = [
        each for each in known if re.search(rf"(?<![a-z0-9]){re.escape(each)}(?![a-z0-9])", key)
    ]
    if not found:
        return None
    ident = max(found, key=len)
    if ident in DESCRIBED:
        return DESCRIBED[ident]
    return catalog.model(ALIASES.get(ident, ident)).geometry


def quantization(name: str) -> str:
    """llama.cpp's name for a quantization; the nearest common one where the row has another.

    >>> quantization("Q4_K - Medium"), quantization("MXFP4"), quantization("4-bit")
    ('Q4_K_M', 'MXFP4_MOE', 'Q4_K_M')
    """
    kind, _, size = name.partition(" - ")
    short = f"{kind}_{_SIZES[size]}" if size else kind
    if short == "MXFP4":
        return "MXFP4_MOE"
    if short in QUANTIZATIONS:
        return short
    bits = re.search(r"\d+", short)
    return {"8": "Q8_0", "16": "F16", "6": "Q6_K"}.get(bits.group() if bits else "", "Q4_K_M")
