"""A planned test, a score and a comparison, as a person asks for them."""

import pytest

from calculators.core.errors import InputErrors
from calculators.core.results import Result
from calculators.questions.eval_size import EVAL_SIZE


def ask(**inputs: object) -> Result:
    return EVAL_SIZE.answer(inputs)


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


def test_a_plan_names_the_examples_and_what_finding_out_is_worth() -> None:
    result = ask(share=75, difference=3)
    assert result.verdict.headline == (
        "Test both models on the same 1,568 examples to tell 75% from 78%."
    )
    assert value(result, "cases_paired") == 1568
    assert value(result, "worth_usd_month") == 0.03 * 500 * 5
    assert len(result.tables[0].rows) == 10


def test_the_same_examples_for_both_never_take_more_than_different_ones() -> None:
    for alike in ("0", "0.5", "0.8"):
        result = ask(alike=alike)
        assert value(result, "cases_paired") <= value(result, "cases_apart")


def test_near_all_right_the_other_model_is_worse_for_there_is_no_room_above() -> None:
    assert "tell 95% from 85%" in ask(share=95, difference=10).verdict.headline


@pytest.mark.parametrize(
    ("cases", "right", "word", "headline"),
    [
        (
            50,
            40,
            "A wide range",
            "80% were right, and the true share may be anything from 67% to 88.8%.",
        ),
        (
            400,
            320,
            "Sure enough",
            "80% were right, and the true share may be anything from 75.8% to 83.6%.",
        ),
    ],
)
def test_a_score_comes_with_its_range(cases: int, right: int, word: str, headline: str) -> None:
    verdict = ask(goal="score", cases=cases, right=right).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_none_wrong_is_no_promise() -> None:
    result = ask(goal="score", cases=30, right=30)
    assert "None wrong does not mean that none will be" in result.verdict.reasons[0]
    assert result.figure("wrong_usd_month").high > 0  # type: ignore[operator]


def test_of_two_models_one_is_better_or_the_examples_do_not_tell() -> None:
    counted = {"both_right": 60, "both_wrong": 15}
    clear = ask(goal="compare", only_first=18, only_second=7, **counted)
    assert clear.verdict.status == "clear"
    assert clear.verdict.headline == "The first is better than the second, by about 11 points."
    unclear = ask(goal="compare", only_first=14, only_second=11, **counted)
    assert unclear.verdict.status == "unclear"
    other = ask(goal="compare", only_first=7, only_second=18, **counted)
    assert other.verdict.headline.startswith("The second is better than the first")


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (
            {"goal": "score", "cases": 10, "right": 11},
            "Answered right: 11 is more than the 10 examples tested. Type at most that many.",
        ),
        (
            {
                "goal": "compare",
                "both_right": 0,
                "only_first": 0,
                "only_second": 0,
                "both_wrong": 0,
            },
            "Both right: all four counts are 0. Count at least one example.",
        ),
        (
            {"share": 50, "difference": 60},
            "Difference that you must see: 60 points from 50% lead to no share between 0 and "
            "100%. Type less, or another share.",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_beside_its_field(
    inputs: dict[str, object], message: str
) -> None:
    with pytest.raises(InputErrors) as refused:
        ask(**inputs)
    assert [each.message for each in refused.value.problems] == [message]


def test_what_is_tried_brings_what_was_announced() -> None:
    for change in ask().changes:
        examples = ask(**change.inputs).figure("cases_paired").value
        assert change.text.endswith(f": {examples:,} examples.")
