"""How long a training run takes, beside what others measured."""

import csv

import pytest

from calculators.catalog import model
from calculators.engines.training.hours import (
    PASSES,
    SHARES,
    billed_hours,
    hours,
    steps,
    weights_at_work,
)
from tests.calculators.engines.training.test_memory import rows, shape
from tests.paths import DATA

FINETUNE = DATA / "finetune"


@pytest.mark.parametrize(("task", "passes"), [("lora", PASSES), ("sft", 6)])
def test_four_passes_for_lora_and_six_for_all_weights_agree_with_nvidias_own_figures(
    task: str, passes: int
) -> None:
    with (FINETUNE / "speed.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["task"] == task:
                each = float(row["model_tflops"]) * 1e12 / float(row["tokens_per_second"])
                assert each / float(row["weights"]) == pytest.approx(passes, rel=0.03)


def test_most_published_steps_take_a_time_in_the_range_given() -> None:
    inside = []
    for row in rows():
        geometry = shape(row)
        if not row["seconds_per_step"] or weights_at_work(geometry) < 1e9:
            continue
        four_bit = row["method"] == "qlora"
        worked = steps(
            examples=int(row["batch"]),
            tokens=int(row["sequence"]),
            epochs=1,
            batch=int(row["batch"]),
            four_bit=four_bit,
        )
        found = hours(
            geometry,
            worked.worked_tokens,
            tflops=float(row["tensor_tflops"]),
            four_bit=four_bit,
            lean=row["software"] == "lean",
        )
        taken = float(row["seconds_per_step"]) / 3600
        inside.append(found.low <= taken <= found.high)
    assert len(inside) == 68
    assert sum(inside) == 64


def test_the_share_of_the_rate_has_a_low_a_typical_and_a_high_end() -> None:
    for low, typical, high in SHARES.values():
        assert 0 < low < typical < high < 1


def test_twice_the_examples_take_twice_as_long() -> None:
    geometry = model("qwen3-8b").geometry
    one = hours(geometry, 1e6, tflops=165.2, four_bit=True, lean=False)
    two = hours(geometry, 2e6, tflops=165.2, four_bit=True, lean=False)
    assert two.typical == pytest.approx(2 * one.typical)


def test_a_step_of_few_words_takes_as_long_as_one_of_many() -> None:
    few = steps(examples=10, tokens=100, epochs=1, batch=1, four_bit=True)
    many = steps(examples=10, tokens=1000, epochs=1, batch=1, four_bit=True)
    assert few == many


def test_rented_hours_are_whole_and_one_is_for_setting_up() -> None:
    assert [billed_hours(each) for each in (0.0, 0.5, 1.0, 1.1)] == [1, 2, 2, 3]
