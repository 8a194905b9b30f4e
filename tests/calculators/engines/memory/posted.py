"""Figures that users posted from their logs, and which figure of the engine each one is."""

from collections.abc import Callable
from dataclasses import replace

from calculators.engines.memory import (
    Geometry,
    Setup,
    compute_buffer_bytes,
    gpu_output_bytes,
    kv_cache,
    output_buffer_bytes,
    recurrent_state_bytes,
    weights,
)
from tests.calculators.engines.memory.geometries import geometries, read
from tests.calculators.engines.memory.more_geometries import GEOMETRIES

MIB = 2**20
KNOWN = geometries()

OTHERS: dict[str, Geometry] = {
    "Qwen2.5-1.5B": replace(
        KNOWN["Qwen2.5-7B"],
        width=1536,
        heads=12,
        kv_heads=2,
        ffn_width=8960,
        vocabulary=151936,
        tied_embeddings=True,
    ),
    "Qwen3-14B": replace(KNOWN["Qwen3-8B"], layers=40, width=5120, heads=40, ffn_width=17408),
    "gpt-oss-120b": GEOMETRIES["gpt-oss-120b"],
    "Qwen3.5-27B": GEOMETRIES["qwen3.6-27b"],
    "Qwen3.5-35B-A3B": GEOMETRIES["qwen3.6-35b-a3b"],
    # 49 of its 80 layers attend; which ones makes no difference to the cache
    "Nemotron-Super-49B (not in table)": replace(
        KNOWN["Llama-3.1-8B"],
        architecture="deci",
        layers=80,
        width=8192,
        heads=64,
        pattern="g" * 49 + "f" * 31,
    ),
}
MODELS = KNOWN | OTHERS

WEIGHTS = (
    "CPU_Mapped model buffer",
    "model size",
    "quant size",
    "Metal weights",
    "CPU buffer",
    "quant size / MTL0_Mapped",
    "MTL0_Mapped model buffer",
    "file size GiB (x1024)",
    "quant size / CUDA model buffer",
    "Metal_Mapped / CPU model buffer",
    "CUDA0 model buffer",
    "Vulkan0 model buffer (full offload)",
)
"""What people call the weights."""


FOUR_SLOTS = Setup(context=4096, slots=4)


def total(geometry: Geometry, context: int, slots: int = 1, micro_batch: int = 512) -> int:
    return kv_cache(
        geometry, Setup(context=context, slots=slots, micro_batch=micro_batch)
    ).total_bytes


Figure = Callable[[Geometry], int]

EXACT: dict[tuple[str, str], Figure] = {
    ("Llama-3.1-8B", "KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Llama-3.1-8B", "KV f16, n_ctx 8192, n_seq_max 4"): lambda g: total(g, 8192, slots=4),
    ("Llama-3.2-3B", "CPU_Mapped copy of the tied token_embd on top of the above"): lambda g: (
        gpu_output_bytes(g, "Q4_K_M")
    ),
    ("Llama-3.2-3B", "KV f16, n_ctx 1024"): lambda g: total(g, 1024),
    ("Llama-3.2-3B", "KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Llama-3.2-3B", "Vulkan KV f16, n_ctx 8192"): lambda g: total(g, 8192),
    ("Qwen2.5-7B", "Metal KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Qwen2.5-1.5B", "Metal KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Llama-2-7B", "KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Qwen3-8B", "Metal KV f16, n_ctx 2048"): lambda g: total(g, 2048),
    ("Qwen3-8B", "Metal KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Qwen3-14B", "KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Qwen3-30B-A3B", "Metal KV f16, n_ctx 4096"): lambda g: total(g, 4096),
    ("Gemma-3-4B", "SWA KV f16, llama-server default 4 unified slots"): lambda g: (
        kv_cache(g, Setup(context=32768, slots=4)).sliding_bytes
    ),
    ("Gemma-3-270M", "KV f16, n_ctx 1024, 3 separate slots"): lambda g: (
        kv_cache(g, Setup(context=1024, slots=3, unified_cache=False)).total_bytes
    ),
    ("Gemma-3-270M", "KV f16, n_ctx 1024, 4 separate slots"): lambda g: (
        kv_cache(g, Setup(context=1024, slots=4, unified_cache=False)).total_bytes
    ),
    ("gpt-oss-20b", "full-attention KV f16, n_ctx 131072"): lambda g: (
        kv_cache(g, Setup(context=131072)).full_bytes
    ),
    ("gpt-oss-20b", "SWA KV, n_ubatch 2048 (2304 cells)"): lambda g: (
        kv_cache(g, Setup(context=131072, micro_batch=2048)).sliding_bytes
    ),
    ("gpt-oss-20b", "SWA KV, n_ubatch 512 (768 cells)"): lambda g: (
        kv_cache(g, Setup(context=131072)).sliding_bytes
    ),
    ("gpt-oss-120b", "context total, 262144 cells, 4 unified slots, n_ubatch 2048"): lambda g: (
        total(g, 262144, slots=4, micro_batch=2048)
    ),
    ("Qwen3.5-0.8B", "recurrent state, 4 slots"): lambda g: recurrent_state_bytes(g, FOUR_SLOTS),
    ("Qwen3.5-27B", "KV q8_0, n_ctx 131072 (16 attention layers)"): lambda g: (
        kv_cache(g, Setup(context=131072, kv_cache_type="q8_0")).total_bytes
    ),
    ("Qwen3.5-27B", "recurrent state, 4 slots"): lambda g: recurrent_state_bytes(g, FOUR_SLOTS),
    ("Qwen3.5-27B", "recurrent state, 4 slots, MTP n_rs_seq 12"): lambda g: recurrent_state_bytes(
        g, Setup(context=4096, slots=4, draft_tokens=12)
    ),
    ("Qwen3.5-35B-A3B", "recurrent state, 1 slot / 4 slots"): lambda g: recurrent_state_bytes(
        g, FOUR_SLOTS
    ),
    (
        "Nemotron-Super-49B (not in table)",
        "KV f16, 20224 cells, 49 of 80 layers with attention",
    ): lambda g: total(g, 20224),
}
"""Caches and states, exact to the printed digit."""


