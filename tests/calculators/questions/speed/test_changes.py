"""What would make it faster, or make it fit."""

import pytest

from calculators.engines.memory import CACHE_TYPES
from calculators.questions.speed import SPEED
from tests.calculators.questions.speed.asking import CHAT, CONTRACT, SPLIT, TOO_LARGE, ask, value


def test_free_changes_come_first() -> None:
    result = ask(**CHAT)
    assert result.changes_title == "What would make it faster"
    assert [(each.text, dict(each.inputs)) for each in result.changes] == [
        ("Without thinking: about 5 min 43 s.", {"thinking_tokens": "0"}),
        (
            "A mixture of experts, LFM2.5 8B-A1B in Q4_K_M (LFM Open License v1.0): about 4 min "
            "52 s.",
            {"model": "lfm2.5-8b-a1b"},
        ),
        (
            "A smaller model, Gemma 4 E2B in Q4_K_M (Apache-2.0): about 5 min 32 s.",
            {"model": "gemma-4-e2b"},
        ),
    ]


def test_another_quantization_is_set_along_with_the_model_where_it_differs() -> None:
    result = ask(model="qwen3-14b", machine="laptop-16gb", task="email")
    mixture = next(each for each in result.changes if each.text.startswith("A mixture"))
    assert dict(mixture.inputs) == {"quantization": "MXFP4_MOE", "model": "gpt-oss-20b"}


def test_fewer_bits_are_offered_from_more_and_never_the_other_way() -> None:
    machine = {"machine": "mac-studio-m4-max-128gb", "model": "qwen3-32b"}
    texts = [each.text for each in ask(**machine, quantization="F16").changes]
    assert texts[0].startswith("Q8_0, next to no loss: about ")
    assert texts[1].startswith("Q4_K_M, loses more: about ")
    coarse = [each.text for each in ask(**machine, quantization="Q3_K_M").changes]
    assert not any(text.startswith("Q") for text in coarse)


def test_to_fit_is_offered_what_fit_offers_but_no_context_shorter_than_the_task() -> None:
    result = ask(**TOO_LARGE)
    assert result.changes_title == "What would make it fit"
    assert [each.text for each in result.changes] == [
        "A smaller model, LFM2.5 8B-A1B in Q4_K_M (LFM Open License v1.0): fits (8.62 GiB).",
        "A smaller model, Qwen3 8B in Q4_K_M (Apache-2.0): fits (9.04 GiB).",
    ]
    for each in result.changes:
        assert SPEED.answer({**result.inputs, **each.inputs}).verdict.status != "does_not_fit"
    long = ask(model="qwen3-14b", machine="macbook-air-m4-16gb", context=32_768, task="contract")
    assert any("With a context of 12,544 tokens" in each.text for each in long.changes)
    longer = ask(model="qwen3-14b", machine="macbook-air-m4-16gb", task="own", prompt_tokens=32_000)
    assert longer.changes_title == "What would make it fit"
    assert not any("With a context" in each.text for each in longer.changes)


@pytest.mark.parametrize("inputs", [CONTRACT, CHAT, SPLIT])
def test_every_change_is_worth_a_line(inputs: dict[str, object]) -> None:
    result = ask(**inputs)
    assert result.changes
    for change in result.changes:
        changed = SPEED.answer({**result.inputs, **change.inputs})
        assert value(changed, "done_s") <= 0.8 * value(result, "done_s")


@pytest.mark.parametrize("cache_type", CACHE_TYPES)
def test_no_change_is_suggested_that_the_runtime_refuses(cache_type: str) -> None:
    for ident in ("gemma-4-31b", "qwen3-14b", "llama-3.2-3b"):
        result = ask(model=ident, kv_cache_type=cache_type, machine="mac-studio-m4-max-64gb")
        for change in result.changes:
            assert SPEED.answer({**result.inputs, **change.inputs}).figure("done_s").value
