"""The ```predict fence: a guess that a reader makes before they can see the answer.

    question: >
      How much of the time is the machine busy?
    slider: {from: 0.1, to: 100, unit: "%", scale: log}
    answer: "`=break-even.utilisation_percent pages=1 at=2026-11-29`"
    why: >
      It waits nearly all day.

With `choices` in place of `slider`, a reader chooses one of two or more. One of them is
`right: true`; or each is `near:` a number, and the one nearest to the answer by ratio is right; or
each has a `figure:`, and `right: least` or `right: most` beside them says which. What a guess is
held against is thus worked out at build, and a question that its figures no longer answer as the
author thought fails the build, as does one whose answer can be read above it.

Without a script the answer can be opened below the question; with one, a guess opens it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import yaml
from markdown import Markdown

from calculators.browser import answer as answer_of
from calculators.core.numbers import format_about, format_quantity
from calculators.registry import calculator
from site_plugins.fences import above_fence, page_fence_formatter
from site_plugins.fences.calculator import parse_fence
from site_plugins.fences.figures import FigureExtension, render
from site_plugins.fences.quiz import ident_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calculators.core.results import Figure

    Number = Callable[[str], str]

_CLEAR = 1.25
"""By how much the answer must be nearer to the right number than to the next, as a ratio."""

_REFERENCE = re.compile(r"`=([^`\n]+)`")
_CALCULATOR = re.compile(r"^\s*``` calculator\n(.*?)^\s*```", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'(?<=href=")\.\./([^"#]*)\.md')
_FIRST_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_KEYS = {"question", "choices", "slider", "answer", "right", "why"}


@dataclass(frozen=True, slots=True)
class Slider:
    """Between which numbers a reader guesses, and in which unit."""

    low: float
    high: float
    unit: str
    is_log: bool


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question with choices or a slider, what is right, and why, as Markdown."""

    question: str
    choices: tuple[str, ...]
    right: int
    """The place of the right choice; -1 where a number is guessed."""
    slider: Slider | None
    answer: str
    """The figure that answers the question, as a reader meets it; empty where a choice does."""
    value: float | None
    spellings: frozenset[str]
    """The ways in which a page may print that figure."""
    why: str


def parse_prediction(source: str) -> Prediction:
    """The body of a fence; raises `ValueError` with what is wrong."""
    data = yaml.safe_load(source)
    if not isinstance(data, dict) or not {"question", "why"} <= set(data) <= _KEYS:
        raise ValueError("write `question`, `choices` or `slider`, `answer` and `why`")
    if ("choices" in data) == ("slider" in data):
        raise ValueError("write either `choices` or a `slider`")
    reference = _REFERENCE.fullmatch(str(data.get("answer", "")).strip())
    if "answer" in data and not reference:
        raise ValueError("the `answer` is a reference to a figure, such as `=fit.total_bytes`")
    text = shown(render(reference[1])) if reference else ""
    value = _value(reference[1]) if reference else None
    spellings = _spellings(reference[1]) if reference else frozenset()
    slider = _slider(data["slider"], value) if "slider" in data else None
    choices = _choices(data.get("choices", ()))
    return Prediction(
        question=str(data["question"]).strip(),
        choices=tuple(str(choice["text"]) for choice in choices),
        right=-1 if slider else _right(choices, data.get("right"), value),
        slider=slider,
        answer=text,
        value=value,
        spellings=spellings,
        why=str(data["why"]).strip(),
    )


def shown(html: str) -> str:
    """What a reader sees of this HTML.

    >>> shown('<span title="a label">about $5</span>')
    'about $5'
    """
    return " ".join(unescape(_TAG.sub(" ", html)).replace("\N{NO-BREAK SPACE}", " ").split())


def _value(reference: str) -> float:
    """The number behind a reference; of what others published, the first in print."""
    if reference.startswith("published."):
        return float(_FIRST_NUMBER.findall(shown(render(reference)))[0].replace(",", ""))
    value = _figure(reference).value
    if value is None:
        raise ValueError(f"`={reference}` is not known, so no guess can be held against it")
    return value


def _figure(reference: str) -> Figure:
    name, *pairs = reference.split()
    head, _, figure = name.partition(".")
    result = calculator(head).answer(dict(pair.split("=", 1) for pair in pairs))
    return result.figure(figure.partition(".")[0])


def _spellings(reference: str) -> frozenset[str]:
    found = {shown(render(reference))}
    if not reference.startswith("published."):
        figure = _figure(reference)
        found |= {form(figure.value, figure.unit) for form in (format_about, format_quantity)}
    return frozenset(text.removeprefix("about ") for text in found)


def _slider(data: Any, value: float | None) -> Slider:
    if not isinstance(data, dict) or not {"from", "to", "unit"} <= set(data):
        raise ValueError("a `slider` has `from`, `to` and `unit`, and maybe `scale: log`")
    slider = Slider(
        float(data["from"]), float(data["to"]), str(data["unit"]), data.get("scale") == "log"
    )
    if value is None or not slider.low <= value <= slider.high:
        raise ValueError(f"the answer, {value}, is not between {slider.low:g} and {slider.high:g}")
    return slider