def on_gpu(geometry: Geometry, context: int = 4096, slots: int = 1, outputs: int = 1) -> int:
    setup = Setup(context=context, slots=slots, outputs=outputs)
    return compute_buffer_bytes(geometry, setup, on_gpu=True)


ESTIMATED: dict[tuple[str, str], tuple[Figure, float]] = {
    ("Llama-3.2-3B", "CPU compute, n_ctx 1024 (n_ubatch 256 fits)"): (
        lambda g: compute_buffer_bytes(g, Setup(context=1024, micro_batch=256, outputs=256)),
        0.01,
    ),
    ("Llama-3.2-3B", "MTL0 compute, n_ctx 4096, FA, n_out 512"): (
        lambda g: on_gpu(g, outputs=512),
        0.01,
    ),
    # builds of 2025 kept two rows of the model's width less
    ("Qwen2.5-7B", "Metal compute, n_ctx 4096, server"): (lambda g: on_gpu(g, slots=4), 14.02),
    ("Qwen3-8B", "Metal compute, n_ctx 4096, server 4 slots"): (
        lambda g: on_gpu(g, slots=4, outputs=4),
        16.02,
    ),
    ("Qwen3-4B", "Metal compute, n_ctx 4096, server"): (lambda g: on_gpu(g, slots=4), 4.7),
    ("gpt-oss-20b", "MTL0 compute, n_ctx 131072, FA, n_out 512"): (
        lambda g: on_gpu(g, 131072, outputs=512),
        25,
    ),
    ("Llama-3.1-8B", "output buffer, n_seq_max 4"): (
        lambda g: output_buffer_bytes(g, FOUR_SLOTS),
        0.07,
    ),
}
"""Working buffers with the MiB they may be off: old builds and Metal differ."""

NOT_COMPUTED = {
    ("Llama-2-7B", "CPU compute, n_ctx 4096, FA off (2024 build)"),
    ("Llama-2-7B", "CPU compute, n_ctx 2048, FA off (2024 build)"),
}
"""A build of 2024 that laid out its graph otherwise."""

MIXES = {"MXFP4": "MXFP4_MOE"}
"""People name the type where the quantization is meant."""

ROWS = {
    (row["model"], row["quantity"], row["quant"]): row for row in read("groundtruth_realworld.csv")
}
FILES = [key for key in ROWS if key[1] in WEIGHTS]


def computed_bytes(model: str, quantity: str, quantization: str) -> int | None:
    """The engine's figure for a posted one; None where it is out of reach."""
    key = (model, quantity)
    if quantity in WEIGHTS:
        return weights(MODELS[model], MIXES.get(quantization, quantization)).total_bytes
    if key in EXACT:
        return EXACT[key](MODELS[model])
    return ESTIMATED[key][0](MODELS[model]) if key in ESTIMATED else None
