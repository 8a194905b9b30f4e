"""What plans and the API do with text, and who stands behind their answers."""

import pytest

from calculators.core.results import Result, Table
from calculators.questions.subscription import SUBSCRIPTION
from calculators.questions.subscription.plans import plans

DAY = "2026-11-29"
TRAINED_ON = {"ChatGPT Plus", "Claude Pro", "Claude Max"}


def ask(**inputs: object) -> Result:
    return SUBSCRIPTION.answer({"at": DAY, **inputs})


def terms(result: Result) -> dict[str, tuple[str, ...]]:
    table: Table = result.tables[1]
    assert table.title == "Your text, and who stands behind an answer"
    return {row[0]: row[1:] for row in table.rows}


def test_every_plan_and_the_api_have_a_row() -> None:
    rows = terms(ask())
    assert rows.keys() == {each.name for each in plans().values()} | {"GPT-6.1 Sol by API"}
    assert rows["Claude Team, standard seat"] == (
        "not trained on; kept up to 30 days",
        "Covered",
        "In part",
        "Claude API, Team and Enterprise, 2026-11-28",
    )


def test_what_was_not_read_is_said_to_be_so() -> None:
    assert terms(ask())["Gemini Enterprise, Business edition"] == ("terms not read by us",) * 4
    reasons = ask(plan="gemini-enterprise-business").verdict.reasons
    assert any(
        each.endswith(
            "Your text: terms not read by us, for that place and day. Take that as a yes."
        )
        for each in reasons
    )
    notes = ask(plan="gemini-enterprise-business").notes
    assert any("by the same report. Its terms were not read." in each for each in notes)


def test_a_machine_of_your_own_is_a_row_where_it_is_counted() -> None:
    assert "Own machine" not in terms(ask())
    assert terms(ask(local="shared"))["Own machine"][:2] == ("not trained on; not kept", "Nobody")


def test_the_answer_says_plainly_where_training_is_on() -> None:
    reasons = ask(plan="claude-pro", people=1).verdict.reasons
    assert any(
        each.startswith("Claude Pro. Your text: trained on unless you switch it off; kept")
        for each in reasons
    )
    assert (
        "GPT-6.1 Sol by API. Your text: not trained on; kept up to 30 days. Who stands behind an "
        "answer: used unchanged, covered (Service Terms 1); edited first, left out (Service Terms "
        "1(iii))."
    ) in reasons


def test_plans_that_train_on_text_are_left_out_on_request_and_counted() -> None:
    result = ask(untrained="on")
    assert {each.name for each in plans().values()} - terms(result).keys() == TRAINED_ON
    assert len(result.tables[0].rows) == len(plans()) - len(TRAINED_ON)
    assert "Left out of the lists: 3 plans that train on your text by default." in (
        result.verdict.reasons
    )
    assert not any("Left out of the lists" in each for each in ask().verdict.reasons)


@pytest.mark.parametrize(("home", "name"), [("US", "(outside Europe)"), ("EU", "(European text)")])
def test_a_personal_plan_has_the_text_of_where_one_lives(home: str, name: str) -> None:
    assert name in terms(ask(home=home))["ChatGPT Plus"][-1]


def test_a_plan_or_a_price_of_your_own_has_no_terms() -> None:
    result = ask(plan="own", offer="own")
    assert not any("Your text: " in each for each in result.verdict.reasons)
    assert terms(result)["the model you typed by API"] == ("terms not read by us",) * 4


def test_notes_and_sources_have_the_whole_with_its_texts() -> None:
    result = ask(plan="claude-pro")
    trained = next(each for each in result.notes if each.startswith("Claude Pro, your text. Tr"))
    assert trained.endswith("[Anthropic privacy centre: consumer retention]")
    titles = [each.title for each in result.sources]
    assert any(title.startswith("Anthropic Consumer Terms outside Europe") for title in titles)
    assert any(title.startswith("OpenAI Services Agreement") for title in titles)


def test_clauses_keep_the_letters_that_the_text_has() -> None:
    reasons = ask(plan="claude-team-standard").verdict.reasons
    assert any(each.endswith("edited first, in part (K.3(a)).") for each in reasons)
