"""The whole question, as the form, the terminal and a batch line ask it."""

import re
from dataclasses import replace

import pytest

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.results import Lines, Result
from calculators.core.view.lines import lines_html
from calculators.engines.price import offer
from calculators.questions.break_even import BREAK_EVEN
from calculators.questions.break_even.case import Case
from calculators.questions.break_even.verdict import turning

DAY = "2026-11-24"
DESK = {
    # A machine on a desk: 8 hours a day, 30 tokens a second, at the price and power of a rig of
    # mid-2026; the model and its hosted price are those of the price list.
    "machine": "other",
    "machine_usd": "9000",
    "hours_on": "8",
    "decode_tokens_per_s": "30",
    "prefill_tokens_per_s": "1500",
    "busy_watts": "600",
    "model": "llama-3.3-70b",
    "work": "own",
    "input_tokens": "1000",
    "output_tokens": "500",
    "at": DAY,
}
CHEAP_TO_KEEP = {"admin_hours": "0", "electricity": "own", "kwh_usd": "0.1", "idle_watts": "10"}


def ask(**inputs: object) -> Result:
    return BREAK_EVEN.answer({"at": DAY, **inputs})


def case(**inputs: object) -> Case:
    return Case(BREAK_EVEN.read({"at": DAY, **inputs}))


def value(result: Result, name: str) -> float:
    found = result.figure(name).value
    assert found is not None
    return found


def names(result: Result) -> set[str]:
    return {figure.name for figure in result.figures}


def test_a_desk_machine_never_pays_back_against_the_same_model_hosted() -> None:
    result = ask(**DESK, per_day="1500")
    assert result.verdict.status == "never"
    assert result.verdict.word == "Never pays back"
    assert result.verdict.reasons[0].startswith("Never, because keeping it costs ")
    assert "payback_months" not in names(result)
    assert result.verdict.reasons[1].startswith(
        "Nearest to turning this: the price of Llama 3.3 70B at OpenRouter, from $0.66 per "
        "million tokens to about "
    )


@pytest.mark.parametrize("per_day", [1, 100, 1000, 2000])
def test_nor_does_it_at_any_amount_of_work_that_it_can_do(per_day: int) -> None:
    found = case(**DESK, per_day=per_day)
    assert found.terms is not None
    assert found.terms.able
    assert found.decision is not None
    assert not found.decision.pays
    assert found.decision.break_even is not None
    assert found.terms.capacity is not None
    assert found.decision.break_even > found.terms.capacity


def test_more_work_than_the_hours_hold_takes_more_machines() -> None:
    result = ask(**DESK, per_day="5000")
    assert value(result, "utilisation_percent") == pytest.approx(
        5000 * 21 * (1000 / 1500 + 500 / 30) / 3600 / (8 * 365 / 12) * 100
    )
    assert result.verdict.headline == (
        "Your own machine cannot do all of it: it would take 3 of them."
    )
    assert result.verdict.reasons[0].startswith(
        "Never, because it would have to work 208 % of the hours it is on. 3 such machines would "
        "cost about $"
    )
    assert result.figure("own_usd_per_month").value is None
    assert result.tables[0].rows[0][1:4] == ("cannot do it",) * 3


def test_several_machines_share_the_work_and_the_care() -> None:
    terms = case(**DESK, per_day="5000").terms
    assert terms is not None
    assert terms.machines == 3
    each = replace(terms, requests=terms.requests / 3)
    expected = 3 * (each.owned_usd - each.admin_usd) + each.admin_usd
    assert terms.machines_usd == pytest.approx(expected)


def test_power_that_costs_more_than_the_hosted_request_is_the_first_reason() -> None:
    dear = {"electricity": "own", "kwh_usd": "1", "idle_watts": "10"}
    result = ask(**DESK | dear, per_day="1500")
    assert result.verdict.reasons[0].startswith(
        "Never, because the power of each request costs $0.0028, and the rival asks $0.00098"
    )


def test_what_pays_back_after_its_life_never_does() -> None:
    result = ask(**DESK | CHEAP_TO_KEEP | {"machine_usd": "3000"}, per_day="1500", life_years="10")
    months = 3000 / (value(result, "hosted_usd_per_month") - value(result, "running_usd_per_month"))
    assert months > 120
    assert result.verdict.reasons[0].startswith("Never, because it would pay back only after ")
    assert result.verdict.reasons[0].endswith("and you use it for 120 months (10.0 years).")


