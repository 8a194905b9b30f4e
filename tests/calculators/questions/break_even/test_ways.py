"""The ways: how fast a machine works, what a request costs elsewhere, and a month of each."""

from dataclasses import replace
from datetime import datetime

import pytest

from calculators import catalog
from calculators.engines.ownership import record
from calculators.engines.price import offer, offers, typed_offer
from calculators.engines.speed.estimate import Task, estimate
from calculators.engines.speed.rate import device_of
from calculators.engines.speed.record import record as speed_record
from calculators.engines.speed.work import work
from calculators.engines.workload import Demand, Work, workload
from calculators.questions.api_cost import API_COST
from calculators.questions.break_even import BreakEvenInputs
from calculators.questions.break_even.ways import (
    EDGES,
    HIGH,
    LOW,
    TYPICAL,
    Speeds,
    Unable,
    Way,
    call,
    needed,
    own_speeds,
    rented_speeds,
)
from calculators.questions.speed import SPEED
from tests.calculators.questions.break_even.desk import DAY, case

NOON = datetime(2026, 11, 24, 12)
WORKS = (
    {"work": "invoices", "pages": 6},
    {"work": "chat"},
    {"work": "own", "input_tokens": 5000, "output_tokens": 500},
)
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


def test_instructions_in_a_cache_are_the_conversation_so_far() -> None:
    need = Demand(prompt_tokens=100_000, fixed_tokens=99_000, output_tokens=200)
    found, rig = speeds(own(need)), catalog.machine("ryzen-ai-max-395-128gb")
    task = Task(prompt_tokens=1000, history_tokens=99_000, answer_tokens=200)
    doing = work(LARGE.geometry, LARGE.recommended_quantization)
    expected = estimate(task, doing, device_of(rig, speed_record()), speed_record())
    assert found.prefill[TYPICAL] == expected.prefill.typical
    assert found.decode[TYPICAL] == expected.decode.typical


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


def test_a_request_that_just_fills_the_context_can_be_done() -> None:
    need = Demand(prompt_tokens=131_000, fixed_tokens=0, output_tokens=72)
    assert speeds(own(need)).decode


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
    assert found.why == f"The model does not fit on one {card.label}"


@pytest.mark.parametrize(("cards", "named"), [(1, "the rented card"), (2, "the rented cards")])
def test_a_model_that_no_memory_there_holds_does_not_run_at_all(cards: int, named: str) -> None:
    card, huge = record().rentals["h100"], catalog.model("deepseek-v3.2")
    found = rented_speeds(card, huge, huge.recommended_quantization, MAIL, cards=cards)
    assert isinstance(found, Unable)
    assert found.why.startswith(f"DeepSeek V3.2 671B-A37B does not fit on {named}, or not with ")


def test_several_rented_cards_hold_it_are_no_faster_and_cost_each_its_rent() -> None:
    """As `fit` and `speed` have it: layers are shared, and cards work one after another."""
    card, quantization = record().rentals["rtx-4090"], LARGE.recommended_quantization
    few = rented_speeds(card, LARGE, quantization, MAIL, cards=2)
    assert isinstance(few, Unable)
    assert f"2 × {card.label}" in few.why
    four, eight = (
        speeds(rented_speeds(card, LARGE, quantization, MAIL, cards=cards)) for cards in (4, 8)
    )
    assert four == eight
    one, two, several = (case(rental="rtx-4090", rented_cards=cards) for cards in (1, 2, 4))
    assert two.rent_usd == tuple(2 * rate for rate in one.rent_usd)
    assert several.rent_usd == tuple(4 * rate for rate in one.rent_usd)
    assert any("4 rented cards" in each.label for each in several.ways)


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work["work"])
@pytest.mark.parametrize("ident", offers())
def test_a_request_costs_what_the_monthly_bill_says(ident: str, work: dict[str, object]) -> None:
    alone = {f"model_{number}": "none" for number in range(2, 7)}
    plain = {"at": DAY, "caching": "off", "model": ident}
    figure = API_COST.answer(work | plain | alone).figure("usd_per_request")
    found = call(offer(ident), workload(Work(**work)), at=NOON, cache=False)  # type: ignore[arg-type]
    assert figure.value == pytest.approx(found.usd)


def test_a_typed_price_of_reading_leaves_the_discount_of_a_cache() -> None:
    month = workload(Work())
    sonnet = offer("anthropic/claude-sonnet-5-5")
    listed = call(sonnet, month, at=NOON, cache=True)
    twice = call(sonnet, month, at=NOON, cache=True, input_usd=4, output_usd=20)
    assert (listed.rates.input, listed.rates.output) == (2, 10)
    assert twice.usd == pytest.approx(2 * listed.usd)


def test_a_card_that_is_always_on_costs_all_hours_and_one_that_is_stopped_only_the_busy_ones() -> (
    None
):
    found = case(rental_usd=2, admin_hours=0, rented_gain=1)
    always, stopped = found.costs["rented_always"], found.costs["rented_stopped"]
    assert always.typical == 2 * 730
    assert 0 < stopped.typical < always.typical / 100


