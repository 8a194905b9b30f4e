"""The record of the answer key: made again from what llama.cpp reported."""

import json

import pytest

from benchmarks.score_memory import COLUMNS, MEMORY_POINTS, accuracy, points_data


@pytest.fixture(scope="module")
def again() -> dict[str, object]:
    made: dict[str, object] = json.loads(json.dumps(points_data()))
    return made


def test_making_it_again_gives_the_record_that_is_committed(again: dict[str, object]) -> None:
    assert again == json.loads(MEMORY_POINTS.read_text(encoding="utf-8"))


def test_every_report_is_in_it(again: dict[str, object]) -> None:
    exact = again["exact"]
    assert isinstance(exact, list)
    sums = {what: [sum(e[n] for e in exact if e[0] == what) for n in (2, 3)] for what, *_ in exact}
    assert sums == {"conversation": [2840, 2840], "weights": [355, 355]}
    assert [len(again[name]) for name in ("runs", "posted")] == [1130, 54]  # type: ignore[arg-type]


def test_where_one_chat_is_counted_it_is_right_and_where_all_scores_are_it_is_not(
    again: dict[str, object],
) -> None:
    found = again["accuracy"]
    assert isinstance(found, dict)
    rows = {part: (each["rows"], each["in_band"]) for part, each in found.items()}
    assert rows == {
        "chat": (810, 1.0),
        "plain": (320, 1.0),
        "four-slots": (320, 1.0),
        "other-slots": (490, 1.0),
        "all-scores": (750, 0.0987),
    }
    assert found["all-scores"]["lowest"] == pytest.approx(-0.65, abs=0.002)


def test_models_kept_out_of_the_rules_are_met_as_well(again: dict[str, object]) -> None:
    found = again["kept_out"]
    assert isinstance(found, dict)
    assert found["rows"] == 1940
    assert found["mean_error"] < 0.01


def test_accuracy_counts_what_is_off_and_what_is_out_of_the_range() -> None:
    def run(reported: float, predicted: float) -> list[object]:
        row = dict.fromkeys(COLUMNS, "") | {"reported": reported, "predicted": predicted}
        return [*(row | {"low": predicted - 1, "high": predicted + 1}).values()]

    assert accuracy([run(100, 100), run(100, 90), run(100, 130)]) == {
        "rows": 3,
        "models": 1,
        "mean_error": 0.13333,
        "within_20": 0.6667,
        "in_band": 0.3333,
        "lowest": -0.1,
        "highest": 0.3,
    }
