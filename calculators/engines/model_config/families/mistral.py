"""Mistral AI: Mistral, Ministral and Mixtral. Its Codestral Mamba is in `mamba`."""

from calculators.engines.memory.geometry import Geometry
from calculators.engines.model_config.config import Config, family
from calculators.engines.model_config.families.deepseek import latent

_WITH_IMAGES = "Mistral3ForConditionalGeneration"


@family("mistral", "MistralForCausalLM", _WITH_IMAGES, inside="mistral3")
def mistral(c: Config) -> Geometry:
    """Mistral 7B and Nemo, llama to llama.cpp, and Mistral Small inside a multimodal file."""
    c.note_ignored_window()
    return c.llama_like("mistral3" if c.nested else "llama")


@family("ministral3", "Ministral3ForCausalLM", _WITH_IMAGES, inside="mistral3")
def ministral3(c: Config) -> Geometry:
    """Ministral 3 and Devstral 2."""
    c.note_ignored_window()
    return c.llama_like("mistral3")


@family("mistral4", _WITH_IMAGES, inside="mistral3")
def mistral4(c: Config) -> Geometry:
    """Mistral Small 4; llama.cpp builds it from DeepSeek's parts."""
    return latent(c, "mistral4")


@family("mixtral", "MixtralForCausalLM")
def mixtral(c: Config) -> Geometry:
    """Mixtral; llama.cpp calls it llama."""
    c.note_ignored_window()
    return c.with_experts(c.attention("llama"), "num_local_experts", "intermediate_size")
