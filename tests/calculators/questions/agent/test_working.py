"""The working, its notes and its sources."""

import pytest

from tests.calculators.questions.agent.asking import ask


def test_the_sums_of_the_working_and_of_the_bill_come_out_right_by_hand() -> None:
    result = ask()
    steps = {step.title: step for step in result.steps}
    assert steps["A month"].working == "20 × 21 × $0.411"
    assert steps["A month"].outcome == "$172.62"
    assert steps["One task done right"].working == "(0.7 × $0.411 + 0.3 × 1 × $0.411) ÷ 0.7"
    assert steps["One task done right"].outcome == "$0.58714"
    costs, sums = zip(
        *((dollars(row[5]), dollars(row[6])) for row in result.tables[1].rows), strict=True
    )
    for place, total in enumerate(sums, 1):
        assert sum(costs[:place]) == pytest.approx(total, abs=1e-5)


def dollars(text: str) -> float:
    return float(text.removeprefix("$").replace(",", ""))


def test_notes_name_coming_prices_peak_hours_and_missing_cache_prices() -> None:
    notes = " ".join(
        ask(
            model="google/gemini-4-argon",
            model_2="deepseek/deepseek-flash",
            model_3="cerebras/gpt-oss-120b",
        ).notes
    )
    assert "Gemini 4 Argon: from 2026-12-01 on, $4 and $20 per million tokens" in notes
    assert "costs 2 times as much from 01:00 to 04:00 and 06:00 to 10:00 UTC" in notes
    assert "gpt-oss 120B from Cerebras has no price for reading from a cache" in notes


def test_sources_are_named_once() -> None:
    urls = [source.url for source in ask().sources]
    assert len(urls) == len(set(urls))
