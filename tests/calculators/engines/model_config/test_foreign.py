"""Files of models that don’t write, and of formats other than GGUF: one sentence for each."""

from typing import Any

import pytest

from tests.calculators.engines.model_config.configs import MINIMAL, PUBLISHED, parsed, problems


@pytest.mark.parametrize(
    ("config", "what"),
    [
        (
            {"model_type": "bert", "architectures": ["BertForMaskedLM"]},
            "“BertForMaskedLM” reads and",
        ),
        ({"model_type": "modernbert"}, "“modernbert” reads and doesn't write: it turns text into"),
        (
            {"model_type": "gemma3_text", "architectures": ["Gemma3TextModel"]},
            "“Gemma3TextModel” reads and doesn't write",
        ),
        ({"model_type": "t5"}, "“t5” has an encoder beside its decoder"),
        ({"model_type": "whisper"}, "“whisper” makes or reads sound. Memory is worked out here"),
        ({"model_type": "qwen3_tts"}, "“qwen3_tts” makes or reads sound."),
        ({"model_type": "llada"}, "“llada” writes by diffusion, many tokens at once"),
        ({"architectures": ["ClefModel"]}, "“ClefModel” chooses among answers"),
        (
            {"model_type": "gemma4_assistant"},
            "“gemma4_assistant” guesses ahead for a larger model.",
        ),
    ],
)
def test_a_model_that_writes_no_text_by_itself_is_told_what_it_is(
    config: dict[str, Any], what: str
) -> None:
    (problem,) = problems(config)
    assert problem.startswith(what)


def test_a_draft_model_points_to_the_model_that_it_helps() -> None:
    draft = MINIMAL["llama-3.1-8b"] | {"architectures": ["LlamaForCausalLMEagle3"]}
    assert problems(draft) == (
        "“LlamaForCausalLMEagle3” guesses ahead for a larger model. Paste the config.json of "
        "that model.",
    )


@pytest.mark.parametrize(
    ("keys", "held"),
    [
        ({"quantization_config": {"quant_method": "awq", "bits": 4}}, "AWQ with 4 bits"),
        ({"quantization_config": {"quant_method": "gptq", "bits": 8}}, "GPTQ with 8 bits"),
        ({"quantization_config": {"quant_method": "fp8"}}, "FP8"),
        (
            {"quantization_config": {"quant_method": "bitsandbytes", "load_in_4bit": True}},
            "bitsandbytes with 4 bits",
        ),
        ({"quantization_config": {"quant_method": "own", "bits": True}}, "another format"),
        ({"quantization": {"group_size": 64, "bits": 4}}, "MLX with 4 bits"),
    ],
)
def test_a_repository_of_another_format_is_told_that_gguf_sizes_count(
    keys: dict[str, Any], held: str
) -> None:
    found = parsed(MINIMAL["llama-3.1-8b"] | keys)
    assert found.geometry == parsed(MINIMAL["llama-3.1-8b"]).geometry
    assert found.assumptions == (
        f"This repository holds its weights as {held}. The sizes are those of GGUF files of the "
        "same model, which llama.cpp, Ollama and LM Studio run.",
    )


def test_published_files_in_8_bits_are_told_too() -> None:
    found = parsed(PUBLISHED["deepseek-ai--DeepSeek-V4-Flash"]).assumptions
    assert any("weights as FP8." in sentence for sentence in found)
