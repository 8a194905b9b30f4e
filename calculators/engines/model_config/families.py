"""Which reader of a config belongs to which `model_type`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.engines.model_config import (
    dense,
    experts,
    gemma,
    hybrid,
    latent,
    layer_norm,
    llama_like,
    mamba,
    mixtures,
    sliding,
    sliding_experts,
    state_space,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calculators.engines.memory.geometry import Geometry
    from calculators.engines.model_config.reader import Reader


@dataclass(frozen=True, slots=True)
class Family:
    """How to read one `model_type`, and which classes its files name."""

    read: Callable[[Reader], Geometry]
    classes: tuple[str, ...]
    """Values of `architectures` that llama.cpp converts in the way `read` assumes."""


_BAILING = ("BailingMoeForCausalLM", "BailingMoeV2ForCausalLM")
_ERNIE4_5 = ("Ernie4_5ForCausalLM", "Ernie4_5_ForCausalLM")
_EXAONE_MOE = ("ExaoneMoEForCausalLM", "ExaoneMoeForCausalLM")
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
    "afmoe": Family(sliding_experts.afmoe, ("AfmoeForCausalLM",)),
    "apertus": Family(dense.apertus, ("ApertusForCausalLM",)),
    "arcee": Family(llama_like.arcee, ("ArceeForCausalLM",)),
    "bailing_moe": Family(mixtures.bailing_moe, _BAILING),
    "cohere": Family(layer_norm.cohere, ("CohereForCausalLM",)),
    "cohere2": Family(sliding.cohere2, ("Cohere2ForCausalLM",)),
    "deepseek": Family(mixtures.deepseek, ("DeepseekForCausalLM",)),
    "deepseek_v2": Family(latent.deepseek_v2, ("DeepseekV2ForCausalLM",)),
    "deepseek_v3": Family(latent.deepseek_v3, _KIMI),
    "deepseek_v32": Family(latent.deepseek_v32, ("DeepseekV32ForCausalLM",)),
    "dots1": Family(mixtures.dots1, ("Dots1ForCausalLM",)),
    "ernie4_5": Family(llama_like.ernie4_5, _ERNIE4_5),
    "ernie4_5_moe": Family(mixtures.ernie4_5_moe, ("Ernie4_5_MoeForCausalLM",)),
    "exaone": Family(llama_like.exaone, ("ExaoneForCausalLM",)),
    "exaone4": Family(sliding.exaone4, ("Exaone4ForCausalLM",)),
    "exaone_moe": Family(sliding_experts.exaone_moe, _EXAONE_MOE),
    "falcon_h1": Family(mamba.falcon_h1, ("FalconH1ForCausalLM",)),
    "falcon_mamba": Family(state_space.mamba, ("FalconMambaForCausalLM",)),
    "gemma": Family(dense.gemma, ("GemmaForCausalLM",)),
    "gemma2": Family(sliding.gemma2, ("Gemma2ForCausalLM",)),
    "gemma3_text": Family(sliding.gemma3, _GEMMA3),
    "gemma3n_text": Family(gemma.gemma3n, _GEMMA3N),
    "gemma4_text": Family(gemma.gemma4, _GEMMA4),
    "gemma4_unified_text": Family(gemma.gemma4, _GEMMA4_UNIFIED),
    "glm": Family(llama_like.glm, ("GlmForCausalLM",)),
    "glm4": Family(dense.glm4, ("Glm4ForCausalLM",)),
    "glm4_moe": Family(experts.glm4_moe, ("Glm4MoeForCausalLM",)),
    "glm4_moe_lite": Family(latent.glm4_moe_lite, ("Glm4MoeLiteForCausalLM",)),
    "glm_moe_dsa": Family(latent.glm_moe_dsa, ("GlmMoeDsaForCausalLM",)),
    "gpt_oss": Family(sliding.gpt_oss, ("GptOssForCausalLM",)),
    "granite": Family(dense.granite, ("GraniteForCausalLM",)),
    "granitemoe": Family(experts.granitemoe, ("GraniteMoeForCausalLM",)),
    "granitemoehybrid": Family(mamba.granitemoehybrid, ("GraniteMoeHybridForCausalLM",)),
    "granitemoeshared": Family(experts.granitemoe, ("GraniteMoeSharedForCausalLM",)),
    "hunyuan_v1_dense": Family(llama_like.hunyuan_v1_dense, ("HunYuanDenseV1ForCausalLM",)),
    "hunyuan_v1_moe": Family(mixtures.hunyuan_v1_moe, ("HunYuanMoEV1ForCausalLM",)),
    "hy_v3": Family(mixtures.hy_v3, ("HYV3ForCausalLM",)),
    "internlm2": Family(llama_like.internlm2, ("InternLM2ForCausalLM",)),
    "internlm3": Family(llama_like.internlm3, ("InternLM3ForCausalLM",)),
    "jamba": Family(state_space.jamba, ("JambaForCausalLM",)),
    "kimi_k2": Family(latent.deepseek_v3, _KIMI),
    "kimi_linear": Family(latent.kimi_linear, ("KimiLinearForCausalLM",)),
    "laguna": Family(sliding.laguna, ("LagunaForCausalLM",)),
    "lfm2": Family(hybrid.lfm2, ("Lfm2ForCausalLM", "LFM2ForCausalLM")),
    "lfm2_moe": Family(hybrid.lfm2_moe, ("Lfm2MoeForCausalLM",)),
    "llama": Family(dense.llama, ("LlamaForCausalLM", "LLaMAForCausalLM")),
    "llama4_text": Family(sliding.llama4, _LLAMA4),
    "maincoder": Family(llama_like.maincoder, ("MaincoderForCausalLM",)),
    "mamba": Family(state_space.mamba, ("MambaForCausalLM",)),
    "mamba2": Family(state_space.mamba2, ("Mamba2ForCausalLM",)),
    "mellum": Family(sliding_experts.mellum, ("MellumForCausalLM",)),
    "minicpm": Family(llama_like.minicpm, ("MiniCPMForCausalLM",)),
    "minimax_m2": Family(experts.minimax_m2, ("MiniMaxM2ForCausalLM",)),
    "ministral3": Family(dense.ministral3, ("Ministral3ForCausalLM", _MISTRAL3)),
    "mistral": Family(dense.mistral, ("MistralForCausalLM", _MISTRAL3)),
    "mistral4": Family(latent.mistral4, (_MISTRAL3,)),
    "mixtral": Family(experts.mixtral, ("MixtralForCausalLM",)),
    "muse_glimmer_text": Family(sliding.muse_glimmer, ("MuseGlimmerForConditionalGeneration",)),
    "nemotron-nas": Family(llama_like.nemotron_nas, ("DeciLMForCausalLM",)),
    "nemotron_h": Family(mamba.nemotron_h, ("NemotronHForCausalLM",)),
    "olmo": Family(layer_norm.olmo, ("OlmoForCausalLM",)),
    "olmo2": Family(dense.olmo2, ("Olmo2ForCausalLM",)),
    "olmo3": Family(sliding.olmo3, ("Olmo3ForCausalLM",)),
    "olmoe": Family(mixtures.olmoe, ("OlmoeForCausalLM",)),
    "phi": Family(layer_norm.phi, ("PhiForCausalLM",)),
    "phi3": Family(dense.phi3, ("Phi3ForCausalLM",)),
    "phimoe": Family(layer_norm.phimoe, ("PhiMoEForCausalLM",)),
    "qwen2": Family(dense.qwen2, ("Qwen2ForCausalLM",)),
    "qwen2_5_vl_text": Family(dense.qwen2_vl, ("Qwen2_5_VLForConditionalGeneration",)),
    "qwen2_moe": Family(experts.qwen2_moe, ("Qwen2MoeForCausalLM",)),
    "qwen2_vl_text": Family(dense.qwen2_vl, ("Qwen2VLForConditionalGeneration",)),
    "qwen3": Family(dense.qwen3, ("Qwen3ForCausalLM",)),
    "qwen3_5_moe_text": Family(hybrid.qwen3_5_moe, _QWEN3_5_MOE),
    "qwen3_5_text": Family(hybrid.qwen3_5, _QWEN3_5),
    "qwen3_moe": Family(experts.qwen3_moe, ("Qwen3MoeForCausalLM",)),
    "qwen3_next": Family(hybrid.qwen3_next, ("Qwen3NextForCausalLM",)),
    "qwen3_vl_moe_text": Family(experts.qwen3_moe, ("Qwen3VLMoeForConditionalGeneration",)),
    "qwen3_vl_text": Family(dense.qwen3, ("Qwen3VLForConditionalGeneration",)),
    "seed_oss": Family(dense.seed_oss, ("SeedOssForCausalLM",)),
    "smollm3": Family(dense.smollm3, ("SmolLM3ForCausalLM",)),
    "stablelm": Family(layer_norm.stablelm, ("StableLmForCausalLM",)),
    "starcoder2": Family(layer_norm.starcoder2, ("Starcoder2ForCausalLM",)),
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
    "qwen2_5_vl": "qwen2_5_vl_text",
    "qwen2_vl": "qwen2_vl_text",
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
