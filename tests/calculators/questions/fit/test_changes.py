"""What would make it fit, make more room, or make more of what fits."""

import pytest

from calculators.core.results import Result
from calculators.questions.fit import FIT
from tests.calculators.questions.fit.asking import ABOVE, ALONE, FITS, SPLIT, TIGHT, TOO_LARGE, ask


def texts(**inputs: object) -> list[str]:
    return [each.text for each in ask(**inputs).changes]


@pytest.mark.parametrize(
    ("inputs", "title"),
    [
        (FITS, "What else would fit"),
        (TIGHT, "What would make more room"),
        (ABOVE, "What would make more room"),
        (SPLIT, "What would fit on the graphics card"),
        (TOO_LARGE, "What would make it fit"),
    ],
)
def test_the_title_says_what_the_changes_are_for(inputs: dict[str, object], title: str) -> None:
    assert ask(**inputs).changes_title == title


def test_a_model_that_fits_is_offered_a_longer_context_more_bits_and_larger_models() -> None:
    result = ask(**FITS)
    assert [each.text for each in result.changes] == [
        "A longer context, 33,792 tokens: fits (9.46 GiB).",
        "Q8_0, with less loss: fits (9.35 GiB).",
        "A larger model, Mistral Nemo 12B in Q4_K_M (Apache-2.0): fits (8.35 GiB).",
        "A larger model, Qwen3.5 9B in Q4_K_M (Apache-2.0): fits (6.75 GiB).",
    ]
    assert result.changes[0].inputs == {"context": "33792"}
    assert result.changes[2].inputs == {"model": "mistral-nemo-12b", "quantization": "Q4_K_M"}


def test_a_tight_one_is_offered_what_is_free_before_what_costs_quality() -> None:
    assert texts(**TIGHT) == [
        "With everything else closed: fits (9.78 GiB).",
        "With a q8_0 KV cache: fits (9.20 GiB).",
        "With a context of 6,144 tokens: fits (9.47 GiB).",
        "Q3_K_M, with more loss: fits (8.22 GiB).",
    ]


def test_settings_that_cost_memory_are_offered_to_be_undone() -> None:
    costly = {"flash_attention": "off", "slots": 4, "micro_batch": 2048, "other_apps": "nothing"}
    costly |= ALONE
    assert texts(model="qwen3-14b", machine="laptop-16gb", context=16_384, **costly) == [
        "With a context of 4,864 tokens: fits (10.9 GiB).",
        "A smaller model, Qwen3.5 9B in Q4_K_M (Apache-2.0): fits (8.29 GiB).",
        "With flash attention: would just fit (11.5 GiB).",
        "With a micro-batch of 512: would fit with luck (12.2 GiB).",
    ]


def test_what_surely_fits_comes_before_what_may_fit() -> None:
    assert texts(model="gpt-oss-20b", machine="laptop-16gb", quantization="Q4_K_M", **ALONE) == [
        "A smaller model, Ministral 3 14B in Q4_K_M (Apache-2.0): fits (9.07 GiB).",
        "As published, MXFP4_MOE: would fit with luck (11.6 GiB).",
    ]


def test_a_cache_that_llama_cpp_would_refuse_is_not_offered() -> None:
    slow = {"model": "qwen3-14b", "machine": "laptop-16gb", "flash_attention": "off"}
    assert not any("KV cache" in each for each in texts(**slow))


def outcome(result: Result, inputs: dict[str, str]) -> str:
    return FIT.answer({**result.inputs, **inputs}).verdict.status


@pytest.mark.parametrize("inputs", [FITS, TIGHT, ABOVE, SPLIT, TOO_LARGE])
def test_a_change_comes_out_as_it_says(inputs: dict[str, object]) -> None:
    result = ask(**inputs)
    assert result.changes
    for change in result.changes:
        said = {"fits": "fits", "would just fit": "tight", "would fit with luck": "stretch"}
        [expected] = [status for words, status in said.items() if f": {words} (" in change.text]
        assert outcome(result, dict(change.inputs)) == expected, change
