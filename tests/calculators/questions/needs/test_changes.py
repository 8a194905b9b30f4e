"""What would make do with less."""

from calculators.questions.needs import NEEDS
from tests.calculators.questions.needs.asking import GEMMA, LARGE, ask


def test_fewer_bits_lead_to_a_cheaper_machine() -> None:
    result = ask(**GEMMA, quantization="Q8_0", pace="quick")
    assert result.changes_title == "What would make do with less"
    [change] = result.changes
    assert (change.text, dict(change.inputs)) == (
        "In Q4_K_M (7.65 GiB): MacBook Air M5, 16 GB, 1,299 US dollars (smallest version, "
        "2026-06-25).",
        {"quantization": "Q4_K_M"},
    )


def test_a_change_to_the_same_machine_is_left_out() -> None:
    assert ask(**GEMMA).changes == ()


def test_every_change_comes_out_as_it_says() -> None:
    for inputs in (LARGE, {"model": "gemma-4-31b", "pace": "quick", "other_apps": "office"}):
        result = ask(**inputs)
        assert result.changes
        for change in result.changes:
            changed = NEEDS.answer({**result.inputs, **change.inputs})
            assert changed.tables[0].rows[0][0] in change.text
