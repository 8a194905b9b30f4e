"""Published formulas side by side with what is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.results import Bars, Result, StackedBar
from calculators.engines.memory import QUANTIZATIONS
from calculators.questions.disagree import DISAGREE
from calculators.questions.disagree.formulas import FORMULAS, layers
from calculators.questions.fit import FIT
from tests.laws import law

MODELS = sorted(catalog.models())


def ask(**inputs: object) -> Result:
    return DISAGREE.answer(inputs)


def figures(result: Result) -> dict[str, float]:
    return {each.name: each.value or 0 for each in result.figures}


def why(result: Result, name: str) -> str:
    return next(row[-1] for row in result.tables[0].rows if row[0] == name)


def test_what_is_needed_is_what_fit_says() -> None:
    inputs = {"model": "qwen3-8b", "quantization": "Q4_K_M", "context": 8192}
    alone = {"second_copy": "off"}
    fit = figures(FIT.answer(inputs | alone))
    assert figures(ask(**inputs))["needed_bytes"] == fit["total_bytes"]


def test_each_formula_with_the_numbers_of_qwen3_8b() -> None:
    found = figures(ask(model="qwen3-8b", quantization="Q4_K_M", context=8192))
    parameters, file = 8_190_735_360, 5_021_827_072
    assert found["file_alone_bytes"] == file
    assert found["bits_bytes"] == parameters * 4 / 8
    assert found["bits_and_a_fifth_bytes"] == pytest.approx(parameters * 4 / 8 * 1.2)
    assert found["cache_from_size_cache_bytes"] == pytest.approx(8e-6 * 8.19073536 * 8192 * 1e9)
    assert found["query_heads_cache_bytes"] == 2 * 36 * 32 * 128 * 8192 * 2
    assert found["head_size_guessed_cache_bytes"] == 2 * 36 * 8 * (4096 // 32) * 8192 * 2
    assert found["all_layers_cache_bytes"] == 2 * 36 * 8 * 128 * 8192 * 2
    assert found["all_layers_cache_bytes"] == found["kv_cache_bytes"]


def test_a_plain_model_is_told_that_the_layers_are_counted_right() -> None:
    result = ask(model="qwen3-8b", context=8192)
    assert why(result, "Every layer keeps everything") == (
        "Right for the conversation: each layer does keep all of it. "
        "Only the working space is missing."
    )
    assert result.verdict.reasons[0] == "Each of the 36 layers keeps the whole conversation."


def test_a_model_with_a_window_is_told_how_many_layers_keep_what() -> None:
    result = ask(model="gemma-3-27b", context=32_768)
    assert why(result, "Every layer keeps everything") == (
        "Only 10 of 62 layers keep the whole conversation. 52 keep the last 1,024 tokens."
    )
    assert why(result, "Head size worked out from the width").startswith(
        "A head keeps 128 numbers here, not 168."
    )
    assert why(result, "Sliding layers left out").startswith("It leaves out the layers")


def test_a_hybrid_is_told_about_its_fixed_state() -> None:
    result = ask(model="qwen3.6-27b", context=32_768)
    assert result.verdict.reasons[0] == (
        "Only 16 of 64 layers keep the whole conversation. 48 keep a summary of fixed size."
    )


def test_latent_attention_is_told_that_heads_share_a_summary() -> None:
    result = ask(model="kimi-k2.6", context=32_768)
    assert why(result, "Every layer keeps everything") == (
        "All heads of a layer share one summary of 576 numbers a token."
    )


def test_a_mixture_of_experts_is_told_that_all_must_be_in_memory() -> None:
    result = ask(model="qwen3-30b-a3b")
    assert why(result, "The 1.2 rule on active parameters").startswith("3.3 of 30.5 billion")
    assert "active_only_bytes" not in figures(ask(model="qwen3-8b"))


def test_the_bars_hold_what_is_needed_first_and_marked() -> None:
    chart = ask(model="gemma-4-12b").chart
    assert isinstance(chart, Bars)
    assert [bar.marked for bar in chart.bars] == [True] + [False] * (len(chart.bars) - 1)
    assert chart.span == max(bar.total for bar in chart.bars)


def test_the_picture_of_the_layers_has_no_limit() -> None:
    (picture,) = ask(model="gemma-4-12b").more_charts
    assert isinstance(picture, StackedBar)
    assert picture.limit is None
    assert [(each.label, each.value) for each in picture.segments] == [
        ("Keep the whole conversation", 8),
        ("Keep the last 1,024 tokens", 40),
    ]


def test_every_formula_names_where_it_is_published() -> None:
    for formula in FORMULAS.values():
        assert formula.source.url.startswith("https://")
    sources = {source.url for source in ask(model="gemma-3-27b").sources}
    assert {FORMULAS[key].source.url for key in ("bits", "all_layers", "no_window")} <= sources


def test_a_mix_for_experts_needs_experts() -> None:
    with pytest.raises(InputErrors, match="MXFP4_MOE is for mixtures of experts"):
        ask(model="qwen3-8b", quantization="MXFP4_MOE")


@pytest.mark.parametrize("ident", MODELS)
def test_the_layers_of_every_model_are_all_counted(ident: str) -> None:
    geometry = catalog.model(ident).geometry
    found = layers(geometry)
    assert found.total == geometry.layers
    assert min(found.whole, found.window, found.state, found.none, found.both) >= 0
    assert found.whole + found.window + found.state > 0


@law(60)
@given(
    st.sampled_from(MODELS),
    st.sampled_from([name for name in QUANTIZATIONS if name != "MXFP4_MOE"]),
    st.integers(1, 10_485_760),
    st.integers(0, 100_000),
)
def test_every_formula_answers_and_more_context_never_makes_it_smaller(
    model: str, quantization: str, context: int, more: int
) -> None:
    less = figures(ask(model=model, quantization=quantization, context=context))
    longer = min(context + more, 10_485_760)
    most = figures(ask(model=model, quantization=quantization, context=longer))
    assert less.keys() == most.keys()
    assert all(0 <= less[name] <= most[name] for name in less if name.endswith("_bytes"))
    assert less["lowest_bytes"] <= less["highest_bytes"]
