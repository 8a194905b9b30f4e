"""Whether owning pays back, and why, in the words of the answer."""

import re
from decimal import Decimal

import pytest

from calculators import catalog
from calculators.engines.price import offer
from calculators.questions.break_even.verdict import months
from tests.calculators.questions.break_even.desk import CHEAP_TO_KEEP, DESK, ask, case, names, value

CLOSE = {"work": "emails", "per_day": 5000, "admin_hours": 1, "hosted": "deepseek/deepseek-v4-pro"}
"""A machine that usually pays back within its life, and not by far."""


def test_a_desk_machine_never_pays_back_against_the_same_model_hosted() -> None:
    result = ask(**DESK, per_day="1500")
    assert result.verdict.status == "never"
    assert result.verdict.word == "Never pays back"
    assert result.verdict.reasons[0].startswith("Never, because keeping it costs ")
    assert "payback_months" not in names(result)
    assert result.verdict.reasons[1].startswith(
        "What would change this soonest: the price of Llama 3.3 70B at OpenRouter, from $0.66 per "
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
        "Never, because it would have to work 208% of the hours it is on. 3 such machines would "
        "cost about $"
    )
    assert result.figure("own_usd_per_month").value is None
    assert result.tables[0].rows[0][1:4] == ("cannot do it",) * 3


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


def test_a_request_longer_than_the_model_can_hold_is_done_by_none_of_ours() -> None:
    result = ask(work="own", input_tokens=500_000, output_tokens=10)
    assert result.verdict.headline.startswith("A request is longer than the 131,072 tokens")
    window = offer("anthropic/claude-sonnet-5-5").context_window
    assert window is not None
    assert window > 500_000
    assert value(result, "closed_usd_per_month") > 0


@pytest.mark.parametrize(
    ("inputs", "status", "word"),
    [
        ({}, "never", "Never pays back"),
        ({"machine": "other"}, "cannot", "Cannot do it"),
        ({"model": "qwen3-14b", "closed": "none"}, "unpriced", "No price to compare"),
        (CLOSE, "perhaps", "May pay back"),
        (DESK | CHEAP_TO_KEEP | {"machine_usd": 200, "per_day": 1500}, "pays", "Pays back"),
    ],
)
def test_each_status_has_its_word(inputs: dict[str, object], status: str, word: str) -> None:
    found = ask(**inputs).verdict
    assert (found.status, found.word) == (status, word)


def test_what_is_asked_stands_in_one_line() -> None:
    assert ask().asked == (
        "Read invoices, 840 requests a month · gpt-oss 120B in MXFP4_MOE · "
        f"{catalog.machine('ryzen-ai-max-395-128gb').name}"
    )
    own = ask(work="own", input_tokens=10, output_tokens=10, per_day=2).asked
    assert own.startswith("Your own work, 42 requests a month")


def test_a_decision_that_can_go_either_way_says_so() -> None:
    reasons = ask(**CLOSE).verdict.reasons
    assert "Within the range it can go either way: see low and high below." in reasons
    assert reasons[0].startswith("Without its price it costs $")


def test_the_closed_model_has_a_line_of_its_own() -> None:
    reasons = ask(work="emails", per_day=5000).verdict.reasons
    (line,) = (each for each in reasons if each.startswith("Against Claude Sonnet 5.5, $"))
    assert re.search(r"a month, it pays back after \d+ months\.$", line)
    assert not any(each.startswith("Against") for each in ask(closed="none").verdict.reasons)


def test_what_may_be_too_slow_for_the_work_is_said() -> None:
    said = "If it is as slow as such machines can be, it cannot do all of the work."
    assert said in ask(work="emails", per_day=14_000).verdict.reasons
    assert said not in ask(work="emails", per_day=1000).verdict.reasons


def test_a_model_that_lies_partly_beside_the_card_is_called_a_rough_guess() -> None:
    said = "Only part of the model fits on the graphics card, so its speed is a rough guess."
    assert said in ask(machine="pc-rtx-5090-32gb-64gb-ram").verdict.reasons
    assert said not in ask().verdict.reasons


def test_a_window_that_is_too_short_is_named_as_the_reason() -> None:
    long = {"work": "own", "input_tokens": 120_000, "output_tokens": 20_000}
    reasons = ask(hosted="groq/openai/gpt-oss-120b", **long).verdict.reasons
    assert "The hosted model’s context window is too short for these requests." in reasons


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0.2, "less than a month"),
        (1, "a month"),
        (1.1, "2 months"),
        (24, "24 months"),
        (30, "30 months (2.5 years)"),
    ],
)
def test_months_are_counted_up_to_whole_ones(count: float, said: str) -> None:
    assert months(count) == said


AMOUNT = r"[$€]([\d,]+(?:\.\d+)?)"
KEEPING = re.compile(f"keeping it costs {AMOUNT} a month .*\\({AMOUNT} for .*, {AMOUNT} for power")
SAVING = re.compile(f"Without its price it costs {AMOUNT} a month, so it saves {AMOUNT}")
COSTS = re.compile(f", [^,]+ {AMOUNT}\\.$")


def amounts(found: re.Match[str]) -> list[Decimal]:
    return [Decimal(each.replace(",", "")) for each in found.groups()]


@pytest.mark.parametrize("admin_hours", ["0", "0.1", "1", "2.3", "200"])
@pytest.mark.parametrize("per_day", ["10", "137", "1500", "5000"])
@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_amounts_in_one_sentence_add_up_as_printed(
    admin_hours: str, per_day: str, currency: str
) -> None:
    asked = {"per_day": per_day, "admin_hours": admin_hours, "currency": currency}
    for inputs in ({"work": "emails"}, CLOSE, DESK):
        verdict = ask(**inputs | asked | {"exchange_rate": 0.87}).verdict
        reason = verdict.reasons[0]
        if found := KEEPING.search(reason):
            whole, work, power = amounts(found)
            assert whole == work + power if whole < 10_000 else abs(whole - work - power) < 1
        if found := SAVING.search(reason):
            rival = COSTS.search(verdict.headline)
            assert rival is not None
            assert amounts(rival)[0] == sum(amounts(found))