def way(key: str, **inputs: object) -> Way:
    return next(each for each in case(**inputs).ways if each.key == key)


def test_calling_costs_by_the_request_alone() -> None:
    hosted = way("hosted")
    assert hosted.cost(0) == (0, 0, 0)
    assert hosted.cost(2000) == pytest.approx([2 * each for each in hosted.cost(1000)])
    assert hosted.at(1e12) is not None


def test_owning_costs_its_price_without_work_and_ends_where_it_is_full() -> None:
    terms = case().terms
    assert terms is not None
    assert terms.capacity is not None
    own = way("own")
    assert own.cost(0).typical == pytest.approx(terms.owned_usd - 840 * terms.power_usd_per_request)
    assert own.at(terms.capacity) is not None
    assert own.at(terms.capacity * 1.01) is None


def test_a_stopped_card_costs_its_hours_and_the_care() -> None:
    found = case(rental_usd=3, admin_hours=1, admin_usd_per_hour=50, loaded=1, rented_gain=1)
    assert isinstance(found.rented, Speeds)
    hours = 840 * found.rented.seconds(found.need, gain=1) / 3600
    assert found.costs["rented_stopped"].typical == pytest.approx(3 * hours + 50)


def test_more_cards_are_rented_where_one_is_full() -> None:
    always = way("rented_always", rental_usd=2, admin_hours=0, rented_gain=1)
    one, many = always.cost(0).typical, always.cost(10_000_000).typical
    assert one == 2 * 730
    assert many % one == 0
    assert many > 2 * one


def test_ways_that_cannot_be_are_left_out() -> None:
    keys = [each.key for each in case(machine="other", closed="none").ways]
    assert keys == ["rented_stopped", "hosted", "rented_always"]
    long = {"work": "own", "input_tokens": 500_000, "output_tokens": 10}
    (left,) = case(hosted="groq/openai/gpt-oss-120b", **long).ways
    assert left.key == "closed"


def test_a_call_is_named_by_its_model_and_who_runs_it() -> None:
    found = case(model="qwen3-14b", hosted_input_usd=0.1, hosted_output_usd=0.3)
    assert found.hosted is not None
    assert found.closed is not None
    assert found.hosted.name == "Qwen3 14B at your price"
    assert found.closed.name == "Claude Sonnet 5.5"
    assert case().same[0].name == "gpt-oss 120B at OpenRouter"


def test_a_million_tokens_of_a_mix_cost_what_its_requests_do() -> None:
    work = {"work": "own", "input_tokens": 750, "output_tokens": 250}
    found = case(**work, hosted_input_usd=1, hosted_output_usd=5).hosted
    assert found is not None
    assert found.usd == pytest.approx((750 * 1 + 250 * 5) / 1e6)
    assert found.usd_per_mtok == pytest.approx(0.75 * 1 + 0.25 * 5)
    empty = case(work="own", input_tokens=0, output_tokens=0).closed
    assert empty is not None
    assert empty.usd_per_mtok is None


def test_pages_that_nobody_counts_as_files_count_as_text() -> None:
    work = Work(work="invoices", pages=6, page_form="pdf")
    text = Work(work="invoices", pages=6, page_form="text")
    unknown = offer("openrouter/openai/gpt-oss-120b")
    assert needed(workload(work), unknown) == needed(workload(text), unknown)
    known = offer("anthropic/claude-sonnet-5-5")
    assert needed(workload(work), known) != needed(workload(text), known)


def test_a_request_that_just_fills_the_context_window_fits() -> None:
    month, host = workload(Work(work="emails")), offer("groq/openai/gpt-oss-20b")
    tokens = call(host, month, at=NOON, cache=False).tokens
    for window, fits in ((tokens, True), (tokens - 1, False), (None, True)):
        there = replace(host, context_window=window)
        assert call(there, month, at=NOON, cache=False).fits is fits


def test_a_price_of_the_reader_s_own_counts_alone_too() -> None:
    month, host = workload(Work(work="emails")), offer("groq/openai/gpt-oss-20b")
    listed, reading, writing = (
        call(host, month, at=NOON, cache=False, **typed)
        for typed in ({}, {"input_usd": 3}, {"output_usd": 4})
    )
    assert [each.typed for each in (listed, reading, writing)] == [False, True, True]
    assert (reading.rates.input, reading.rates.output) == (3, listed.rates.output)
    assert (writing.rates.input, writing.rates.output) == (listed.rates.input, 4)
    assert reading.rates.cached / 3 == pytest.approx(listed.rates.cached / listed.rates.input)


def test_where_reading_is_free_a_typed_price_has_no_discount_for_the_cache() -> None:
    month, free = workload(Work(work="emails")), typed_offer(usd_input=0, usd_output=1)
    assert call(free, month, at=NOON, cache=True, input_usd=2).rates.cached == 2
