"""The ```quiz fence: questions with one right choice each and a word of feedback for every choice.

    - question: You double the context. What grows?
      choices:
        - text: The weights
          why: No. The weights stay as they are.
        - text: The conversation memory
          right: true
          why: Yes. Every token the model must remember takes its place.

Without a script each choice's feedback can be opened; with one, choosing shows it.

Choices are put into an order drawn from their texts, the same at each build: an author writes the
right one wherever it reads best. Questions and choices are known by their texts too, so that what
a reader chose is still theirs when the order changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

import yaml

from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DRAW = "25"
"""Another draw of all orders; this one spreads the right answers of the series evenly."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a reader may choose, and what to say when they do."""

    text: str
    why: str
    right: bool

    @property
    def ident(self) -> str:
        """What a reader's choice is kept as."""
        return _hash(self.text)[:4]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two choices or more, exactly one of them right."""

    text: str
    choices: tuple[Choice, ...]

    @property
    def ident(self) -> str:
        """What a reader's answer is kept under."""
        return ident_of(self.text)

    @property
    def place(self) -> int:
        """Where the right choice stands, from 0."""
        return next(place for place, choice in enumerate(self.choices) if choice.right)


def ident_of(question: str) -> str:
    """What a reader's answer to a question is kept under, as long as its words stay.

    >>> ident_of("What grows?")
    '334c8b27'
    """
    return _hash(question)[:8]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def parse_quiz(source: str) -> tuple[Question, ...]:
    """The questions of a fence's body; raises `ValueError` with the question at fault."""
    data = yaml.safe_load(source)
    if not isinstance(data, list) or not data:
        raise ValueError("write a list of questions, each `- question: …` with its choices")
    return shuffled([_question(each) for each in data])


def shuffled(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, each with its choices in an order drawn from their texts.

    A quiz in which one place were right throughout could be passed by pressing it, so the last
    question then gives up its own.
    """
    drawn = [replace(each, choices=_drawn(each)) for each in questions]
    if len(drawn) > 1 and len({question.place for question in drawn}) == 1:
        first, *others = drawn[-1].choices
        drawn[-1] = replace(drawn[-1], choices=(*others, first))
    return tuple(drawn)


def _drawn(question: Question) -> tuple[Choice, ...]:
    def lot(choice: Choice) -> str:
        return _hash(f"{_DRAW} {question.text} {choice.text}")

    return tuple(sorted(question.choices, key=lot))


def _question(data: object) -> Question:
    if not isinstance(data, dict) or set(data) != {"question", "choices"}:
        raise ValueError(f"a question has `question` and `choices`, got {data!r}")
    text = str(data["question"])
    choices = tuple(_choice(each, text) for each in data["choices"])
    right = sum(choice.right for choice in choices)
    if len(choices) < 2 or right != 1:
        raise ValueError(f"{text!r} needs two choices or more and exactly one right, got {right}")
    if len({choice.ident for choice in choices}) < len(choices):
        raise ValueError(f"{text!r} has two choices that say the same, or share a hash: reword one")
    return Question(text, choices)


def _choice(data: object, question: str) -> Choice:
    known = {"text", "why", "right"}
    if not isinstance(data, dict) or set(data) - known or not {"text", "why"} <= set(data):
        raise ValueError(f"a choice of {question!r} has `text`, `why` and maybe `right: true`")
    return Choice(str(data["text"]), str(data["why"]), data.get("right", False) is True)


def quiz_html(questions: tuple[Question, ...], *, instance: str, page: str = "") -> str:
    """The quiz as fieldsets of radio buttons, readable and answerable without a script.

    `page` names the lesson of the questions where they are asked elsewhere.
    """
    total = len(questions)
    inside = "\n".join(
        question_html(question, f"{instance}-{number}", f"{number} of {total}", page=page)
        for number, question in enumerate(questions, start=1)
    )
    return (
        f'<start-quiz class="sc-quiz" id="{instance}">\n{inside}\n'
        '<p class="sc-score"><span role="status" data-part="score"></span> '
        '<button type="button" data-action="reset" hidden>Start again</button></p>\n'
        "</start-quiz>"
    )


def question_html(question: Question, ident: str, head: str, *, page: str = "") -> str:
    """One question; `head` is HTML, and says which of how many it is, or where it is from."""
    choices = "\n".join(
        _choice_html(choice, ident, index) for index, choice in enumerate(question.choices)
    )
    of = f' data-page="{escape(page)}"' if page else ""
    return (
        f'<fieldset class="sc-question" data-id="{question.ident}"{of}><legend>'
        f'<span class="sc-count">{head}</span> '
        f"{escape(question.text)}</legend>\n{choices}\n</fieldset>"
    )


def _choice_html(choice: Choice, ident: str, index: int) -> str:
    mark = "right" if choice.right else "wrong"
    control = f"{ident}-{index}"
    return (
        f'<div class="sc-choice" data-mark="{mark}">'
        f'<input type="radio" name="{ident}" id="{control}" value="{choice.ident}">'
        f'<label for="{control}">{escape(choice.text)}</label>'
        f'<details class="sc-why"><summary>Why?</summary>'
        f'<p id="{control}-why">{escape(choice.why)}</p></details></div>'
    )


def _make(source: str, number: Callable[[str], str]) -> str:
    return quiz_html(parse_quiz(source), instance=number("quiz"))


fence = fence_formatter("quiz", _make)
