"""Every line of the working can be worked out again from the numbers that it shows."""

import re

import pytest

from calculators.core.results import Step
from calculators.questions.break_even import BREAK_EVEN

MAILS = {"at": "2026-11-24", "work": "emails", "per_day": "5000"}
PAYS = MAILS | {"hosted": "deepseek/deepseek-v4-pro", "admin_hours": "1"}
SIGNS = {"×": "*", "÷": "/", "−": "-", "^": "**", "$": "", ",": "", " s ": " "}


def by_hand(step: Step) -> float:
    text = step.working
    for sign, meaning in SIGNS.items():
        text = text.replace(sign, meaning)
    return float(eval(text))


def shown(step: Step) -> float:
    found = re.match(r"-?\$?(\d[\d,.]*)", step.outcome)
    assert found is not None
    return float(found[1].replace(",", ""))


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"per_day": "50"},
        {"per_day": "50000"},
        {"cache": "on", "hosted": "deepseek/deepseek-v4-pro"},
        {"residual_percent": "20", "space_usd": "7.75", "pue": "1.33", "gain": "1.7"},
        {"residual_percent": "20", "interest_percent": "6.5"},
    ],
)
def test_each_line_comes_out_as_it_says(inputs: dict[str, str]) -> None:
    *lines, last = BREAK_EVEN.answer(MAILS | inputs).steps
    assert last.title == "Pays back after"
    assert len(lines) == 6
    for step in lines:
        assert by_hand(step) == pytest.approx(shown(step), rel=2e-4), step


def test_a_price_is_shown_with_the_digits_that_count() -> None:
    steps = {step.title: step for step in BREAK_EVEN.answer(MAILS).steps}
    power = steps["Electricity, a month"]
    assert power.working == "(222.69 × 137 + 507.31 × 27.4) ÷ 1,000 × 1 × $0.146"
    assert power.outcome == "$6.4836"
    assert steps["Its price, a month"].working == "$2,459 ÷ 36"


@pytest.mark.parametrize("resale", [{}, {"residual_percent": "30"}])
def test_what_a_machine_sells_for_at_the_end_need_not_be_earned_back(
    resale: dict[str, str],
) -> None:
    result = BREAK_EVEN.answer(PAYS | resale)
    last = result.steps[-1]
    assert result.verdict.status in ("pays", "perhaps")
    assert by_hand(last) == pytest.approx(shown(last), abs=0.06)
    months = result.figure("payback_months").value
    assert months == pytest.approx(shown(last), abs=0.06)


def test_with_interest_the_last_line_says_so() -> None:
    last = BREAK_EVEN.answer(PAYS | {"interest_percent": "6.5"}).steps[-1]
    assert last.working.endswith(", with 6.5 % interest a year on what is left")