def _choices(data: Any) -> list[dict[str, Any]]:
    choices = list(data)
    if choices and (len(choices) < 2 or not all(isinstance(c, dict) and "text" in c for c in data)):
        raise ValueError("`choices` are two or more, each with a `text`")
    return choices


def _right(choices: Sequence[dict[str, Any]], which: Any, value: float | None) -> int:
    """The place of the right choice, as the figures have it."""
    if which in ("least", "most"):
        scores = [_value(_REFERENCE.sub(r"\1", str(choice["figure"]))) for choice in choices]
        best, second = sorted(scores, reverse=which == "most")[:2]
        if best == second:
            raise ValueError(f"two choices are equal: {best:g}")
        return scores.index(best)
    if all("near" in choice for choice in choices):
        return _nearest([float(choice["near"]) for choice in choices], value)
    marked = [place for place, choice in enumerate(choices) if choice.get("right") is True]
    if len(marked) != 1:
        raise ValueError(f"exactly one choice is `right: true`, got {len(marked)}")
    return marked[0]


def _nearest(numbers: Sequence[float], value: float | None) -> int:
    if not value:
        raise ValueError("choices that are `near` a number need an `answer`")
    ratios = [max(number / value, value / number) for number in numbers]
    first, second = sorted(ratios)[:2]
    if second < first * _CLEAR:
        raise ValueError(f"the answer, {value:g}, is about as near to one choice as to another")
    return ratios.index(first)


def giveaway(prediction: Prediction, above: str) -> str:
    """The answer, if a reader of the Markdown above the question has seen it already."""
    cards = _CALCULATOR.sub(lambda card: _card(card[1]), above)
    text = shown(_REFERENCE.sub(lambda found: render(found[1]), cards))
    seen = (
        figure
        for figure in sorted(prediction.spellings)
        if re.search(rf"(?<![\d.,]){re.escape(figure)}(?![.,]?\d)", text)
    )
    return next(seen, "")


def _card(body: str) -> str:
    name, inputs = parse_fence(body)
    return str(answer_of(name, inputs)["html"])


def predict_html(prediction: Prediction, *, ident: str, instance: str) -> str:
    """The question, what can be guessed, and the answer, folded."""
    value = "" if prediction.slider is None else f' data-value="{prediction.value:.10g}"'
    figure = f' data-answer="{escape(prediction.answer)}"' if prediction.answer else ""
    return (
        f'<start-predict class="sc-predict" id="{instance}" data-id="{ident}"{figure}{value}>\n'
        f'<div class="sc-ask" id="{instance}-ask">{html(prediction.question)}</div>\n'
        f"{_guesses(prediction, instance)}\n"
        '<p class="sc-said" role="status" data-part="said"></p>\n'
        f"<details><summary>Show the answer</summary>\n{html(prediction.why)}\n</details>\n"
        "</start-predict>"
    )


def predict_markdown(source: str) -> str:
    """The question, what may be chosen, and the answer, for the twin of a lesson in Markdown."""
    found = parse_prediction(source)
    choices = "".join(f"- {choice}\n" for choice in found.choices)
    return (
        f"{found.question}\n\n{choices}\n<details><summary>The answer</summary>\n\n"
        f"{found.why}\n\n</details>"
    )


def _guesses(prediction: Prediction, instance: str) -> str:
    slider = prediction.slider
    if not slider:
        items = "".join(
            f"<li{' data-right' if place == prediction.right else ''}>{_inline(choice)}</li>"
            for place, choice in enumerate(prediction.choices)
        )
        return f'<ul class="sc-guesses" aria-labelledby="{instance}-ask">{items}</ul>'
    unit = escape(slider.unit)
    box = (
        f'<input type="text" id="{instance}-guess" size="8" inputmode="decimal" autocomplete="off">'
    )
    sides = f"{unit}{box}" if unit == "$" else f"{box} {unit}"
    scale = "log" if slider.is_log else "linear"
    return (
        f'<template data-part="slider" data-unit="{unit}" data-scale="{scale}" '
        f'data-low="{slider.low:.15g}" data-high="{slider.high:.15g}">'
        f'<p class="sc-guess"><label for="{instance}-guess">Your guess</label> '
        f"<span>{sides}</span> "
        f'<input type="range" min="0" max="1000" value="500" aria-label="Your guess, as a slider"> '
        '<button type="button">Lock it in</button></p></template>'
    )


def html(markdown: str) -> str:
    """Markdown inside a fence, with its figures; links of the author become links of the site."""
    page = Markdown(extensions=["tables", FigureExtension()])
    return _LINK.sub(r"site:\1/", page.convert(markdown))


def _inline(markdown: str) -> str:
    return html(markdown).removeprefix("<p>").removesuffix("</p>")


def _make(source: str, number: Number, lines: Sequence[str]) -> str:
    prediction = parse_prediction(source)
    above = above_fence(lines, "predict", source)
    if found := giveaway(prediction, above):
        title = next((line for line in above.splitlines() if line.startswith("# ")), "this page")
        raise ValueError(f"{title.lstrip('# ')} gives the answer away: {found} stands above it")
    ident = ident_of(prediction.question)
    return predict_html(prediction, ident=ident, instance=number("predict"))


fence = page_fence_formatter("predict", _make)
