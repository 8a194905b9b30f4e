"""What would lead to another outcome."""

from tests.calculators.questions.licence.asking import ask


def test_a_limit_is_named_with_what_lies_beyond_it() -> None:
    (change,) = ask(model="lfm2.5-1.2b").changes
    assert change.text == (
        "If your group’s revenue in a year is at least 10 million US dollars: ask first "
        "(s.5(a), s.5(b))."
    )
    assert change.inputs == {"group_annual_revenue_usd": "10000000"}


def test_from_beyond_a_limit_the_way_back_is_named() -> None:
    (change,) = ask(model="mistral-medium-3-5", group_monthly_revenue_usd=30_000_000).changes
    assert change.text.startswith(
        "If your group’s revenue in a month is at most 20 million US dollars: yes"
    )


def test_what_is_tried_has_the_outcome_that_was_announced() -> None:
    for model in ("llama-4-scout", "minimax-m2.7", "kimi-k3", "command-r7b"):
        for change in ask(model=model).changes:
            outcome = change.text.partition(": ")[2].lower()
            tried = ask(model=model, **change.inputs)
            assert tried.words["clause"] in outcome or tried.words["clause"].lower() in outcome


def test_an_open_licence_has_nothing_that_would_change_it() -> None:
    assert ask(model="qwen3-8b").changes == ()
