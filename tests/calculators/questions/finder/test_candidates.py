"""Each model in the form that suits the machine best, and how well that form does there."""

import pytest

from calculators import catalog
from calculators.questions.finder.candidates import (
    Candidate,
    Place,
    best,
    best_form,
    form,
    quantizations_of,
    ranked,
)
from tests.calculators.questions.finder.asking import CARD, FULL, LAPTOP, TINY, case


def on_laptop(model: str, name: str, **inputs: object) -> Candidate:
    found = form(catalog.model(model), name, case(**LAPTOP | inputs))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("model", "name", "inputs", "place"),
    [
        ("qwen3-4b", "Q4_K_M", {}, Place.SURE),
        ("gpt-oss-20b", "MXFP4_MOE", {"other_apps": "nothing"}, Place.LIKELY),
        ("gpt-oss-20b", "MXFP4_MOE", {}, Place.STRETCH),
        ("qwen3-8b", "Q8_0", {}, Place.SLOW),
        ("qwen3-8b", "Q8_0", {"pace": "any"}, Place.SURE),
    ],
)
def test_a_form_is_sure_likely_a_stretch_or_slow(
    model: str, name: str, inputs: dict[str, object], place: Place
) -> None:
    assert on_laptop(model, name, **inputs).place == place


def test_what_lies_partly_beside_the_card_is_split() -> None:
    found = form(catalog.model("gemma-4-12b"), "Q4_K_M", case(**CARD))
    assert found is not None
    assert (found.place, found.status) == (Place.SPLIT, "partial_offload")


def test_a_form_that_does_not_run_is_none() -> None:
    assert form(catalog.model("qwen3-32b"), "Q8_0", case(**LAPTOP)) is None


def test_the_most_bits_that_surely_fit_and_are_quick_enough_are_the_best_form() -> None:
    waiting = best_form(catalog.model("qwen3-8b"), case(**LAPTOP, pace="any"))
    reading = best_form(catalog.model("qwen3-8b"), case(**LAPTOP))
    assert waiting is not None
    assert reading is not None
    assert (waiting.quantization, waiting.place) == ("Q8_0", Place.SURE)
    assert (reading.quantization, reading.place) == ("Q5_K_M", Place.SURE)


def test_few_bits_put_a_model_behind_all_that_keep_more() -> None:
    found = best_form(catalog.model("lfm2-24b-a2b"), case(**LAPTOP))
    assert found is not None
    assert (found.quantization, found.place) == ("Q3_K_M", Place.COARSE)


def test_a_model_whose_licence_is_not_wished_has_no_form() -> None:
    assert best_form(catalog.model("command-r7b"), case(**LAPTOP)) is None
    assert best_form(catalog.model("command-r7b"), case(**LAPTOP, licence="any")) is not None


def test_the_ladder_is_tried_or_what_a_model_is_published_in() -> None:
    assert quantizations_of(catalog.model("qwen3-8b")) == [
        "Q8_0",
        "Q6_K",
        "Q5_K_M",
        "Q4_K_M",
        "Q3_K_M",
    ]
    assert quantizations_of(catalog.model("gpt-oss-20b")) == ["MXFP4_MOE"]


def test_of_the_sure_the_higher_score_is_first_and_of_the_slow_the_quicker() -> None:
    found = ranked(case(**LAPTOP))
    assert found[0].named == "Qwen3.5 4B in Q8_0"
    sure = [each.score for each in found if each.place == Place.SURE]
    scores = [each.careful for each in sure if each]
    assert scores == sorted(scores, reverse=True)
    assert sure[: len(scores)] == [each for each in sure if each]
    slow = [each.estimate.done.typical for each in found if each.place == Place.SLOW]
    assert slow == sorted(slow)
    assert len(slow) > 1


@pytest.mark.parametrize("inputs", [LAPTOP, CARD, FULL])
def test_the_short_way_leads_to_the_same_first(inputs: dict[str, object]) -> None:
    asked = case(**inputs)
    assert best(asked) == asked.first


def test_on_a_tiny_machine_nothing_runs() -> None:
    assert ranked(case(**TINY)) == []
    assert best(case(**TINY)) is None
