"""Which single number would turn the decision, and at what value."""

from dataclasses import replace

import pytest

from calculators.questions.break_even.case import Case
from calculators.questions.break_even.changes import (
    Lever,
    TurningPoint,
    changes,
    levers,
    shortened,
    told,
    turning_point,
)
from calculators.questions.break_even.verdict import turning
from tests.calculators.questions.break_even.desk import DESK, TERMS, ask, case


def test_every_change_turns_the_decision_when_it_is_tried() -> None:
    result = ask(per_day="20000", work="documents", pages="2", admin_hours="1")
    assert len(result.changes) >= 2
    pays = case(**result.inputs).decision
    assert pays is not None
    for change in result.changes:
        after = case(**{**result.inputs, **change.inputs}).decision
        assert after is not None
        assert after.pays != pays.pays


def test_each_number_is_tried_and_those_that_turn_nothing_are_named() -> None:
    result = ask(**DESK, per_day="1500")
    assert [change.text[:40] for change in result.changes] == [
        "The price of Llama 3.3 70B at OpenRouter"
    ]
    assert result.notes[0] == (
        "Tried over its whole range, and turns nothing alone: the amount of work; the price of the "
        "machine; its life; the price of electricity; the work to look after it; the speed of the "
        "machine; the gain from requests at once."
    )
    assert turning(case(per_day=20)) == (
        "Changing any one number, within the form’s limits, makes no difference."
    )


def test_the_price_that_would_turn_it_is_the_one_that_comes_out_by_hand() -> None:
    found = case(work="emails", per_day=5000)
    assert found.terms is not None
    million_tokens = 105_000 * (1600 + 200) / 1e6
    assert found.terms.owned_usd / million_tokens == pytest.approx(1.0405, abs=1e-4)
    assert turning(found) == (
        "What would change this soonest: the price of gpt-oss 120B at OpenRouter, from $0.15 per "
        "million tokens to about $1.04 per million tokens (× 6.8)."
    )


@pytest.fixture(scope="module")
def close() -> Case:
    """A machine that pays back within its life, and not by far."""
    mails = {"work": "emails", "per_day": 5000, "admin_hours": 1}
    return case(hosted="deepseek/deepseek-v4-pro", **mails)


def test_the_least_change_comes_first(close: Case) -> None:
    found = [(point.lever.name, point.value) for point in close.turning_points]
    assert found == [
        ("hosted", 0.718),
        ("work", 3658),
        ("life_years", 1.791),
        ("machine_usd", 4204),
        ("admin_hours", 1.796),
        ("decode_tokens_per_s", 13.47),
        ("kwh_usd", 1.238),
    ]
    factors = [point.factor for point in close.turning_points]
    assert factors == sorted(factors)


def test_the_price_that_turns_it_is_the_one_at_which_both_cost_the_same(close: Case) -> None:
    price = next(point for point in close.turning_points if point.lever.name == "machine_usd")
    assert close.terms is not None
    saved = close.terms.rival_usd - close.terms.running_usd
    assert price.value == pytest.approx(36 * saved, rel=1e-3)
    assert price.value > 36 * saved  # with few digits, and on the far side


def test_the_hours_of_work_that_turn_it_are_those_that_eat_the_saving(close: Case) -> None:
    care = next(point for point in close.turning_points if point.lever.name == "admin_hours")
    assert close.terms is not None
    left = close.terms.rival_usd - close.terms.owned_usd + close.terms.admin_usd
    assert care.value == pytest.approx(left / (43.52 * 1.4), rel=1e-3)


def test_a_change_sets_the_inputs_that_hold_its_number(close: Case) -> None:
    inputs = {point.lever.name: point.lever.inputs(point.value) for point in close.turning_points}
    assert inputs["machine_usd"] == {"machine_usd": "4204"}
    assert inputs["work"] == {"per_day": "3658"}
    assert inputs["kwh_usd"] == {"electricity": "own", "kwh_usd": "1.2380"}
    assert set(inputs["hosted"]) == {"hosted_input_usd", "hosted_output_usd"}
    assert inputs["decode_tokens_per_s"]["decode_tokens_per_s"] == "13.47"
    assert float(inputs["decode_tokens_per_s"]["prefill_tokens_per_s"]) > 0


