"""How long one request keeps a machine busy: typed speeds, those of `speed`, a rented card."""

import pytest

from calculators import catalog
from calculators.engines.ownership.record import record
from calculators.engines.workload import Demand
from calculators.questions.break_even import BreakEvenInputs
from calculators.questions.break_even.serving import (
    EDGES,
    HIGH,
    LOW,
    Speeds,
    Unable,
    own_speeds,
    rented_speeds,
)
from calculators.questions.speed import SPEED

MAIL = Demand(prompt_tokens=1600, fixed_tokens=0, output_tokens=200)
SMALL, LARGE = (catalog.model(name) for name in ("gpt-oss-20b", "gpt-oss-120b"))


def own(need: Demand = MAIL, **inputs: object) -> Speeds | Unable:
    values = BreakEvenInputs(**inputs)  # type: ignore[arg-type]
    model = catalog.model(values.model)
    return own_speeds(values, model, model.recommended_quantization, need)


def speeds(found: Speeds | Unable) -> Speeds:
    assert isinstance(found, Speeds)
    return found


def test_both_speeds_typed_need_no_machine_that_we_know() -> None:
    found = speeds(own(machine="other", decode_tokens_per_s=30, prefill_tokens_per_s=1500))
    assert found.typed
    assert (found.prefill, found.decode) == ((1500,) * 3, (30,) * 3)
    for edge in EDGES:
        assert found.seconds(MAIL, gain=1, edge=edge) == pytest.approx(1600 / 1500 + 200 / 30)


def test_what_is_in_a_cache_is_not_read_again() -> None:
    found = Speeds(prefill=(1000,) * 3, decode=(50,) * 3)
    kept = Demand(prompt_tokens=1600, fixed_tokens=600, output_tokens=200)
    assert found.seconds(MAIL, gain=1) == pytest.approx(1.6 + 4)
    assert found.seconds(kept, gain=1) == pytest.approx(1 + 4)
    assert found.seconds(kept, gain=4) == pytest.approx(1 + 1)


def test_one_speed_typed_takes_the_place_of_ours_and_leaves_the_other() -> None:
    plain, typed = speeds(own()), speeds(own(decode_tokens_per_s=30))
    assert typed.decode == (30, 30, 30)
    assert typed.prefill == plain.prefill
    assert not typed.typed


def test_speeds_are_those_of_how_long_will_it_take() -> None:
    asked = {
        "task": "own",
        "machine": "ryzen-ai-max-395-128gb",
        "model": LARGE.id,
        "quantization": LARGE.recommended_quantization,
        "prompt_tokens": 1600,
        "answer_tokens": 200,
        "context": 1,
        "other_apps": "nothing",
    }
    decode = SPEED.answer(asked).figure("decode_tokens_per_s")
    assert speeds(own()).decode == (decode.high, decode.value, decode.low)


def test_the_cheapest_case_is_the_fastest() -> None:
    found = speeds(own())
    assert found.decode[LOW] > found.decode[1] > found.decode[HIGH]
    assert found.prefill[LOW] > found.prefill[1] > found.prefill[HIGH]
    times = [found.seconds(MAIL, gain=1, edge=edge) for edge in EDGES]
    assert times == sorted(times)


def test_a_model_that_lies_partly_in_main_memory_is_marked() -> None:
    assert speeds(own(machine="pc-rtx-5090-32gb-64gb-ram", model="gpt-oss-120b")).partly
    assert not speeds(own(machine="pc-rtx-5090-32gb-64gb-ram", model="gpt-oss-20b")).partly


@pytest.mark.parametrize(
    ("inputs", "need", "why"),
    [
        ({"machine": "other"}, MAIL, "We do not know how fast your machine is."),
        ({"machine": "macbook-air-m4-16gb"}, MAIL, "gpt-oss 120B does not fit on your machine"),
        (
            {},
            Demand(prompt_tokens=131_000, fixed_tokens=0, output_tokens=73),
            "A request is longer than the 131,072 tokens gpt-oss 120B can hold",
        ),
    ],
)
def test_a_machine_that_cannot_says_why(inputs: dict[str, str], need: Demand, why: str) -> None:
    found = own(need, **inputs)
    assert isinstance(found, Unable)
    assert found.why.startswith(why)


def test_a_quantization_that_the_model_cannot_have_does_not_run() -> None:
    values, dense = BreakEvenInputs(), catalog.model("qwen3-8b")
    assert isinstance(own_speeds(values, dense, "MXFP4_MOE", MAIL), Unable)


def test_a_rented_card_writes_faster_the_more_bandwidth_it_has() -> None:
    rentals = record().rentals
    slow, fast = (
        speeds(rented_speeds(rentals[name], SMALL, SMALL.recommended_quantization, MAIL))
        for name in ("l40s", "h100")
    )
    assert 1 < fast.decode[1] / slow.decode[1] < 3360 / 864


def test_a_model_that_fits_no_rented_card_whole_has_no_rent() -> None:
    card = record().rentals["rtx-4090"]
    found = rented_speeds(card, LARGE, LARGE.recommended_quantization, MAIL)
    assert isinstance(found, Unable)
    assert "does not fit on" in found.why