def test_where_it_pays_back_the_months_are_the_price_over_the_saving() -> None:
    result = ask(**DESK | CHEAP_TO_KEEP | {"machine_usd": "200"}, per_day="1500")
    saving = value(result, "hosted_usd_per_month") - value(result, "running_usd_per_month")
    assert result.verdict.status == "pays"
    assert value(result, "payback_months") == pytest.approx(200 / saving)
    assert value(result, "payback_months") < 36


def test_the_rival_is_the_same_model_at_its_cheapest_host_before_any_closed_one() -> None:
    found = case(model="gpt-oss-120b")
    assert found.rival is not None
    assert found.rival.offer.model == "gpt-oss-120b"
    assert found.rival.usd == min(each.usd for each in found.same)
    assert len(found.same) == 3
    cost = found.costs["hosted"]
    assert cost.low < cost.high
    assert found.closed is not None
    assert found.closed.offer.access == "closed"


def test_a_model_that_nobody_hosts_is_compared_with_the_closed_one_and_says_so() -> None:
    result = ask(model="qwen3-14b")
    assert "hosted_usd_per_request" not in names(result)
    assert result.verdict.reasons[-1] == (
        "No host in our price list offers Qwen3 14B for requests like these."
    )
    alone = ask(model="qwen3-14b", closed="none")
    assert alone.verdict.status == "unpriced"
    assert alone.verdict.headline.endswith("There is no hosted price beside it.")


def test_another_hosted_model_is_called_another_model() -> None:
    result = ask(model="qwen3-14b", hosted="openrouter/qwen/qwen3-8b")
    assert (
        "Compared with Qwen3 8B at OpenRouter, which is another model than Qwen3 14B."
        in result.verdict.reasons
    )


def test_the_price_of_a_machine_without_a_dated_one_is_assumed_and_says_so() -> None:
    result = ask(machine="mac-mini-m4-32gb", model="gpt-oss-20b")
    assert value(result, "price_usd") == 3000
    assert result.figure("price_usd").basis == "assumed"
    assert any("$3,000.00, is our assumption" in each for each in result.verdict.reasons)
    typed = ask(machine="mac-mini-m4-32gb", model="gpt-oss-20b", machine_usd="1000")
    assert value(typed, "price_usd") == 1000
    assert not any("our assumption" in each for each in typed.verdict.reasons)
    dated = ask(machine="ryzen-ai-max-395-128gb")
    machine = catalog.machine("ryzen-ai-max-395-128gb")
    assert machine.price is not None
    assert value(dated, "price_usd") == machine.price.usd
    assert machine.price.url in {source.url for source in dated.sources}


def test_a_model_that_does_not_fit_has_no_month_of_its_own() -> None:
    result = ask(machine="macbook-air-m4-16gb", model="gpt-oss-120b")
    assert result.verdict.status == "cannot"
    assert result.verdict.headline.startswith("gpt-oss 120B does not fit on your machine")
    assert result.figure("own_usd_per_month").value is None
    assert result.changes == ()
    assert value(result, "hosted_usd_per_month") > 0


def test_an_unlisted_machine_is_asked_for_its_speed() -> None:
    result = ask(machine="other")
    assert result.verdict.status == "cannot"
    assert "Type its speed of reading and of writing" in result.verdict.headline


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
        "No single number turns this within the range that the form takes."
    )


def test_the_price_that_would_turn_it_is_the_one_that_comes_out_by_hand() -> None:
    found = case(work="emails", per_day=5000)
    assert found.terms is not None
    million_tokens = 105_000 * (1600 + 200) / 1e6
    assert found.terms.owned_usd / million_tokens == pytest.approx(1.0405, abs=1e-4)
    assert turning(found) == (
        "Nearest to turning this: the price of gpt-oss 120B at OpenRouter, from $0.15 per million "
        "tokens to about $1.04 per million tokens (× 6.8)."
    )


def test_renting_is_in_the_answer_beside_owning_and_calling() -> None:
    mails = ask(work="emails", per_day=5000)
    own, rented = (value(mails, f"{key}_usd_per_month") for key in ("own", "rented_stopped"))
    assert rented < own
    assert (
        f"Renting a card and stopping it when idle costs about ${rented:.2f} a month, less than "
        "owning."
    ) in mails.verdict.reasons
    dear = ask(work="emails", per_day=5000, rental_usd=100)
    assert any("a month, more than owning." in each for each in dear.verdict.reasons)
    unable = ask(machine="macbook-air-m4-16gb", model="gpt-oss-120b")
    assert any(
        each.endswith(" when idle costs about $122.33 a month.") for each in unable.verdict.reasons
    )