def test_a_change_says_from_what_to_what_and_how_far(close: Case) -> None:
    texts = [change.text for change in changes(close)]
    assert texts[1:5] == [
        "The amount of work, from 5,000 e-mails a day to 3,658 e-mails a day (−27%).",
        "Its life, from 3 years to about 1.79 years (−40%).",
        "The price of the machine, from $2,459.00 to about $4,204.00 (+71%).",
        "The work to look after it, from 1 hour a month to about 1.80 hours a month (+80%).",
    ]
    assert texts[5].endswith("(÷ 3.3).")


def test_amounts_of_money_are_said_in_the_currency_of_the_reader() -> None:
    euros = case(currency="EUR", exchange_rate=0.5, work="emails", per_day=5000)
    assert "from €0.07" in turning(euros)


def test_in_a_chat_the_messages_of_a_person_are_moved() -> None:
    found = case(work="chat", staff=100, messages=20)
    assert found.terms is not None
    work = next(levers(found, found.terms))
    assert (work.unit, work.now) == ("messages a day and person", 20)
    assert work.inputs(30) == {"messages": "30"}
    assert work.apply(found.terms, 30).requests == 100 * 30 * 21


def test_a_machine_twice_as_fast_reads_twice_as_fast_too() -> None:
    found = case()
    assert found.terms is not None
    speed = next(each for each in levers(found, found.terms) if each.name == "decode_tokens_per_s")
    twice = speed.inputs(2 * speed.now)
    assert float(twice["prefill_tokens_per_s"]) == pytest.approx(
        2 * found.terms.prefill_tokens_per_s, rel=1e-5
    )
    assert speed.apply(found.terms, 2 * speed.now).seconds == pytest.approx(found.terms.seconds / 2)


def lever(now: float, low: float, high: float, *, whole: bool = False) -> Lever:
    """The price of a machine in round numbers."""
    return Lever(
        name="machine_usd",
        label="the price of the machine",
        unit="USD",
        now=now,
        low=low,
        high=high,
        apply=lambda terms, value: replace(terms, price_usd=value),
        inputs=lambda value: {"machine_usd": str(value)},
        whole=whole,
    )


def test_a_number_that_turns_nothing_in_its_range_has_no_turning_point() -> None:
    terms = replace(TERMS, requests=1000)  # $500 for the rival, $67 to keep the machine
    even = 36 * (500 - terms.running_usd)
    found = turning_point(lever(3600, 1, 1e6), terms)
    assert found is not None
    assert even < found.value < even * 1.001
    assert found.more
    assert turning_point(lever(3600, 1, even - 1), terms) is None


def test_few_digits_never_lead_out_of_the_range() -> None:
    even = 36 * (500 - TERMS.running_usd)
    assert even == pytest.approx(15_575)
    usual, to_the_end, narrow = (
        turning_point(lever(3600, 1, high), TERMS) for high in (1e6, 15_580, even + 0.01)
    )
    assert usual is not None
    assert to_the_end is not None
    assert narrow is not None
    assert (usual.value, to_the_end.value) == (15_580, 15_580)
    assert even <= narrow.value <= even + 0.01


def test_downwards_too_few_digits_stay_in_the_range() -> None:
    dear = replace(TERMS, price_usd=20_000)
    even = 36 * (500 - TERMS.running_usd)
    usual, from_the_end, narrow = (
        turning_point(lever(20_000, low, 1e6), dear) for low in (1, 15_570, even - 0.01)
    )
    assert usual is not None
    assert from_the_end is not None
    assert narrow is not None
    assert (usual.value, from_the_end.value) == (15_570, 15_570)
    assert even - 0.01 <= narrow.value <= even


