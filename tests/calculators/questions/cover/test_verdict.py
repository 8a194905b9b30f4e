"""What a reader is told: who stands behind it, who pays whom, what happens to the text."""

import pytest

from calculators.core.results import Table
from tests.calculators.questions.cover.asking import ask


def table(title: str, **inputs: object) -> dict[str, str]:
    """The rows of a table, the first column to the second."""
    (found,) = (
        each for each in ask(**inputs).tables if isinstance(each, Table) and title in each.title
    )
    return {row[0]: row[1] for row in found.rows}


@pytest.mark.parametrize(
    ("plan", "situation", "word", "headline"),
    [
        (
            "anthropic-commercial",
            "unmodified",
            "Covered",
            "Anthropic does: it promises to defend you here (K.1).",
        ),
        (
            "azure-openai",
            "in_own_product",
            "Covered, with conditions",
            "Microsoft does, if you keep to its conditions (Customer Copyright Commitment 5).",
        ),
        (
            "anthropic-commercial",
            "edited",
            "In part",
            "Anthropic does in part: what comes from your own act stays with you (K.3(a)).",
        ),
        (
            "openai-chatgpt-business",
            "unmodified",
            "Unclear",
            "We can’t say: the text of OpenAI can be read both ways here (Service Terms "
            "3(a)-(b); 13.1(c)).",
        ),
        (
            "together",
            "preview",
            "Unclear",
            "We can’t say: the text of Together AI says nothing on this.",
        ),
        ("groq", "edited", "Not known", "We can’t say who stands behind this: text not read."),
        (
            "local-open-weights",
            "unmodified",
            "No cover",
            "Nobody does: nothing that the maker of the weights promises reaches this (the "
            "licence of the weights).",
        ),
        (
            "google-vertex",
            "agent_action",
            "Left out",
            "Nobody does: the promise of Google leaves this out (Service Specific Terms "
            "17(n)(iii)).",
        ),
        (
            "deepseek-api",
            "unmodified",
            "You may owe them",
            "Nobody does, and you may have to pay DeepSeek (s.7.7).",
        ),
        ("perplexity-api", "own_fine_tune", "Can’t arise", "This can’t arise on this plan."),
    ],
)
def test_the_headline_says_who_stands_behind_it(
    plan: str, situation: str, word: str, headline: str
) -> None:
    verdict = ask(plan=plan, situation=situation).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_the_limit_of_mistral_is_what_was_paid_and_the_customer_has_none() -> None:
    reasons = ask(plan="mistral-commercial").verdict.reasons
    assert (
        "It pays at most what you paid in the twelve months before (s.9.2). Nothing paid, nothing "
        "owed." in reasons
    )
    assert reasons[-1].endswith("Your side has no limit.")


def test_together_pays_a_million_at_most_and_asks_for_nothing() -> None:
    reasons = ask(plan="together").verdict.reasons
    assert "It pays 1,000,000 US dollars at most (s.12)." in reasons
    assert "No duty of yours to pay Together AI was found (s.12)." in reasons


def test_microsoft_switches_the_duty_of_its_customer_off() -> None:
    reasons = ask(plan="microsoft-365-copilot").verdict.reasons
    assert any("your own duty to defend Microsoft is switched off" in each for each in reasons)


def test_a_freelancer_owes_openai_what_a_private_person_does_not() -> None:
    reasons = ask(plan="openai-chatgpt-consumer-europe", situation="unmodified").verdict.reasons
    assert any(
        each.startswith("A private person owes OpenAI nothing. A firm or freelancer protects it")
        for each in reasons
    )


def test_free_use_of_ai_studio_is_trained_on_in_texas_and_not_in_berlin() -> None:
    asked = {"plan": "google-ai-studio-free", "situation": "unmodified"}
    title = "What happens to your text"
    assert table(title, **asked, home="EU")["Trained on"].startswith("No.")
    texas = table(title, **asked, home="US")
    assert texas["Trained on"].startswith("Yes")
    assert texas["Read by people"].startswith("Yes.")
    assert table(title, **asked)["Trained on"].startswith("It depends.")


def test_personal_data_goes_to_xai_only_with_zero_retention() -> None:
    notes = ask(plan="xai-enterprise").notes
    assert any("Personal data may be sent only" in each for each in notes)


def test_the_discounted_models_of_meta_are_trained_on_confidential_data_is_barred() -> None:
    trained = table("What happens to your text", plan="meta-model-api-discounted")["Trained on"]
    assert trained.startswith("Yes, and no switch is named.")
    assert "Confidential, sensitive and personal data are barred." in trained


def test_azure_asks_for_a_report_that_is_kept() -> None:
    voids = table("What voids the promise", plan="azure-openai")
    assert voids["No report of a test kept"] == "Mitigations, universal"


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    rows = table("What happens to your text", plan="ibm-watsonx-granite")
    assert set(rows.values()) == {"Not known."}


def test_a_wrong_answer_is_nobodys_promise() -> None:
    reasons = ask(plan="anthropic-commercial", situation="wrong_answer").verdict.reasons
    assert reasons[0].startswith("No vendor that we read promises by its public terms to pay")


def test_a_personal_plan_is_called_one_and_says_where_its_text_holds() -> None:
    reasons = ask(plan="anthropic-consumer-europe", home="US").verdict.reasons
    assert "Where you live, the text of Claude Free, Pro and Max (elsewhere) holds." in reasons
    assert any(each.startswith("This is a personal plan") for each in reasons)
    assert (
        reasons[-1] == "This text holds for readers in: United States, United Kingdom, elsewhere."
    )


def test_of_several_situations_the_one_that_decides_is_named() -> None:
    answer = ask(plan="anthropic-commercial", situation="edited", wrong_answer=True)
    assert answer.verdict.reasons[0] == "What decides: “The answer is wrong and does harm”."
    assert answer.asked == (
        "Claude API, Team and Enterprise · A person edits it first · The answer is wrong and does "
        "harm"
    )
    assert answer.steps[-1].formula == "the weakest decides"


def test_a_source_says_how_it_was_read() -> None:
    (only,) = ask(plan="kimi-app-china").sources
    assert only.title == (
        "Kimi Terms of Service (Beijing entity), 2024-01-05 (the clauses that decide were read)"
    )
    titles = [each.title for each in ask(plan="github-copilot-business").sources]
    assert "(reported: quoted by AndrewGodlewsky/AI-Framework)" in titles[0]
