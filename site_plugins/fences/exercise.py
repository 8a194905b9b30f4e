"""The ```exercise fence: a task that the calculator above it judges.

    calculator: fit
    task: >
      Bring the total below two thirds, with the same model.
    figure: total_bytes
    at_most: 0.66
    touch: [second_copy, context]
    solution: {second_copy: "off"}
    why: >
      The second copy is the largest part that you can leave out.

`calculator` is the id of a calculator above the fence, so `fit` or `fit-2`. The figure must come to
at most that share of what it was, by changing some of the inputs in `touch`. In place of `at_most`
there may be `at_least: 1.5`, and in place of both lines `verdict: Fits`, the word of the answer.
Whether it is reached is for Python to say, here as in the browser: the start must miss the goal and
the solution reach it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import yaml

from calculators.browser.goal import Goal, Progress, goal_from, progress
from calculators.registry import calculator
from site_plugins.fences import above_fence, page_fence_formatter
from site_plugins.fences.calculator import parse_fence
from site_plugins.fences.predict import html
from site_plugins.fences.quiz import ident_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Number = Callable[[str], str]

_KEYS = {"calculator", "task", "touch", "solution", "why"}
_GOAL = {"figure", "at_most", "at_least", "verdict"}
_CALCULATOR = re.compile(r"^``` (?:calculator|formula)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def calculators_in(above: str) -> dict[str, tuple[str, dict[str, object]]]:
    """The calculators of this Markdown by their id: the name and the inputs of each."""
    counts: Counter[str] = Counter()
    found = {}
    for body in _CALCULATOR.findall(above):
        name, inputs = parse_fence(body)
        counts[name] += 1
        ident = name if counts[name] == 1 else f"{name}-{counts[name]}"
        found[ident] = (name, inputs)
    return found


def _read(source: str) -> dict[str, Any]:
    data = yaml.safe_load(source)
    if not isinstance(data, dict) or set(data) - _GOAL != _KEYS:
        raise ValueError(f"write {', '.join(sorted(_KEYS))}, and a goal")
    if strange := set(data["solution"]) - set(data["touch"]):
        raise ValueError(f"the solution changes {', '.join(strange)}, which `touch` doesn't list")
    return data


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise and the calculator that it is about."""

    data: Mapping[str, Any]
    calculator: str
    inputs: Mapping[str, object]
    """As the fence of the calculator has them."""
    labels: tuple[str, ...]
    """Of the inputs that may be changed."""
    goal: Goal

    @property
    def solved(self) -> dict[str, object]:
        """The inputs with those of the solution."""
        solution = {name: str(value) for name, value in self.data["solution"].items()}
        return {**self.inputs, **solution}


def read_exercise(source: str, above: str) -> Exercise:
    """The exercise below that Markdown; raises `ValueError` where it is none."""
    data = _read(source)
    ident = str(data["calculator"])
    known = calculators_in(above)
    if ident not in known:
        raise ValueError(f"no calculator {ident!r} stands above; there is {', '.join(known)}")
    name, inputs = known[ident]
    asked = calculator(name)
    texts = asked.texts(asked.read(inputs))
    if strange := [each for each in data["touch"] if each not in texts]:
        raise ValueError(f"{name} has no input {', '.join(strange)}")
    labels = {field.name: field.input.label for field in asked.fields}
    goal = goal_from({"start": {each: texts[each] for each in data["touch"]}, **_goal(data)})
    return Exercise(data, name, inputs, tuple(labels[each] for each in data["touch"]), goal)


def exercise_html(source: str, above: str, *, instance: str) -> str:
    """The task, and its solution, folded; raises `ValueError` where either is not one."""
    exercise = read_exercise(source, above)
    if progress(exercise.calculator, dict(exercise.inputs), exercise.goal).done:
        raise ValueError("the inputs of the calculator reach the goal already")
    solved = progress(exercise.calculator, exercise.solved, exercise.goal)
    if not solved.done:
        raise ValueError(f"the solution does not reach the goal. {solved.sentence}")
    return _html(exercise, solved, instance)


def _goal(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name in _GOAL}


def goal_record(exercise: Exercise) -> dict[str, Any]:
    """The goal as the page sends it to its judge."""
    return {"start": dict(exercise.goal.start), **_goal(exercise.data)}


def _html(exercise: Exercise, solved: Progress, instance: str) -> str:
    data = exercise.data
    ident = escape(str(data["calculator"]))
    record = escape(json.dumps(goal_record(exercise), separators=(",", ":")))
    touch = ", ".join(f"<b>{escape(label)}</b>" for label in exercise.labels)
    return (
        f'<start-exercise class="sc-exercise" id="{instance}" '
        f'data-id="{ident_of(str(data["task"]).strip())}" data-for="{ident}" '
        f'data-goal="{record}">\n'
        f"{html(_labelled(data))}\n"
        f'<p>In <a href="#{ident}">the calculator</a>, change what '
        f"you like of: {touch}.</p>\n"
        '<p data-part="so-far"></p>\n<p class="sc-said" role="status" data-part="said"></p>\n'
        f"<details><summary>Show a solution</summary>\n{html(data['why'])}\n"
        f"<p>{escape(solved.sentence)}</p></details>\n</start-exercise>"
    )


def exercise_markdown(source: str) -> str:
    """The task and why its solution works, for the twin of a lesson in Markdown."""
    data = _read(source)
    why = f"<details><summary>The answer</summary>\n\n{data['why']}\n</details>"
    return f"{_labelled(data)}\n{why}"


def _labelled(data: Mapping[str, Any]) -> str:
    """The task in Markdown, after the word for what it is."""
    return f"**Exercise.** {data['task']}"


def _make(source: str, number: Number, lines: Sequence[str]) -> str:
    above = above_fence(lines, "exercise", source)
    return exercise_html(source, above, instance=number("exercise"))


fence = page_fence_formatter("exercise", _make)
