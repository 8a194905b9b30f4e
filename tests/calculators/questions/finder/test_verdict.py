"""The plan in words: what to take, what to close, what to expect, how sure it is."""

from dataclasses import replace

import pytest

from calculators import catalog
from calculators.core.results import Verdict
from calculators.questions.common.scores import of_model
from calculators.questions.finder import verdict
from calculators.questions.finder.candidates import Candidate, Place
from calculators.questions.finder.case import Case
from calculators.questions.finder.verdict import (
    LOOKS,
    PLACE_WORDS,
    good_for,
    level_words,
    weights_words,
)
from tests.calculators.questions.finder.asking import CARD, FULL, LAPTOP, TINY, ask, case


def found(**inputs: object) -> Verdict:
    return ask(**inputs).verdict


@pytest.mark.parametrize(
    ("inputs", "status", "word", "headline"),
    [
        (LAPTOP, "found", "Runs well", "Try Qwen3.5 4B in Q8_0 with a context of 4,096 tokens."),
        (
            {"machine": "laptop-8gb", "pace": "any", "other_apps": "browser"},
            "tight",
            "Just fits",
            None,
        ),
        (
            FULL,
            "stretch",
            "Fits with luck",
            "Try Qwen3.5 2B in Q5_K_M with a context of 16,384 tokens.",
        ),
        (TINY, "nothing", "Nothing fits", "No model of our catalog fits beside what stays open."),
    ],
)
def test_each_status_has_its_word_and_the_plan_is_the_headline(
    inputs: dict[str, object], status: str, word: str, headline: str | None
) -> None:
    said = found(**inputs)
    assert (said.status, said.word) == (status, word)
    assert headline in (None, said.headline)


class Placed:
    """A case whose first stands in some place: statuses that no machine of the catalog meets."""

    def __init__(self, place: Place) -> None:
        first = case(**LAPTOP).first
        assert first is not None
        self.first: Candidate = replace(first, place=place)


@pytest.mark.parametrize(
    ("place", "status"),
    [(Place.SPLIT, "partial_offload"), (Place.COARSE, "coarse"), (Place.SLOW, "slow")],
)
def test_the_place_of_the_first_is_the_status(place: Place, status: str) -> None:
    assert verdict.status(Placed(place)) == status  # type: ignore[arg-type]
    assert LOOKS[status].tone == "tight"


def test_every_place_has_words_for_a_list() -> None:
    assert set(PLACE_WORDS) == set(Place)
    assert len(LOOKS) == len(Place) + 1


def test_reasons_tell_room_apps_speed_and_how_sure_it_is() -> None:
    assert found(**LAPTOP).reasons == (
        "It needs 5.27 GiB. A model may use about 11.0 GiB here, 9.50 GiB at worst.",
        "You can keep a few documents and mail open.",
        "It writes 4.28 to 9.74 tokens/s, about 290 words a minute; most adults read about 238. "
        "Answer an e-mail: 25 s to 1 min 14 s.",
        "It fits even in the worst case that we assume. The speed rests on 20 measurements on 14 "
        "devices of its kind.",
        "The Epoch Capabilities Index of 11 August 2026 scores it 141.4 (136.7 to 142.6): "
        "level with the best closed model of December 2024 (o1).",
        "That score is an estimate by one author. Such estimates were up to 3.5 points too high, "
        "so it counts as so much lower here. It was scored while it thinks first, which takes "
        "longer.",
        "With 4.2 billion weights it is good for e-mails, short summaries and finding dates or "
        "names in a text. Check facts it states. (Our judgement.)",
    )


def test_a_score_of_epoch_s_own_is_no_estimate() -> None:
    reasons = found(machine="laptop-ryzen-7-7840u-32gb", pace="quick").reasons
    assert (
        "The Epoch Capabilities Index of 11 August 2026 scores it 143.5 (137.8 to 148.1): "
        "level with the best closed model of December 2024 (o3, over its range December 2024 to "
        "August 2025)."
    ) in reasons
    assert not any("estimate by one author" in each for each in reasons)


