"""A guess before the answer: what is right is worked out, and nothing above gives it away."""

from __future__ import annotations

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from site_plugins.fences import predict
from site_plugins.fences.predict import Slider, parse_prediction, predict_html

BUSY = """
question: How much of the time is it busy?
slider: {from: 0.01, to: 100, unit: "%", scale: log}
answer: "`=break-even.utilisation_percent pages=1 at=2026-11-29`"
why: It waits.
"""
CHOICE = """
question: Which needs less memory?
choices:
  - text: "`=model.qwen3-8b.name`"
    figure: "`=fit.total_bytes model=qwen3-8b context=32768 second_copy=off`"
  - text: "`=model.gemma-4-12b.name`"
    figure: "`=fit.total_bytes model=gemma-4-12b context=32768 second_copy=off`"
right: least
why: |
  The bigger one. See [weights](../glossary.md#weights).

  | Of | Memory |
  |---|---|
  | it | `=fit.weights_bytes model=gemma-4-12b` |
"""
SHARE = """
question: How often did it get through?
choices:
  - {text: One time in ten, near: 10}
  - {text: Nine times in ten, near: 90}
answer: "`=published.defences-broken`"
why: Most of the time.
"""


def page(text: str) -> str:
    """A page as MkDocs makes it, with this fence as the only one it knows."""
    fence = {"name": "predict", "class": "predict", "format": predict.fence}
    extensions = ["pymdownx.superfences", "site_plugins.fences.figures"]
    options = {"pymdownx.superfences": {"custom_fences": [fence]}}
    return Markdown(extensions=extensions, extension_configs=options).convert(text)


def fenced(body: str) -> str:
    return f"``` predict{body}```\n"


def test_a_number_is_guessed_between_two_and_held_against_a_figure() -> None:
    found = parse_prediction(BUSY)
    assert found.slider == Slider(0.01, 100, "%", is_log=True)
    assert found.value == pytest.approx(0.2127, rel=1e-3)
    html = predict_html(found, ident="ab12", instance="predict")
    assert f'data-answer="{found.answer}" data-value="0.2127' in html
    assert '<label for="predict-guess">Your guess</label>' in html
    assert 'aria-label="Your guess, as a slider"' in html


def test_the_right_choice_is_the_one_that_the_figures_name() -> None:
    assert parse_prediction(CHOICE).right == 1
    assert parse_prediction(CHOICE.replace("right: least", "right: most")).right == 0
    assert parse_prediction(SHARE).right == 1


def test_without_a_script_the_choices_are_a_list_and_the_answer_is_folded() -> None:
    html = page(fenced(CHOICE))
    assert "<li>Qwen3 8B</li><li data-right>Gemma 4 12B</li>" in html
    assert "<details><summary>Show the answer</summary>\n<p>The bigger one." in html
    assert '<a href="site:glossary/#weights">weights</a>' in html
    assert "<td>it</td>" in html
    assert "=fit" not in html
    assert "<button" not in html


def test_the_twin_in_markdown_has_the_question_the_choices_and_the_answer_folded() -> None:
    text = predict.predict_markdown(SHARE)
    assert text.startswith("How often did it get through?\n\n- One time in ten\n- Nine")
    assert text.endswith(
        "<details><summary>The answer</summary>\n\nMost of the time.\n\n</details>"
    )


@pytest.mark.parametrize(
    "above",
    [
        "It's busy for `=break-even.utilisation_percent pages=1 at=2026-11-29` of the time.",
        "Somebody typed 0.21% here.",
        "``` calculator\nbreak-even\npages: 1\nat: 2026-11-29\n```",
    ],
)
def test_a_question_whose_answer_stands_above_it_fails_the_build_with_the_page(above: str) -> None:
    text = f"# Three doors?\n\n{above}\n\n{fenced(BUSY)}"
    with pytest.raises(SuperFencesException, match=r"Three doors\? gives the answer away: 0.21"):
        page(text)


def test_below_the_question_the_answer_may_stand_and_other_numbers_above_it() -> None:
    answer = "`=break-even.utilisation_percent pages=1 at=2026-11-29`"
    assert "start-predict" in page(f"# Doors?\n\n10.21% of it\n\n{fenced(BUSY)}\n\n{answer}\n")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("question: x", "write `question`"),
        (BUSY.replace("to: 100", "to: 0.1"), "is not between 0.01 and 0.1"),
        (BUSY.replace("slider", "sliders"), "write `question`"),
        (BUSY + "choices: []", "either `choices` or a `slider`"),
        (BUSY.replace("`=break", "break"), "the `answer` is a reference"),
        (CHOICE.replace("right: least", ""), "exactly one choice is `right: true`, got 0"),
        (CHOICE.replace("model=gemma-4-12b context", "model=qwen3-8b context"), "are equal"),
        (SHARE.replace("near: 10", "near: 80"), "about as near to one choice as to another"),
        (SHARE.replace('answer: "`=published.defences-broken`"', ""), "need an `answer`"),
    ],
)
def test_a_guess_that_cannot_be_judged_fails_the_build(source: str, said: str) -> None:
    with pytest.raises(SuperFencesException, match="predict fence") as refused:
        page(fenced("\n" + source.strip("\n") + "\n"))
    assert said in str(refused.value)
