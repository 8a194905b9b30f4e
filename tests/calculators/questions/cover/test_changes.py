"""What would lead to another outcome."""

from calculators.engines.cover.outcome import WEAKEST
from calculators.engines.cover.record import SITUATIONS, listed
from tests.calculators.questions.cover.asking import ask


def test_another_plan_of_the_vendor_is_named_where_it_reaches_further() -> None:
    changes = {each.text: each.inputs for each in ask(plan="anthropic-consumer-other").changes}
    assert changes["On Claude API, Team and Enterprise: in part (K.3(a))."] == {
        "plan": "anthropic-commercial"
    }


def test_an_edit_left_undone_and_another_vendor_are_named_where_the_vendor_has_nothing() -> None:
    texts = [each.text for each in ask(plan="openai-chatgpt-business", situation="edited").changes]
    assert texts == [
        "If you use it unchanged: unclear (Service Terms 3(a)-(b); 13.1(c)).",
        "On Claude API, Team and Enterprise: in part (K.3(a)).",
        "On Microsoft 365 Copilot with a work account: covered, with conditions (Customer "
        "Copyright Commitment 2).",
    ]


def test_a_home_with_another_text_is_named() -> None:
    (change,) = ask(plan="xai-grok-consumer", situation="unmodified").changes
    assert change.text == "If you live in: European Union or EEA: nobody (Europe terms)."
    assert change.inputs == {"home": "EU"}


def test_what_was_ticked_can_be_left_out() -> None:
    changes = ask(plan="anthropic-commercial", situation="unmodified", free_use=True).changes
    assert changes[0].inputs == {"free_use": "off"}


def test_what_is_tried_has_the_outcome_that_was_announced() -> None:
    for plan in listed():
        for situation in SITUATIONS:
            now = ask(plan=plan, situation=situation)
            for change in now.changes:
                there = ask(**{"plan": plan, "situation": situation, **change.inputs})
                if "home" not in change.inputs:
                    assert WEAKEST.index(there.words["outcome"]) > WEAKEST.index(
                        now.words["outcome"]
                    )
