"""A planned test, a score and a comparison, as a person asks for them."""

import math
import re

import pytest

from calculators.core.errors import InputErrors
from calculators.core.results import Result, Step
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


def steps(**inputs: object) -> dict[str, Step]:
    return {each.title: each for each in ask(**inputs).steps}


@pytest.mark.parametrize("share", [0, 5, 50, 75, 95, 100])
@pytest.mark.parametrize("difference", [2, 5, 10, 30])
@pytest.mark.parametrize("confidence", ["90", "95", "99"])
def test_a_plan_for_one_score_keeps_its_promise_when_the_score_is_asked_of(
    share: int, difference: int, confidence: str
) -> None:
    plan = ask(share=share, difference=difference, confidence=confidence)
    cases = int(value(plan, "cases_alone"))
    right = math.floor(share / 100 * cases + 0.5)
    found = ask(goal="score", cases=cases, right=right, confidence=confidence).figure("share_right")
    assert None not in (found.value, found.low, found.high)
    assert found.high - found.value <= difference + 1e-9  # type: ignore[operator]
    assert found.value - found.low <= difference + 1e-9  # type: ignore[operator]


def test_all_right_is_planned_as_all_right() -> None:
    result = ask(share=100, difference=10)
    assert "to tell 100% from 90%" in result.verdict.headline
    assert (
        "To know one score to within 10 points, 35 examples are enough." in result.verdict.reasons
    )
    assert "tell 0% from 10%" in ask(share=0, difference=10).verdict.headline


def recomputed(working: str) -> float:
    """The value of a printed working, as a reader's own calculator has it."""
    signs = {"²": "**2", "×": "*", "÷": "/", "−": "-", ",": ""}
    for sign, word in signs.items():
        working = working.replace(sign, word)
    return float(eval(working))


@pytest.mark.parametrize(
    "inputs", [{}, {"difference": 3}, {"share": 95}, {"power": "90", "confidence": "99"}]
)
def test_the_working_of_a_plan_gives_its_numbers(inputs: dict[str, object]) -> None:
    paired, alone = list(ask(**inputs).steps)[1:]
    assert math.ceil(recomputed(paired.working)) == value(ask(**inputs), "cases_paired")
    said, _, examples = alone.outcome.partition(", so ")
    assert recomputed(alone.working) == pytest.approx(float(said.replace(",", "")), abs=0.06)
    assert examples == f"{value(ask(**inputs), 'cases_alone'):,.0f} examples"


@pytest.mark.parametrize(
    ("first", "second", "percent", "words"),
    [
        (5, 5, "100%", "in all tests."),
        (6, 5, "100%", "in all tests."),
        (18, 7, "4.3%", "in about 1 in 23 tests."),
        (0, 0, "100%", "in all tests."),
        (90, 10, "under 0.001%", "in fewer than 1 in 1,000 tests."),
    ],
)
def test_the_chance_of_a_difference_is_told_in_plain_numbers(
    first: int, second: int, percent: str, words: str
) -> None:
    inputs: dict[str, object] = {"goal": "compare", "only_first": first, "only_second": second}
    assert steps(**inputs)["Chance of as much by luck (McNemar)"].outcome == percent
    assert ask(**inputs).verdict.reasons[1].endswith(words)


@pytest.mark.parametrize(
    "inputs",
    [
        {"difference": 1},
        {"difference": 0.5},
        {"difference": 99, "share": 0.5},
        {"goal": "score", "cases": 1, "right": 1},
        {"goal": "compare", "both_right": 1, "only_first": 0, "only_second": 0, "both_wrong": 0},
        {"goal": "compare", "both_right": 80, "only_first": 60, "only_second": 59},
        {"goal": "compare", "both_right": 40, "only_first": 50, "only_second": 48},
    ],
)
def test_one_of_a_thing_is_told_as_one(inputs: dict[str, object]) -> None:
    result = ask(**inputs)
    texts = [result.verdict.headline, *result.verdict.reasons, result.asked, *result.notes]
    texts += [each.text for each in result.changes] + [each.title for each in result.tables]
    texts += [each.outcome for each in result.steps]
    assert not [each for each in texts if re.search(r"(?<![\d.,])1 (points|examples)", each)]


def test_a_sheet_has_no_more_rows_than_there_are_examples() -> None:
    (table,) = ask(share=0.5, difference=99).tables
    assert table.title == f"A score sheet: {len(table.rows)} examples"
