"""What a reader is told: how much applies, what to do and from when."""

import pytest

from calculators.core.errors import InputErrors
from calculators.core.results import Result
from tests.calculators.questions.rules.asking import ask

TODAY = "2026-11-29"


def rows(answer: Result, title: str) -> list[tuple[str, ...]]:
    """The rows of the table of that title."""
    (found,) = (each for each in answer.tables if each.title == title)
    return list(found.rows)


@pytest.mark.parametrize(
    ("inputs", "word", "headline"),
    [
        (
            {"use": "jobs"},
            "Rules apply",
            "2 rules that we read apply on 2026-11-29, and 1 more will later.",
        ),
        (
            {"use": "draft", "personal": False},
            "Rules apply",
            "1 rule that we read applies on 2026-11-29.",
        ),
        (
            {"use": "emotions"},
            "Forbidden",
            "Don’t: reading feelings at work or school is banned (AI Act Art. 5(1)(f)).",
        ),
        (
            {"place": "US-CO", "use": "jobs"},
            "Nothing yet",
            "None that we read asks anything on 2026-11-29. The first that will is of 2027-01-01.",
        ),
        (
            {"place": "US"},
            "None found",
            "We read no rule that asks anything of this. That doesn’t mean there is none.",
        ),
        ({"place": "other"}, "Not known", "We can’t say: we read no rules of that place."),
    ],
)
def test_the_headline_says_how_much_applies(
    inputs: dict[str, object], word: str, headline: str
) -> None:
    verdict = ask(as_of=TODAY, **inputs).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_duties_stand_first_with_the_day_from_which_they_hold() -> None:
    found = rows(ask(use="jobs", as_of=TODAY), "What to do, and from when")
    assert found[0] == (
        "☐ Train whoever works with AI, to fit what they know and what it is used for",
        "now",
        "AI Act Art. 4",
    )
    assert ("☐ Keep the logs", "2027-12-02", "AI Act Art. 26; Annex III(3)-(5)") in found


def test_each_rule_says_its_days_and_how_it_was_read() -> None:
    (rule,) = rows(ask(use="jobs", as_of=TODAY), "Still to come")
    assert rule[2] == "from 2027-12-02"
    assert "Until Regulation (EU) 2026/1744 the date was 2 August 2026" in rule[3]
    assert rule[4] == "quoted by eu-ai-act-classifier 0.2.2, 2026-11-29"


def test_an_older_wording_has_a_last_day() -> None:
    found = rows(ask(use="draft", as_of="2026-07-01"), "In force on 2026-07-01")
    assert found[0][2] == "from 2025-02-02 until 2026-07-26"
    assert rows(ask(place="UK", as_of=TODAY), f"In force on {TODAY}")[0][2] == "in force when read"


def test_the_days_to_the_next_rule_are_counted() -> None:
    answer = ask(use="intimate", as_of=TODAY)
    assert answer.figure("days_to_next").value == 3
    assert answer.words["next"] == "2026-12-02"


def test_the_next_rule_is_announced_and_can_be_tried() -> None:
    answer = ask(use="intimate", as_of=TODAY)
    assert answer.verdict.reasons[-2] == (
        "Next, on 2026-12-02: making intimate pictures of real people without their consent is "
        "banned (AI Act Art. 5(1)(ba))."
    )
    change = answer.changes[0]
    assert change.text == "On 2026-12-02: AI Act Art. 5(1)(ba) would apply."
    assert ask(use="intimate", **change.inputs).verdict.word == "Forbidden"


def test_a_role_that_would_add_duties_is_named() -> None:
    texts = [each.text for each in ask(use="chat", as_of=TODAY).changes]
    assert "If your role were “We build and sell it”: AI Act Art. 50(2) would apply." in texts
    assert "If no data about people go in: GDPR Art. 5, 6, 28 would fall away." in texts


def test_what_was_not_read_for_the_place_is_said() -> None:
    assert any("UK act on AI" in note for note in ask(place="UK").notes)
    assert not any("UK act on AI" in note for note in ask(place="EU").notes)


def test_a_fact_that_does_not_matter_is_not_asked() -> None:
    assert ask(use="chat", alone=True, as_of=TODAY).verdict == ask(use="chat", as_of=TODAY).verdict


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(InputErrors) as error:
        ask(as_of="2.12.2026")
    assert error.value.problems[0].field == "as_of"