def test_without_a_score_nothing_is_said_of_what_it_equals() -> None:
    reasons = found(machine="raspberry-pi-5-8gb", purpose="sorting", pace="quick").reasons
    assert reasons[4] == (
        "The Epoch Capabilities Index has no score of it, so nobody knows what it equals. It "
        "comes first because nothing with a score runs as well here."
    )


def test_where_nothing_that_runs_has_a_score_the_order_is_said_to_be_by_size_and_date() -> None:
    reasons = found(machine="custom", memory_kind="integrated", ram_gib=3.5).reasons
    assert any(each.endswith("by size and date, as all that run here do.") for each in reasons)


def test_below_the_first_closed_model_of_the_index_no_month_is_claimed() -> None:
    low, high = (of_model(each) for each in ("llama-3.1-8b", "kimi-k2.6"))
    assert low is not None
    assert high is not None
    assert level_words(low) == "level with closed models of March 2023 or earlier"
    above = replace(high, eci=200.0, low=199.0, high=201.0)
    assert level_words(above) == "above every closed model of the index"


def test_a_card_is_the_room_where_there_is_one() -> None:
    assert (
        found(**CARD)
        .reasons[0]
        .endswith("The graphics card has about 6.90 GiB for a model, 6.70 GiB at worst.")
    )


def test_what_may_stay_open_depends_on_how_sure_it_is() -> None:
    assert found(**FULL).reasons[1] == (
        "Beside it keep no more open than browser, video call, office; less is safer."
    )
    assert found(**LAPTOP, other_apps="nothing").reasons[1] == "Close everything else first."


def test_with_luck_means_that_less_is_taken_than_usual() -> None:
    assert (
        found(**FULL)
        .reasons[3]
        .startswith("It only fits if the system and your apps take less than usual. ")
    )


def test_a_kind_that_nobody_measured_is_a_rough_guess() -> None:
    said = found(machine="laptop-snapdragon-x-elite-16gb", other_apps="nothing", pace="any")
    assert said.reasons[3] == (
        "The built-in graphics may hold only 8.00 GiB unless you raise that, and the rest runs "
        "slower. Nothing of its kind is among our measurements, so the speed is a rough guess."
    )


def test_where_nothing_fits_the_room_is_the_reason() -> None:
    assert found(**TINY).reasons == ("A model may use about 0 MiB here, 0 MiB at worst.",)


@pytest.mark.parametrize(
    ("model", "start"),
    [
        ("qwen3-0.6b", "sorting, labelling"),
        ("gemma-3-4b", "e-mails, short summaries"),
        ("qwen3-8b", ""),
    ],
)
def test_a_small_model_says_what_it_is_good_for(model: str, start: str) -> None:
    assert good_for(catalog.model(model)).startswith(start)
    assert bool(good_for(catalog.model(model))) == bool(start)


def test_weights_say_how_many_are_at_work_where_not_all_are() -> None:
    assert weights_words(catalog.model("qwen3-8b")) == "8.2 billion weights"


def test_the_question_names_purpose_machine_apps_and_licence() -> None:
    assert ask(**LAPTOP).asked == (
        "Everyday text and e-mail, 4,096 tokens · Laptop, 16 GB (such as Intel Core i5-1335U), a "
        "few documents and mail open · business use, conditions are fine"
    )


def test_a_split_by_experts_comes_with_its_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    card = {"machine": "custom", "memory_kind": "dedicated", "ram_gib": 64, "vram_gib": 8}
    asked = case(**card, bandwidth_gb_s=500, pace="any")
    mixture = next(each for each in asked.found if each.model.id == "qwen3.6-35b-a3b")
    monkeypatch.setattr(Case, "first", mixture)  # as if nothing ran better
    (said,) = (each for each in verdict.reasons(asked) if "llama.cpp" in each)
    assert said == (
        "The experts of 32 of 40 layers stay in main memory: start llama.cpp with -ngl 99 "
        "--n-cpu-moe 32 -fit off. The speed of such a split is a rough guess that few "
        "measurements confirm."
    )
