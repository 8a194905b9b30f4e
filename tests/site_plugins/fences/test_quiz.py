import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from site_plugins.fences.quiz import Choice, Question, fence, parse_quiz, quiz_html

SOURCE = """
- question: You double the context. What grows?
  choices:
    - text: The weights
      why: No. They stay as they are.
    - text: The conversation
      right: true
      why: Yes. Every token takes its place.
"""


def test_a_quiz_is_read_from_plain_yaml() -> None:
    assert parse_quiz(SOURCE) == (
        Question(
            "You double the context. What grows?",
            (
                Choice("The weights", "No. They stay as they are.", right=False),
                Choice("The conversation", "Yes. Every token takes its place.", right=True),
            ),
        ),
    )


def test_each_question_is_a_fieldset_of_labelled_choices() -> None:
    html = quiz_html(parse_quiz(SOURCE), instance="quiz")
    assert (
        '<fieldset class="sc-question"><legend><span class="sc-count">1 of 1</span> '
        "You double the context. What grows?</legend>"
    ) in html
    assert (
        '<div class="sc-choice" data-mark="right"><input type="radio" name="quiz-1" '
        'id="quiz-1-1">'
        '<label for="quiz-1-1">The conversation</label>'
        '<details class="sc-why"><summary>Why?</summary>'
        '<p id="quiz-1-1-why">Yes. Every token takes its place.</p></details></div>'
    ) in html


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "write a list of questions"),
        ("question: x", "write a list of questions"),
        ("- question: x", "a question has `question` and `choices`"),
        (SOURCE.replace("right: true", "right: false"), "exactly one right, got 0"),
        (SOURCE.replace("      why: No. They stay as they are.\n", ""), "has `text`, `why`"),
        ("- question: [", "expected"),
    ],
)
def test_a_quiz_that_cannot_be_asked_fails_the_build(source: str, said: str) -> None:
    with pytest.raises(SuperFencesException, match=r"quiz fence") as refused:
        fence(source, "quiz", "quiz", {}, Markdown())
    assert said in str(refused.value)


def test_two_quizzes_on_a_page_do_not_share_names() -> None:
    page = Markdown()
    first, second = (fence(SOURCE, "quiz", "quiz", {}, page) for _ in range(2))
    assert 'name="quiz-1"' in first
    assert 'name="quiz-2-1"' in second
