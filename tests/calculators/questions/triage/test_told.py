"""What a reader is told: where a task goes, what to do, and how it stands beside the others."""

import pytest

from calculators.core.errors import InputErrors
from calculators.core.form import OWN
from calculators.core.results import Result
from calculators.engines.triage.record import tasks
from calculators.questions.triage.verdict import APART
from tests.calculators.questions.triage.asking import ask


def rows(answer: Result, title: str) -> list[tuple[str, ...]]:
    """The rows of the table of that title."""
    (found,) = (each for each in answer.tables if each.title == title)
    return list(found.rows)


@pytest.mark.parametrize(
    ("task", "word", "headline"),
    [
        (
            "notes",
            "A cheap API",
            "Start with a cheap model, paid by use, open or closed: easy work that can be checked.",
        ),
        (
            "applicants",
            "A person decides",
            "Let a person decide, with drafts by AI at most: decides about a person.",
        ),
        (
            "diagnosis",
            "No AI",
            "Leave this one to people: licensed work that nobody licensed signs.",
        ),
        (
            "code",
            "Small first",
            "Start with a small model and pass on only what fails: hard work that is checked at "
            "once.",
        ),
    ],
)
def test_the_headline_says_where_it_goes_and_which_factor_decides(
    task: str, word: str, headline: str
) -> None:
    verdict = ask(task=task).verdict
    assert (verdict.word, verdict.headline) == (word, headline)


def test_high_stakes_come_with_the_reason_why_they_do_not_mean_closed() -> None:
    assert ask(task="applicants").verdict.reasons[-1] == APART
    assert APART not in ask(task="notes").verdict.reasons


def test_the_stakes_set_how_many_examples_to_test_on() -> None:
    assert [ask(task=task).figure("examples").value for task in ("notes", "mail", "credit")] == [
        62,
        198,
        483,
    ]


def test_controls_stand_first_as_a_list_to_tick_off() -> None:
    table = ask(task="pay-bills").tables[0]
    assert table.title == "What to do, whatever you choose"
    assert all(row[0].startswith("☐ ") for row in table.rows)


def test_all_tasks_stand_side_by_side_and_this_one_as_it_was_asked_about() -> None:
    found = rows(ask(task="mail", data="secret", skills="on"), "Your tasks side by side")
    assert len(found) == len(tasks()) - 1 >= 16
    assert ("Sort support mail (this one)", "Your own machine", "Medium", "5") in found
    assert len(rows(ask(task=OWN), "Your tasks side by side")) == len(tasks())


def test_what_was_taken_as_usual_is_shown_and_what_the_reader_set() -> None:
    found = rows(ask(task="mail", data="internal"), "What we assumed for this task")
    assert ("Data", "Internal data", "Your choice") in found
    assert ("How much", "A lot, all day long", "As usual") in found


def test_the_question_names_the_task_and_what_was_changed() -> None:
    answer = ask(task="mail", data="internal", test="failed", owner="off", cover="on")
    assert answer.asked == (
        "Sort support mail · Internal data · small model: it failed · nobody answers for it · a "
        "vendor must stand behind it"
    )


def test_setting_a_factor_to_what_is_usual_changes_nothing() -> None:
    usual, said = ask(task="mail"), ask(task="mail", data="personal", volume="steady")
    assert (usual.verdict, usual.tables) == (said.verdict, said.tables)


def test_a_task_that_there_is_none_of_is_refused_with_what_there_is() -> None:
    with pytest.raises(InputErrors) as error:
        ask(task="horoscopes")
    assert error.value.problems[0].field == "task"
