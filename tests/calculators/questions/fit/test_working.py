"""Each formula with the numbers of a case, and what it rests on."""

from calculators.core.results import Step
from tests.calculators.questions.fit.asking import FITS, SPLIT, ask


def steps(**inputs: object) -> dict[str, Step]:
    return {each.title: each for each in ask(**inputs).steps}


def test_the_working_leads_from_the_weights_to_what_a_model_may_use() -> None:
    found = steps(**FITS)
    assert list(found) == [
        "Weights",
        "KV cache, layers that see the whole context",
        "Working space",
        "Memory needed",
        "What a model may use",
    ]
    assert found["Weights"].working == "8,190,735,360 × 4.9049 ÷ 8"
    cache = found["KV cache, layers that see the whole context"]
    assert cache.working == "8,192 cells × 147,456 bytes"
    assert cache.outcome == "1,207,959,552 bytes = 1.12 GiB"


def test_a_total_adds_only_parts_that_are_there() -> None:
    total = steps(**FITS)["Memory needed"]
    assert total.formula == "weights in memory + KV cache + working space"
    assert total.working == "5,021,827,072 + 1,207,959,552 + 126,455,296"
    assert total.outcome == "6,356,241,920 bytes = 5.92 GiB"


def test_sliding_layers_and_recurrent_state_have_a_step_where_there_are_any() -> None:
    gemma = steps(model="gemma-4-12b")
    assert gemma["KV cache, sliding-window layers"].working.startswith("1,536 cells × ")
    qwen = steps(model="qwen3.6-27b", machine="mac-studio-m3-ultra-96gb", slots=4)
    assert qwen["Recurrent state"].working == "156,893,184 bytes × 4"


def test_what_a_model_may_use_is_worked_out_where_the_model_sits() -> None:
    laptop, card = steps(**FITS), steps(**SPLIT)
    usable = laptop["What a model may use"]
    assert usable.formula == "Memory − Windows itself − A few documents and mail"
    assert usable.working == "16.00 − 4.00 − 1.00"
    assert card["What a model may use"].working == "8.00 − 1.10"


def test_notes_say_what_was_assumed_and_how_far_the_estimate_was_off() -> None:
    notes = ask(**FITS).notes
    assert "Windows itself: 4.00 GiB (2.50 to 5.00 GiB), our assumption." in notes
    assert any("between 6% less and 7% more" in each for each in notes)
    slow = ask(**FITS, flash_attention="off").notes
    assert any("between 2% less and 4% more" in each for each in slow)


def test_sources_are_those_of_the_formulas_the_model_and_the_machine() -> None:
    titles = [each.title for each in ask(**FITS).sources]
    assert titles[0] == "llama.cpp’s own memory report"
    assert any("Qwen" in each for each in titles)
    assert len(titles) == len(set(titles))
