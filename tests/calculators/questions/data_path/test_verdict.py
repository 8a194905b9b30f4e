"""What a reader is told: where it goes, how long it stays, what to do first."""

import pytest

from calculators.core.errors import InputErrors
from tests.calculators.questions.data_path.asking import ask


def stops(**inputs: object) -> dict[str, tuple[str, str]]:
    """The stops of the way: their sign and word, by their name."""
    path = ask(**inputs).chart
    return {each.label: (each.sign, each.word) for each in path.stops}  # type: ignore[union-attr]


def todo(**inputs: object) -> dict[str, str]:
    """What to do first, and why."""
    table = ask(**inputs).tables[0]
    assert table.title == "Before you send it"
    return {row[0]: row[1] for row in table.rows}


@pytest.mark.parametrize(
    ("inputs", "word", "headline"),
    [
        ({"where": "machine"}, "Stays with you", "It stays with you: nothing is sent to anybody."),
        (
            {"plan": "openai-api"},
            "Leaves, kept up to 30 days",
            "It goes to OpenAI, which does not train on it, and keeps a copy for up to 30 days.",
        ),
        (
            {"plan": "google-vertex"},
            "Leaves, not kept",
            "It goes to Google, which by its text keeps no copy and does not train on it.",
        ),
        (
            {"plan": "deepseek-app"},
            "Leaves, trained on",
            "It goes to DeepSeek, which trains on it unless you switch that off.",
        ),
        (
            {"plan": "moonshot-api"},
            "Leaves, trained on",
            "It goes to Moonshot AI, which trains on it.",
        ),
        (
            {"plan": "openrouter"},
            "Not known",
            "We can’t say what happens to it at OpenRouter. Take it as kept and trained on.",
        ),
        (
            {"plan": "together", "kind": "health"},
            "The terms bar it",
            "Don’t send it: the terms of Together AI bar this kind of text (s.4.1).",
        ),
    ],
)
def test_the_headline_says_where_it_ends_up(
    inputs: dict[str, str], word: str, headline: str
) -> None:
    verdict = ask(**inputs).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_the_way_names_everybody_in_order_with_sign_and_word() -> None:
    assert stops(plan="openai-api") == {
        "The person at the keyboard": ("●", "sees it"),
        "Your program": ("●", "sees it"),
        "OpenAI": ("●", "sees it"),
        "Firms that work for OpenAI": ("?", "not known"),
        "People who may look at it": ("◐", "may see it"),
        "Copies that stay": ("●", "kept for up to 30 days"),
        "Training of models": ("○", "not trained on"),
    }


def test_strangers_stand_on_the_way_to_an_open_port() -> None:
    assert stops(where="machine", exposed="on")["Anybody who finds it on the internet"][0] == "●"
    assert "Anybody who finds it on the internet" not in stops(where="machine")


def test_a_switch_and_an_agreement_are_named_with_their_clause() -> None:
    found = todo(plan="anthropic-commercial", kind="health")
    assert found["☐ Sign its agreement for health data (BAA) before you send any"] == (
        "HIPAA, 45 CFR 164.502(e)"
    )
    assert "Anthropic" in found[next(each for each in found if "zero retention" in each)]


def test_european_law_stands_beside_a_duty_only_in_europe() -> None:
    begins = "☐ Make sure that the data processing agreement is in force. It is part of the terms"
    assert todo(plan="anthropic-commercial", kind="personal", home="EU")[begins] == (
        "GDPR, Article 28"
    )
    assert todo(plan="anthropic-commercial", kind="personal")[begins] == "care, not a rule"


def test_a_tick_that_the_text_contradicts_changes_nothing_and_says_so() -> None:
    with_it = ask(plan="google-gemini-api-paid", zero_retention="on")
    assert with_it.words == ask(plan="google-gemini-api-paid").words
    assert any("So your tick changes nothing." in each for each in with_it.verdict.reasons)


def test_flagged_text_stays_even_with_zero_retention() -> None:
    reasons = ask(plan="anthropic-commercial", zero_retention="on").verdict.reasons
    assert any(each.startswith("Flagged text is kept even with zero") for each in reasons)


def test_a_plan_says_which_text_holds_where_the_reader_is() -> None:
    reasons = ask(plan="anthropic-consumer-europe", home="US").verdict.reasons
    assert "Where you are, the text of Claude Free, Pro and Max (elsewhere) holds." in reasons


def test_one_switch_is_enough_where_one_is() -> None:
    changes = {each.text: each.inputs for each in ask(plan="openai-api").changes}
    assert changes["With zero retention agreed: leaves, not kept."] == {"zero_retention": "on"}
    assert not any("training off and zero" in each for each in changes)


def test_a_plan_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(InputErrors, match="Plan: “chatgpt” is not"):
        ask(plan="chatgpt")
