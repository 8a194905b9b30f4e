"""The ```quiz fence: questions with one right choice each and a word of feedback for every choice.

    - question: You double the context. What grows?
      choices:
        - text: The weights
          why: No. The weights stay as they are.
        - text: The conversation memory
          right: true
          why: Yes. Every token the model must remember takes its place.

Without a script each choice's feedback can be opened; with one, choosing shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import yaml

from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a reader may choose, and what to say when they do."""

    text: str
    why: str
    right: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two choices or more, exactly one of them right."""

    text: str
    choices: tuple[Choice, ...]


def parse_quiz(source: str) -> tuple[Question, ...]:
    """The questions of a fence's body; raises `ValueError` with the question at fault."""
    data = yaml.safe_load(source)
    if not isinstance(data, list) or not data:
        raise ValueError("write a list of questions, each `- question: …` with its choices")
    return tuple(_question(each) for each in data)


def _question(data: object) -> Question:
    if not isinstance(data, dict) or set(data) != {"question", "choices"}:
        raise ValueError(f"a question has `question` and `choices`, got {data!r}")
    text = str(data["question"])
    choices = tuple(_choice(each, text) for each in data["choices"])
    right = sum(choice.right for choice in choices)
    if len(choices) < 2 or right != 1:
        raise ValueError(f"{text!r} needs two choices or more and exactly one right, got {right}")
    return Question(text, choices)


def _choice(data: object, question: str) -> Choice:
    known = {"text", "why", "right"}
    if not isinstance(data, dict) or set(data) - known or not {"text", "why"} <= set(data):
        raise ValueError(f"a choice of {question!r} has `text`, `why` and maybe `right: true`")
    return Choice(str(data["text"]), str(data["why"]), data.get("right", False) is True)


def quiz_html(questions: tuple[Question, ...], *, instance: str) -> str:
    """The quiz as fieldsets of radio buttons, readable and answerable without a script."""
    total = len(questions)
    inside = "\n".join(
        _question_html(question, f"{instance}-{number}", number, total)
        for number, question in enumerate(questions, start=1)
    )
    return (
        f'<start-quiz class="sc-quiz" id="{instance}">\n{inside}\n'
        '<p class="sc-score" role="status" aria-live="polite" data-part="score"></p>\n'
        "</start-quiz>"
    )


def _question_html(question: Question, ident: str, number: int, total: int) -> str:
    choices = "\n".join(
        _choice_html(choice, ident, index) for index, choice in enumerate(question.choices)
    )
    return (
        f'<fieldset class="sc-question"><legend><span class="sc-count">{number} of {total}</span> '
        f"{escape(question.text)}</legend>\n{choices}\n</fieldset>"
    )


def _choice_html(choice: Choice, ident: str, index: int) -> str:
    mark = "right" if choice.right else "wrong"
    control = f"{ident}-{index}"
    return (
        f'<div class="sc-choice" data-mark="{mark}">'
        f'<input type="radio" name="{ident}" id="{control}">'
        f'<label for="{control}">{escape(choice.text)}</label>'
        f'<details class="sc-why"><summary>Why?</summary>'
        f'<p id="{control}-why">{escape(choice.why)}</p></details></div>'
    )


def _make(source: str, number: Callable[[str], str]) -> str:
    return quiz_html(parse_quiz(source), instance=number("quiz"))


fence = fence_formatter("quiz", _make)