def test_the_cheapest_way_is_named_once() -> None:
    reasons = ask(model="qwen3-14b", work="emails", per_day=5000, machine_usd=9000).verdict.reasons
    assert sum("Rented card" in each or "Renting a card" in each for each in reasons) == 1


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"per_day": 50}, "Your own machine works about 6 min 22 s on each working day."),
        ({"per_day": 500}, "Your own machine works about 1.1 hours on each working day."),
        (
            {"per_day": 5000},
            "Your own machine works about 10.6 hours on each working day, so answers queue past "
            "office hours.",
        ),
        (
            {"per_day": 5000, "hours_on": 10},
            "Each working day brings about 10.6 hours of work, more than the 10 it is on, so some "
            "of it waits for days off.",
        ),
    ],
)
def test_the_hours_of_a_working_day_are_said(inputs: dict[str, object], said: str) -> None:
    assert said in ask(work="emails", **inputs).verdict.reasons


@pytest.mark.parametrize("inputs", [{"per_day": 50_000}, {"per_day": 0}, {"machine": "other"}])
def test_no_hours_are_said_where_there_are_none_to_work(inputs: dict[str, object]) -> None:
    reasons = ask(work="emails", **inputs).verdict.reasons
    assert not any("working day" in each for each in reasons)


def test_another_currency_needs_a_rate_and_changes_no_decision() -> None:
    with pytest.raises(InputErrors) as errors:
        ask(currency="EUR")
    assert [problem.field for problem in errors.value.problems] == ["exchange_rate"]
    dollars, euros = ask(), ask(currency="EUR", exchange_rate="0.8")
    assert euros.verdict.status == dollars.verdict.status
    own = value(dollars, "own_usd_per_month")
    assert value(euros, "own_usd_per_month") == own
    assert value(euros, "own_per_month") == pytest.approx(0.8 * own)
    assert euros.verdict.headline == (
        "Your own machine costs about €154.50 a month, gpt-oss 120B at OpenRouter €0.43."
    )


def test_a_card_that_is_always_on_costs_all_hours_and_one_that_is_stopped_only_the_busy_ones() -> (
    None
):
    found = case(rental_usd=2, admin_hours=0, rented_gain=1)
    always, stopped = found.costs["rented_always"], found.costs["rented_stopped"]
    assert always.typical == 2 * 730
    assert 0 < stopped.typical < always.typical / 100


def test_one_picture_shows_the_crossing_and_one_where_the_machine_is_full() -> None:
    result = ask()
    near, (far,) = result.chart, result.more_charts
    assert isinstance(near, Lines)
    assert isinstance(far, Lines)
    assert [line.label for line in near.lines] == [
        "Your own machine",
        "Rented card, stopped when idle",
        "gpt-oss 120B at OpenRouter",
        "Claude Sonnet 5.5",
    ]
    assert [mark.label for mark in near.marks] == ["you"]
    assert far.lines[4].label == "Rented card, always on"
    assert (near.title, far.title) == (
        "What a month costs, up to 19,000 requests",
        "What a month costs, up to 230,000 requests",
    )
    assert [mark.label for mark in far.marks] == ["you", "your machine is full"]
    full = far.marks[1].x
    assert full == value(result, "capacity_requests")
    assert far.lines[0].points[-1].x == full
    assert far.lines[1].points[-1].x > full
    own, closed = near.lines[0].points[-1], near.lines[3].points[-1]
    assert own.y < closed.y
    assert own.low is not None
    assert own.high is not None
    assert own.low < own.y < own.high


def test_crossing_and_capacity_of_one_size_stand_in_one_picture() -> None:
    result = ask(per_day="4000", pages="6")
    assert isinstance(result.chart, Lines)
    assert result.chart.title == "What a month costs, up to 230,000 requests"
    assert result.more_charts == ()


@pytest.mark.parametrize("per_day", [1, 40, 333, 5000])
def test_the_lines_have_values_at_the_same_round_places_up_to_a_full_machine(per_day: int) -> None:
    result = ask(work="emails", per_day=per_day)
    for chart in (result.chart, *result.more_charts):
        assert isinstance(chart, Lines)
        own, *others = ([point.x for point in line.points] for line in chart.lines)
        places, step = others[0], others[0][1]
        assert f"{step:.0e}"[0] in "125"
        assert all(each == places for each in others)
        assert own == places[: len(own)]
        round_ones = [each for each in places if each != own[-1] or each % step == 0]
        assert round_ones == [step * place for place in range(len(round_ones))]
        assert 8 <= len(round_ones) - 1 <= 24


