"""What licences say of the reader's use: what falls out, what must be asked, whose terms decide."""

import pytest

from calculators.core.results import Result
from calculators.engines.licence.record import terms
from calculators.questions.api_cost import API_COST
from calculators.questions.api_cost.case import Case

DAY = "2026-11-24"
SIX = {
    "model": "moonshotai/kimi-k3",
    "model_2": "openrouter/meta-llama/llama-3.3-70b-instruct",
    "model_3": "mistral/mistral-large-4",
    "model_4": "openai/gpt-6-luna",
    "model_5": "minimax/minimax-m3",
    "model_6": "none",
}


def ask(**inputs: object) -> Result:
    return API_COST.answer({"at": DAY, **SIX, **inputs})


def case(**inputs: object) -> Case:
    return Case(API_COST.read({"at": DAY, **SIX, **inputs}))


def test_by_default_no_use_is_asked_about() -> None:
    assert all(bill.reading is None for bill in case().bills)
    assert not any(table.title.startswith("May you") for table in ask().tables)


def test_each_model_has_an_answer_with_its_licence_and_clause() -> None:
    table = ask(use="host_service").tables[1]
    assert table.title == "May you host it for others (a firm, United States)?"
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Kimi K3"] == ("Yes", "Kimi K3 License, grant, s.2")
    assert rows["Mistral Large 4"] == ("Not known", "no licence found, no licence text found")
    assert rows["GPT-6 Luna"] == ("Its terms decide", "closed: what OpenAI agrees with you")
    assert rows["Llama 3.3 70B"][0] == "Yes, if"


def test_a_price_of_your_own_says_nothing_of_a_licence() -> None:
    table = ask(use="internal_use", model="own").tables[1]
    assert ("Your own price", "Not known", "a price of your own says nothing of a licence") in (
        table.rows
    )


def test_what_must_be_asked_and_what_is_not_known_keep_their_price_and_are_told() -> None:
    large = {"use": "sell_product_calls", "group_annual_revenue_usd": "30,000,000"}
    result = ask(**large)
    said = [each for each in result.verdict.reasons if each.startswith(("The maker", "Wh", "Clo"))]
    assert said == [
        "The maker must agree to this use first: MiniMax M3 (commercial clause (number not read)).",
        "Whether the licence permits this use is not known: Mistral Large 4 (no licence text "
        "found).",
        "Closed, so the vendor’s own terms decide; “Who stands behind it?” has what we read of "
        "them: GPT-6 Luna.",
    ]
    assert all(bill.known for bill in case(**large).bills)


def test_at_the_maker_s_own_service_what_it_asks_of_other_hosts_is_met() -> None:
    own, other = (
        Case(API_COST.read({"use": "internal_use", "model": each, "at": DAY})).bills[0].reading
        for each in ("moonshotai/kimi-k3", "openrouter/meta-llama/llama-3.3-70b-instruct")
    )
    assert own is not None
    assert other is not None
    assert own.parts[0].decision.rule.outcome == "allowed"
    assert other.outcome == "allowed_if"


def non_commercial(monkeypatch: pytest.MonkeyPatch, *releases: str) -> None:
    """As if the makers had published them under a licence that bars business."""
    barred = {each: terms()["command-r7b"] for each in releases}
    known = {**terms(), **barred}
    monkeypatch.setattr("calculators.questions.licence.use.terms", lambda: known)


def test_what_is_not_permitted_falls_out_and_the_answer_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    non_commercial(monkeypatch, "kimi-k3")
    result = ask(use="internal_use")
    out = next(each for each in result.verdict.reasons if each.startswith("Left out, because"))
    assert out == (
        "Left out, because the licence does not permit this use: Kimi K3 (s.2(a)(1), s.1(i))."
    )
    assert not any(each.startswith("Not known for") for each in result.verdict.reasons)
    assert result.figure("usd_per_month").value is None
    assert "Kimi K3" not in [bill.name for bill in case(use="internal_use").ranked]
    row = next(row for row in result.tables[0].rows if row[0] == "Kimi K3")
    assert row[5] == "Left out, its licence does not permit this use"


def test_where_all_fall_out_the_answer_says_that(monkeypatch: pytest.MonkeyPatch) -> None:
    non_commercial(monkeypatch, "kimi-k3")
    alone = {name: "none" for name in SIX if name != "model"}
    said = ask(use="internal_use", **alone).verdict
    assert said.status == "left_out"
    assert said.headline == "All of these models are left out by what you asked for."


def test_sources_and_notes_name_the_texts_and_that_it_is_no_advice() -> None:
    result = ask(use="internal_use")
    assert any("Kimi" in each.title and "icen" in each.title for each in result.sources)
    assert any("is no legal advice" in each for each in result.notes)
    assert not any("is no legal advice" in each for each in ask().notes)
