"""Which reader of a config belongs to which `model_type`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.model_config import dense, experts, gemma, hybrid, latent, mamba, sliding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calculators.memory.geometry import Geometry
    from calculators.model_config.reader import Reader


@dataclass(frozen=True, slots=True)
class Family:
    """How to read one `model_type`, and which classes its files name."""

    read: Callable[[Reader], Geometry]
    classes: tuple[str, ...]
    """Values of `architectures` that llama.cpp converts in the way `read` assumes."""


_GEMMA3 = ("Gemma3ForConditionalGeneration", "Gemma3ForCausalLM")
_GEMMA3N = ("Gemma3nForConditionalGeneration", "Gemma3nForCausalLM")
_GEMMA4 = ("Gemma4ForConditionalGeneration", "Gemma4ForCausalLM")
_GEMMA4_UNIFIED = ("Gemma4UnifiedForConditionalGeneration",)
_LLAMA4 = ("Llama4ForConditionalGeneration", "Llama4ForCausalLM")
_QWEN3_5 = ("Qwen3_5ForConditionalGeneration", "Qwen3_5ForCausalLM")
_QWEN3_5_MOE = ("Qwen3_5MoeForConditionalGeneration", "Qwen3_5MoeForCausalLM")
_KIMI = ("KimiK25ForConditionalGeneration", "DeepseekV3ForCausalLM")
_MISTRAL3 = "Mistral3ForConditionalGeneration"

FAMILIES: Mapping[str, Family] = {
    "apertus": Family(dense.apertus, ("ApertusForCausalLM",)),
    "cohere2": Family(sliding.cohere2, ("Cohere2ForCausalLM",)),
    "deepseek_v2": Family(latent.deepseek_v2, ("DeepseekV2ForCausalLM",)),
    "deepseek_v3": Family(latent.deepseek_v3, _KIMI),
    "deepseek_v32": Family(latent.deepseek_v32, ("DeepseekV32ForCausalLM",)),
    "exaone4": Family(sliding.exaone4, ("Exaone4ForCausalLM",)),
    "falcon_h1": Family(mamba.falcon_h1, ("FalconH1ForCausalLM",)),
    "gemma": Family(dense.gemma, ("GemmaForCausalLM",)),
    "gemma2": Family(sliding.gemma2, ("Gemma2ForCausalLM",)),
    "gemma3_text": Family(sliding.gemma3, _GEMMA3),
    "gemma3n_text": Family(gemma.gemma3n, _GEMMA3N),
    "gemma4_text": Family(gemma.gemma4, _GEMMA4),
    "gemma4_unified_text": Family(gemma.gemma4, _GEMMA4_UNIFIED),
    "glm4": Family(dense.glm4, ("Glm4ForCausalLM",)),
    "glm4_moe": Family(experts.glm4_moe, ("Glm4MoeForCausalLM",)),
    "glm4_moe_lite": Family(latent.glm4_moe_lite, ("Glm4MoeLiteForCausalLM",)),
    "glm_moe_dsa": Family(latent.glm_moe_dsa, ("GlmMoeDsaForCausalLM",)),
    "gpt_oss": Family(sliding.gpt_oss, ("GptOssForCausalLM",)),
    "granite": Family(dense.granite, ("GraniteForCausalLM",)),
    "granitemoe": Family(experts.granitemoe, ("GraniteMoeForCausalLM",)),
    "granitemoehybrid": Family(mamba.granitemoehybrid, ("GraniteMoeHybridForCausalLM",)),
    "granitemoeshared": Family(experts.granitemoe, ("GraniteMoeSharedForCausalLM",)),
    "kimi_k2": Family(latent.deepseek_v3, _KIMI),
    "laguna": Family(sliding.laguna, ("LagunaForCausalLM",)),
    "lfm2": Family(hybrid.lfm2, ("Lfm2ForCausalLM", "LFM2ForCausalLM")),
    "lfm2_moe": Family(hybrid.lfm2_moe, ("Lfm2MoeForCausalLM",)),
    "llama": Family(dense.llama, ("LlamaForCausalLM", "LLaMAForCausalLM")),
    "llama4_text": Family(sliding.llama4, _LLAMA4),
    "minimax_m2": Family(experts.minimax_m2, ("MiniMaxM2ForCausalLM",)),
    "ministral3": Family(dense.ministral3, ("Ministral3ForCausalLM", _MISTRAL3)),
    "mistral": Family(dense.mistral, ("MistralForCausalLM", _MISTRAL3)),
    "mistral4": Family(latent.mistral4, (_MISTRAL3,)),
    "mixtral": Family(experts.mixtral, ("MixtralForCausalLM",)),
    "muse_glimmer_text": Family(sliding.muse_glimmer, ("MuseGlimmerForConditionalGeneration",)),
    "nemotron_h": Family(mamba.nemotron_h, ("NemotronHForCausalLM",)),
    "olmo2": Family(dense.olmo2, ("Olmo2ForCausalLM",)),
    "olmo3": Family(sliding.olmo3, ("Olmo3ForCausalLM",)),
    "phi3": Family(dense.phi3, ("Phi3ForCausalLM",)),
    "qwen2": Family(dense.qwen2, ("Qwen2ForCausalLM",)),
    "qwen2_moe": Family(experts.qwen2_moe, ("Qwen2MoeForCausalLM",)),
    "qwen3": Family(dense.qwen3, ("Qwen3ForCausalLM",)),
    "qwen3_5_moe_text": Family(hybrid.qwen3_5_moe, _QWEN3_5_MOE),
    "qwen3_5_text": Family(hybrid.qwen3_5, _QWEN3_5),
    "qwen3_moe": Family(experts.qwen3_moe, ("Qwen3MoeForCausalLM",)),
    "qwen3_next": Family(hybrid.qwen3_next, ("Qwen3NextForCausalLM",)),
    "qwen3_vl_moe_text": Family(experts.qwen3_moe, ("Qwen3VLMoeForConditionalGeneration",)),
    "qwen3_vl_text": Family(dense.qwen3, ("Qwen3VLForConditionalGeneration",)),
    "seed_oss": Family(dense.seed_oss, ("SeedOssForCausalLM",)),
    "smollm3": Family(dense.smollm3, ("SmolLM3ForCausalLM",)),
}
"""Every `model_type` of a text model this package reads."""

OUTER = {
    "gemma3": "gemma3_text",
    "gemma3n": "gemma3n_text",
    "gemma4": "gemma4_text",
    "gemma4_unified": "gemma4_unified_text",
    "kimi_k25": "kimi_k2",
    "llama4": "llama4_text",
    "mistral3": "mistral",
    "muse_glimmer": "muse_glimmer_text",
    "qwen3_5": "qwen3_5_text",
    "qwen3_5_moe": "qwen3_5_moe_text",
    "qwen3_vl": "qwen3_vl_text",
    "qwen3_vl_moe": "qwen3_vl_moe_text",
}
"""Multimodal files: their `model_type`, and that of `text_config` when it names none."""

INNER = {
    "kimi_k25": ("kimi_k2", "deepseek_v3"),
    "mistral3": ("mistral", "ministral3", "mistral4"),
}
"""Multimodal files that may hold more than one kind of text model."""

SUPPORTED = tuple(sorted({name.removesuffix("_text") for name in (*FAMILIES, *OUTER)}))
"""Every value of `model_type` to name to a reader; each may also end in `_text`."""
