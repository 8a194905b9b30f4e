"""An exercise: a task that a calculator judges, and that its author has solved."""

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from site_plugins.fences import exercise
from site_plugins.fences.exercise import calculators_in, exercise_markdown

TASK = """calculator: fit
task: Bring the total below two thirds.
figure: total_bytes
at_most: 0.66
touch: [second_copy, context]
solution: {second_copy: "off"}
why: Leave the [second copy](../glossary.md#x) out.
"""
CALCULATOR = "``` calculator\nfit\nmodel: gemma-4-12b\nmachine: laptop-16gb\n```\n\n"
SINGLE = CALCULATOR.replace("machine:", "second_copy: off\nmachine:")


def page(body: str, above: str = CALCULATOR) -> str:
    fence = {"name": "exercise", "class": "exercise", "format": exercise.fence}
    options = {"pymdownx.superfences": {"custom_fences": [fence]}}
    made = Markdown(extensions=["pymdownx.superfences"], extension_configs=options)
    return made.convert(f"# Page\n\n{above}``` exercise\n{body}```\n")


def test_without_a_script_it_is_a_task_with_a_worked_solution() -> None:
    html = page(TASK)
    assert "<p><strong>Exercise.</strong> Bring the total below two thirds.</p>" in html
    assert (
        "change what you like of: <b>Second copy for the processor</b>, <b>Context window</b>"
        in html
    )
    assert "<details><summary>Show a solution</summary>\n<p>Leave the" in html
    assert "Memory needed: 7.72 GiB, about 39% less than 12.6 GiB at the start." in html
    assert '"start":{"second_copy":"usual","context":"8192"}' in html.replace("&quot;", '"')


VERDICT = """calculator: fit
task: Make it fit.
verdict: Fits
touch: [model]
solution: {model: gemma-4-e4b}
why: Take a smaller one.
"""
TOO_LARGE = CALCULATOR.replace("12b", "31b")


def test_its_goal_may_be_the_word_of_the_verdict() -> None:
    html = page(VERDICT, TOO_LARGE)
    assert "<p>The answer is “Fits”; at the start it was “Does not fit”.</p></details>" in html


def test_its_goal_may_be_more_of_a_figure() -> None:
    html = page(TASK.replace("at_most: 0.66", "at_least: 1.1").replace('"off"', '"on"'), SINGLE)
    assert "% more than 7.72 GiB at the start." in html


def test_it_may_name_the_second_calculator_of_its_kind() -> None:
    found = calculators_in(CALCULATOR + "``` calculator\nfit\ncontext: 4096\n```\n")
    assert found["fit-2"] == ("fit", {"context": "4096"})
    assert 'data-for="fit-2"' in page(TASK.replace(": fit", ": fit-2"), CALCULATOR * 2)


def test_the_twin_in_markdown_has_task_and_solution() -> None:
    text = exercise_markdown(TASK)
    assert text.startswith("**Exercise.** Bring the total below two thirds.\n<details>")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (TASK.replace("0.66", "1.0"), "reach the goal already"),
        (TASK.replace("0.66", "0.5"), "the solution does not reach the goal. Memory needed: 7.7"),
        (TASK.replace(": fit", ": speed"), "no calculator 'speed' stands above; there is fit"),
        (TASK.replace("{second_copy", "{slots"), "changes slots, which `touch` doesn't list"),
        (TASK.replace("[second_copy", "[toaster, second_copy"), "fit has no input toaster"),
        (TASK.replace("total_bytes", "toasts"), "“toasts” is not a figure"),
        (TASK.replace("why:", "reason:"), "write calculator, solution, task, touch, why, and"),
        (TASK.replace("at_most: 0.66", "verdict: Fits"), "a goal is a figure with"),
        (VERDICT.replace("Fits", "Tight"), "does not reach the goal. The answer is “Fits”; at the"),
    ],
)
def test_an_exercise_that_is_none_fails_the_build(body: str, said: str) -> None:
    with pytest.raises(SuperFencesException, match="exercise fence") as refused:
        page(body)
    assert said in str(refused.value)
