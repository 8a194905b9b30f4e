"""The figures, the lines that cross, and the tables beside them."""

import re

import pytest

from calculators.core.results import Lines
from calculators.core.view.lines import lines_html
from calculators.questions.break_even.figures import drawn, round_step
from tests.calculators.questions.break_even.desk import ask, case, names, value


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


def test_the_figures_of_the_default_case() -> None:
    result = ask()
    found = {each.name: each.value for each in result.figures}
    assert found["own_usd_per_month"] == pytest.approx(193.13, abs=0.01)
    assert found["hosted_usd_per_month"] == pytest.approx(0.53, abs=0.01)
    assert found["closed_usd_per_month"] == pytest.approx(
        840 * (5333 * 2 + 133 * 10) / 1e6 * 1.3, rel=1e-3
    )
    assert found["seconds_per_request"] == pytest.approx(5333 / 526.5 + 133 / 42.92)
    assert found["break_even_requests"] == 336_385
    assert (found["requests"], found["prompt_tokens"], found["output_tokens"]) == (840, 5333, 133)
    assert result.highlights == (
        "own_usd_per_month",
        "hosted_usd_per_month",
        "closed_usd_per_month",
    )


def test_the_slowest_speed_is_the_low_one() -> None:
    decode = ask().figure("decode_tokens_per_s")
    assert (decode.low, decode.value, decode.high) == (30.33, 42.92, 60.73)
    typed = ask(decode_tokens_per_s=30, prefill_tokens_per_s=500).figure("decode_tokens_per_s")
    assert (typed.value, typed.basis) == (30, "your choice")
    assert ask(machine="other").figure("decode_tokens_per_s").value is None


def test_in_another_currency_each_way_has_a_second_figure() -> None:
    plain, euros = ask(), ask(currency="EUR", exchange_rate=0.5)
    more = [each for each in euros.figures if each.name not in names(plain)]
    assert [each.unit for each in more] == ["EUR/month"] * 5
    assert [each.value for each in more] == [
        pytest.approx(value(plain, each.name.replace("_per_month", "_usd_per_month")) / 2)
        for each in more
    ]


def test_against_the_closed_model_it_has_a_payback_of_its_own() -> None:
    result = ask(work="emails", per_day=5000)
    closed = value(result, "closed_usd_per_month")
    saved = closed - value(result, "running_usd_per_month")
    assert value(result, "payback_closed_months") == pytest.approx(2459 / saved)
    assert "payback_months" not in names(result)


@pytest.mark.parametrize(("end", "step"), [(1, 1), (24, 1), (25, 2), (1200, 50), (250_000, 20_000)])
def test_a_line_has_pieces_of_a_round_length(end: float, step: float) -> None:
    assert round_step(end) == step


def test_a_card_that_would_press_all_others_to_the_floor_is_left_out() -> None:
    found = case()
    assert [way.key for way in drawn(found, 19_000)][-1] == "closed"
    assert [way.key for way in drawn(found, 230_000)][-1] == "rented_always"


def test_without_work_the_picture_goes_as_far_as_the_machine() -> None:
    chart = ask(per_day=0).chart
    assert isinstance(chart, Lines)
    assert "you" not in [mark.label for mark in chart.marks]


def test_what_a_way_cannot_do_stands_in_the_table() -> None:
    rows = ask(machine="other", rental="rtx-4090").tables[0].rows
    assert rows[0] == ("Your own machine", *("cannot do it",) * 3)
    assert rows[-1] == ("Rented card", *("cannot do it",) * 3)
    assert len(ask(machine="other").tables) == 1


def test_a_part_that_costs_nothing_has_no_row() -> None:
    parts = [row[0] for row in ask().tables[1].rows]
    assert parts == ["Its price over 36 months", "Power", "Upkeep"]
    more = [row[0] for row in ask(space_usd=5, admin_hours=0).tables[1].rows]
    assert more == ["Its price over 36 months", "Power", "Room and internet line"]
