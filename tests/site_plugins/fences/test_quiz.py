import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from site_plugins.fences.quiz import Choice, Question, fence, parse_quiz, quiz_html, shuffled

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
                Choice("The conversation", "Yes. Every token takes its place.", right=True),
                Choice("The weights", "No. They stay as they are.", right=False),
            ),
        ),
    )


def question(text: str) -> Question:
    choices = (Choice("One", "No.", right=False), Choice("Two", "Yes.", right=True))
    return Question(text, (*choices, Choice("Three", "No.", right=False)))


def test_choices_stand_in_an_order_of_their_own_whatever_the_author_wrote() -> None:
    asked = [question(f"Question {number}?") for number in range(300)]
    turned = [Question(each.text, each.choices[::-1]) for each in asked]
    assert shuffled(asked) == shuffled(turned)
    for place in range(3):
        share = sum(each.place == place for each in shuffled(asked)) / len(asked)
        assert share == pytest.approx(1 / 3, abs=0.08)


def test_no_quiz_can_be_passed_by_choosing_one_place_throughout() -> None:
    for number in range(200):
        quiz = shuffled([question(f"{number}, {part}?") for part in "abc"])
        assert len({each.place for each in quiz}) > 1


def test_a_question_and_its_choices_are_known_by_their_texts() -> None:
    (before,), (after,) = (parse_quiz(text) for text in (SOURCE, SOURCE.replace("No. ", "Wrong. ")))
    assert before.ident == after.ident
    assert [each.ident for each in before.choices] == [each.ident for each in after.choices]
    assert len({each.ident for each in before.choices}) == 2


def test_each_question_is_a_fieldset_of_labelled_choices() -> None:
    html = quiz_html(parse_quiz(SOURCE), instance="quiz")
    assert (
        '<fieldset class="sc-question" data-id="870e0009"><legend>'
        '<span class="sc-count">1 of 1</span> You double the context. What grows?</legend>'
    ) in html
    assert (
        '<div class="sc-choice" data-mark="right"><input type="radio" name="quiz-1" '
        'id="quiz-1-0" value="16b4">'
        '<label for="quiz-1-0">The conversation</label>'
        '<details class="sc-why"><summary>Why?</summary>'
        '<p id="quiz-1-0-why">Yes. Every token takes its place.</p></details></div>'
    ) in html


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "write a list of questions"),
        ("question: x", "write a list of questions"),
        ("- question: x", "a question has `question` and `choices`"),
        (SOURCE.replace("right: true", "right: false"), "exactly one right, got 0"),
        (SOURCE.replace("      why: No. They stay as they are.\n", ""), "has `text`, `why`"),
        (SOURCE.replace("The weights", "The conversation"), "two choices that say the same"),
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