def test_no_lever_leaves_what_the_form_takes() -> None:
    found = case()
    assert found.terms is not None
    tried = {each.name: each for each in levers(found, found.terms)}
    assert (tried["machine_usd"].low, tried["life_years"].low) == (1, 0.5)
    speed = tried["decode_tokens_per_s"]
    assert speed.low == speed.now / 1000
    assert float(speed.inputs(speed.high)["prefill_tokens_per_s"]) == 10_000_000  # what it takes
    reading = float(speed.inputs(1.2345 * speed.now)["prefill_tokens_per_s"])
    assert reading == 649.965  # 526.5 × 1.2345 = 649.96425, upwards at the sixth digit


@pytest.mark.parametrize("share", [1, 20])
def test_prices_of_the_host_are_tried_up_to_the_most_that_the_form_takes(share: float) -> None:
    found = case(hosted_input_usd=0.1 * share, hosted_output_usd=0.3 * share)
    assert found.terms is not None
    hosted = next(each for each in levers(found, found.terms) if each.name == "hosted")
    most = {name: float(text) for name, text in hosted.inputs(hosted.high).items()}
    assert most == pytest.approx({"hosted_input_usd": 200 / 3, "hosted_output_usd": 200})


@pytest.mark.parametrize(("now", "turns"), [(100, 335), (1000, 334), (200_000, 239_000)])
def test_of_two_turning_points_the_nearer_counts_and_one_may_lie_between_the_ends(
    now: float, turns: float
) -> None:
    """It pays from 334.64 requests to the capacity, 238,909: at neither end."""
    terms = replace(TERMS, requests=now)
    assert terms.break_even == pytest.approx(334.64, abs=0.01)
    work = replace(
        lever(now, 0, 1e6, whole=True),
        name="work",
        apply=lambda terms, value: replace(terms, requests=value),
    )
    found = turning_point(work, terms)
    assert found is not None
    assert found.value == turns


@pytest.mark.parametrize(
    ("now", "then", "factor"),
    [(100, 150, 1.5), (100, 50, 2), (100, 0, 1000), (0, 5, 1000), (0, 0, 1)],
)
def test_how_far_a_change_is_counts_the_same_upwards_and_downwards(
    now: float, then: float, factor: float
) -> None:
    assert TurningPoint(lever=lever(now, 0, 200), value=then).factor == pytest.approx(factor)


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (150, "(+50%)"),
        (199, "(+99%)"),
        (200, "(× 2.0)"),
        (999, "(× 10.0)"),
        (1000, "(× 10)"),
        (123_400, "(× 1,234)"),
        (75, "(−25%)"),
        (50, "(÷ 2.0)"),
        (10, "(÷ 10)"),
        (0, "(to nothing)"),
    ],
)
def test_what_is_near_is_said_in_percent_and_what_is_far_in_times(then: float, said: str) -> None:
    point = TurningPoint(lever=lever(100, 0, 1e6), value=then)
    assert told(case(), point).endswith(said)


@pytest.mark.parametrize(
    ("value", "digits", "up", "short"),
    [
        (1234.5, 3, True, 1240),
        (1234.5, 3, False, 1230),
        (0.01234, 2, True, 0.013),
        (0, 3, True, 0),
        (5e-324, 4, True, 5e-324),
    ],
)
def test_a_number_is_shortened_away_from_where_it_turns(
    value: float, digits: int, up: bool, short: float
) -> None:
    assert shortened(value, digits, up=up) == short


def test_a_whole_number_stays_whole() -> None:
    assert shortened(12.3, 4, up=True, whole=True) == 13


def test_the_price_of_a_closed_model_has_no_input_of_its_own() -> None:
    found = case(model="qwen3-14b")
    assert found.terms is not None
    price = next(each for each in levers(found, found.terms) if each.name == "hosted")
    assert found.hosted is None
    assert price.label == "the price of Claude Sonnet 5.5"
    assert price.now > 0
    assert price.inputs(price.now / 2) == {}