def test_the_table_beside_a_picture_has_a_cost_in_every_place_it_can() -> None:
    result, one = ask(), ask(work="emails", per_day=5000).chart
    near, (far,) = result.chart, result.more_charts
    assert isinstance(near, Lines)
    assert isinstance(far, Lines)
    assert isinstance(one, Lines)
    shown, beyond, both = lines_html(near), lines_html(far), lines_html(one)
    assert "–" not in shown
    assert beyond.count("–") == 1  # more than the machine can do
    assert both.count("–") == 1
    assert not re.search(r"\d\.\d+ requests", shown + beyond + both)


def test_the_parts_of_the_month_add_up() -> None:
    found = case(per_day=5000, interest_percent=5, residual_percent=20, space_usd=7)
    assert found.terms is not None
    table = ask(per_day=5000, interest_percent=5, residual_percent=20, space_usd=7).tables[1]
    parts = [float(row[2].strip("$").replace(",", "")) for row in table.rows]
    assert sum(parts) == pytest.approx(found.terms.owned_usd, abs=0.02)


def test_typed_prices_of_a_hosted_model_count_instead_of_its_list() -> None:
    result = ask(**DESK | {"hosted_input_usd": "2", "hosted_output_usd": "4"}, per_day="10")
    assert value(result, "hosted_usd_per_request") == pytest.approx((1000 * 2 + 500 * 4) / 1e6)


def test_a_model_that_nobody_lists_can_be_given_a_hosted_price() -> None:
    result = ask(model="qwen3-14b", hosted_input_usd="0.1", hosted_output_usd="0.3")
    assert "Qwen3 14B at your price" in result.verdict.headline
    assert all(source.url for source in result.sources)


def test_a_price_that_is_announced_counts_from_its_day() -> None:
    before = ask(closed="google/gemini-4-argon", at="2026-11-30")
    after = ask(closed="google/gemini-4-argon", at="2026-12-01")
    costs = [value(each, "closed_usd_per_month") for each in (before, after)]
    assert costs[1] == pytest.approx(2 * costs[0])


def test_a_price_that_is_announced_is_said_before_its_day() -> None:
    said = (
        "Gemini 4 Argon: from 2026-12-01 on, $4 and $20 per million tokens read and written, in "
        "place of $2 and $10."
    )
    assert said in ask(closed="google/gemini-4-argon").notes
    assert said not in ask(closed="google/gemini-4-argon", at="2026-12-01").notes
    assert said not in ask().notes


def test_instructions_in_a_cache_are_read_once_everywhere() -> None:
    plain, kept = ask(), ask(cache="on")
    for name in ("seconds_per_request", "closed_usd_per_month"):
        assert value(kept, name) < value(plain, name)


def test_euro_prices_of_electricity_are_turned_into_dollars_at_the_typed_rate() -> None:
    euro = case(electricity="eu-home", usd_per_eur=1.2)
    assert euro.usd_per_kwh == pytest.approx((0.104 * 1.2, 0.2872 * 1.2, 0.3835 * 1.2))
    assert case(electricity="us-home").usd_per_kwh == (0.1872,) * 3


@pytest.mark.parametrize(
    ("machine", "said"),
    [
        (
            "mac-mini-m4-32gb",
            "Power at work was measured at the wall: M4 Mac mini with 32 GB, at the wall, Jeff "
            "Geerling. Idle power was measured too.",
        ),
        (
            "mac-mini-m4-pro-48gb",
            "Power at work is nominal, not measured: Nominal power of the chip, as in Hugging "
            "Face's hardware list. Idle power is assumed to be a fifth of it.",
        ),
        (
            "pc-rtx-5090-32gb-64gb-ram",
            "Power at work is nominal, not measured: that of the graphics card and 48 watts for "
            "the rest. Idle power was measured on such a PC with another card.",
        ),
        (
            "other",
            "Power at work is not known: 100 watts are our assumption. Idle power is assumed to be "
            "a fifth of it.",
        ),
    ],
)
def test_a_note_says_how_the_power_of_the_machine_is_known(machine: str, said: str) -> None:
    assert said in ask(machine=machine, model="gpt-oss-20b").notes


def test_every_machine_of_the_catalog_has_an_answer() -> None:
    for machine in catalog.machines():
        result = ask(machine=machine, model="llama-3.2-1b", closed="openai/gpt-6-luna")
        assert value(result, "own_usd_per_month") > 0


def test_a_request_longer_than_the_model_can_hold_is_done_by_none_of_ours() -> None:
    result = ask(work="own", input_tokens=500_000, output_tokens=10)
    assert result.verdict.headline.startswith("A request is longer than the 131,072 tokens")
    window = offer("anthropic/claude-sonnet-5-5").context_window
    assert window is not None
    assert window > 500_000
    assert value(result, "closed_usd_per_month") > 0
