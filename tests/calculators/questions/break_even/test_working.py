"""Every line of the working comes out by hand; notes and sources say what was counted."""

import re

import pytest

from calculators.core.results import Step
from calculators.questions.break_even import BREAK_EVEN
from tests.calculators.questions.break_even.desk import DAY, ask, case

MAILS = {"at": DAY, "work": "emails", "per_day": "5000"}
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


@pytest.mark.parametrize("per_day", ["20000", "50000"])
@pytest.mark.parametrize("interest", ["0", "6.5"])
def test_where_one_machine_cannot_do_the_work_the_last_line_says_that(
    per_day: str, interest: str
) -> None:
    inputs = MAILS | {"per_day": per_day, "interest_percent": interest}
    result = BREAK_EVEN.answer(inputs)
    last = result.steps[-1]
    assert result.verdict.headline.startswith("Your own machine cannot do all of it")
    assert last.title == "Pays back after"
    assert last.outcome.endswith("%: never, for one machine can’t do the work")
    assert 100 * by_hand(last) == pytest.approx(shown(last), rel=2e-4)
    assert shown(last) > 100


@pytest.mark.parametrize("per_day", ["10", "300", "2000", "5000", "12000"])
@pytest.mark.parametrize("admin_hours", ["0", "1", "6"])
@pytest.mark.parametrize("work", ["emails", "own", "invoices"])
def test_a_machine_that_never_pays_back_is_not_said_to_by_its_own_line(
    per_day: str, admin_hours: str, work: str
) -> None:
    inputs = {"at": DAY, "work": work, "per_day": per_day, "admin_hours": admin_hours}
    last = BREAK_EVEN.answer(inputs).steps[-1]
    if "never within" in last.outcome:
        months = by_hand(last)
        assert months < 0 or months > 36


def test_with_interest_the_last_line_says_so() -> None:
    last = BREAK_EVEN.answer(PAYS | {"interest_percent": "6.5"}).steps[-1]
    assert last.working.endswith(", with 6.5% interest a year on what is left")


def test_a_price_that_is_announced_is_said_before_its_day() -> None:
    said = (
        "Gemini 4 Argon: from 2026-12-01 on, $4 and $20 per million tokens read and written, in "
        "place of $2 and $10."
    )
    assert said in ask(closed="google/gemini-4-argon").notes
    assert said not in ask(closed="google/gemini-4-argon", at="2026-12-01").notes
    assert said not in ask().notes


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


def test_the_working_shows_what_is_read_from_a_cache() -> None:
    result = BREAK_EVEN.answer({"at": DAY, "cache": "on", "hosted": "deepseek/deepseek-v4-pro"})
    (step,) = (each for each in result.steps if each.title == "DeepSeek V4 Pro, a month")
    assert step.working == ("840 × (4,000 × 0.79728 + 1,333 × 0.026576 + 133 × 2.3918) ÷ 1,000,000")
    assert step.outcome == f"${840 * (4000 * 0.79728 + 1333 * 0.026576 + 133 * 2.3918) / 1e6:.4f}"


def test_a_fee_in_the_range_alone_is_said_too() -> None:
    inputs = {"at": DAY, "hosted": "groq/openai/gpt-oss-120b"}
    fee = "OpenRouter's prices are counted with 5.5% for buying credits"
    assert any(note.startswith(fee) for note in BREAK_EVEN.answer(inputs).notes)
    typed = inputs | {"hosted_input_usd": 1, "hosted_output_usd": 2}
    assert not any(note.startswith(fee) for note in BREAK_EVEN.answer(typed).notes)


def notes(**inputs: object) -> str:
    return "\n".join(ask(**inputs).notes)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"rental_usd": 2}, "The rent is the one you typed."),
        (
            {"rental": "l40s"},
            "The rent is one offer, of Verda, read on 2026-10-29 (spot: may be taken away).",
        ),
        ({"rental": "a100"}, "The rent is the middle one of 4 offers read from 2026-09-20 to "),
        ({"electricity": "own"}, "The price of electricity is the one you typed."),
        ({}, "Electricity: United States, business average, 2026-04."),
        (
            {"electricity": "eu-home"},
            "Electricity: European Union, home average, first half of 2025, taxes included; the "
            "range is from Hungary to Germany. A euro counts as 1.15 US dollars: look up today’s",
        ),
        (
            {},
            "Low and high of the hosted model are the cheapest and the most expensive of 3 hosts.",
        ),
        ({}, "The machine’s price was reported in "),
        ({"currency": "EUR", "exchange_rate": 0.9}, "A US dollar counts as 0.9 EUR, as you typed."),
        ({"rental": "rtx-4090"}, "so a rented card has no price here."),
        (
            {"decode_tokens_per_s": 30, "prefill_tokens_per_s": 500},
            "The speed of the machine is the one you typed, so it has no range.",
        ),
        ({"cache": "on"}, "The instructions count as found in the cache each time"),
        (
            {"work": "own", "input_tokens": 1000, "output_tokens": 500},
            "The tokens you gave are billed by the price list alone, without a fee for credits.",
        ),
    ],
)
def test_a_note_says_what_was_counted(inputs: dict[str, object], said: str) -> None:
    assert said in notes(**inputs)


def test_what_was_typed_needs_no_source() -> None:
    urls = {source.url for source in ask().sources}
    rent = {quote.url for quote in case().rental.quotes}
    electricity = case().electricity
    assert electricity is not None
    assert {electricity.source.url, *rent} <= urls
    typed = ask(rental_usd=2, electricity="own", hosted_input_usd=1, machine_usd=1000)
    left = {source.url for source in typed.sources}
    assert not rent & left
    assert electricity.source.url not in left
    assert left < urls


def test_where_the_machine_cannot_do_the_work_there_is_no_working() -> None:
    assert ask(machine="other").steps == ()
    alone = ask(model="qwen3-14b", closed="none").steps
    assert [step.title for step in alone][-1] == "Your own machine, a month"
