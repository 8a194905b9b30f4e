"""Which of several situations decides, and which text holds where."""

from datetime import date

import pytest

from calculators.engines.cover.outcome import NOT_YET, WEAKEST, for_home, read
from calculators.engines.cover.record import listed, plan

TODAY = date(2026, 11, 28)


def test_the_weakest_situation_decides_and_stands_first() -> None:
    reading = read(plan("aws-nova"), ["edited", "wrong_answer", "trademark"], "US", TODAY)
    assert [part.outcome for part in reading.parts] == ["excluded", "none", "covered"]
    assert (reading.outcome, reading.clause) == ("excluded", "50.10.2(vii)")


def test_what_cannot_arise_weakens_nothing() -> None:
    reading = read(plan("perplexity-api"), ["own_fine_tune", "unmodified"], "US", TODAY)
    assert reading.outcome == "covered"


def test_the_order_is_that_of_the_records() -> None:
    assert WEAKEST[:8] == (
        "reverse",
        "excluded",
        "none",
        "unknown",
        "unclear",
        "partly",
        "covered_if",
        "covered",
    )


def test_an_exception_overrules_what_is_usual() -> None:
    part = read(plan("xai-grok-consumer"), ["edited"], "EU", TODAY).deciding
    assert part.decision.rule.outcome == "none"
    assert [rule.outcome for rule in part.decision.overruled] == ["reverse"]


def test_before_the_text_nothing_is_known() -> None:
    reading = read(plan("anthropic-commercial"), ["unmodified"], "US", date(2025, 6, 16))
    assert reading.deciding.decision.rule is NOT_YET


@pytest.mark.parametrize(
    ("ident", "home", "there"),
    [
        ("openai-chatgpt-consumer-europe", "CH", "openai-chatgpt-consumer-europe"),
        ("openai-chatgpt-consumer-europe", "US", "openai-chatgpt-consumer-other"),
        ("openai-chatgpt-consumer-other", "UK", "openai-chatgpt-consumer-europe"),
        ("anthropic-consumer-europe", "UK", "anthropic-consumer-other"),
        ("openai-api", "EU", "openai-api"),
    ],
)
def test_where_somebody_lives_picks_the_text(ident: str, home: str, there: str) -> None:
    found = for_home(plan(ident), home)
    assert found is not None
    assert found.id == there


def test_no_text_answers_where_none_was_read() -> None:
    assert for_home(plan("meta-ai-app-europe"), "US") is None


def test_there_are_forty_nine_plans() -> None:
    assert len(listed()) == 49
