"""Figures in prose: a code span that starts with `=` is computed, never typed.

    `=fit.total_bytes model=gemma-4-12b context=8192`   a figure of a calculator
    `=speed.done_s.range task=contract`                  the range of a figure
    `=fit.kv_cache_bytes.exact model=qwen3-8b`           all of its digits, where they are the point
    `=model.qwen3-8b.licence`                            a field of a catalog record
    `=machine.laptop-16gb.name`
    `=offer.openai/gpt-6-luna.label`                     a field of a priced model
    `=price-list.released`                               the day on which our price list came out
    `=plans.sold`                                        how many vendors' plans we looked up
    `=plans.none.wrong_answer`                           how many of them give that answer there
    `=answer-key.writing.longgen.in_band`                how good predictions are, by set
    `=published.market-saving`                           what others published, with a link

Prose rounds by its own rule: two significant digits, an estimate says "about", a range reaches
outwards. What others published is in `published.toml` beside this file. A reference stays a
readable code span wherever the lesson is read as plain Markdown.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor

from calculators import catalog
from calculators.core.errors import InputErrors
from calculators.core.numbers import format_about, format_about_range, format_quantity
from calculators.core.view.html import unbroken
from calculators.engines.cover.record import listed, plan
from calculators.engines.price import offer, package
from calculators.registry import calculator
from site_plugins.fences.answer_key import points

if TYPE_CHECKING:
    from markdown import Markdown

    from calculators.core.results import Figure, Result

# Above Python-Markdown's own code spans (190), so that ours are taken first.
_PRIORITY = 191
# Below its own postprocessors, which put the pieces of a page back into their places.
_LAST = -10
_PUBLISHED = Path(__file__).with_name("published.toml")
_NO_CENTS = re.compile(r"\.00(?= a |$)")
_SPACED_SHARE = re.compile(r"(?<=\d)[ \N{NO-BREAK SPACE}](?=%)")
_RECORDS = {"model": catalog.model, "machine": catalog.machine, "offer": offer}


class FigureError(ValueError):
    """A reference in a lesson that names nothing; fails the build."""


def render(reference: str) -> str:
    """The HTML of one reference, without its `=`.

    >>> render("model.qwen3-8b.licence")
    'Apache-2.0'
    """
    return _SPACED_SHARE.sub("", _render(reference))


def _render(reference: str) -> str:
    path, *pairs = reference.split()
    head, dot, rest = path.partition(".")
    ident, inner_dot, field = rest.rpartition(".")
    try:
        if head in _RECORDS and inner_dot:
            return _record(head, ident, field)
        if head == "answer-key":
            return f'<span class="sc-inline">{points.figure(rest)}</span>'
        if path == "price-list.released":
            return _day(package().released)
        if head == "plans":
            return str(_plans(rest))
        if head == "published":
            return _published(rest)
        if dot:
            return _figure(head, rest, dict(_pair(pair) for pair in pairs))
    except (InputErrors, KeyError, AttributeError, ValueError) as error:
        raise FigureError(f"`={reference}`: {error}") from error
    raise FigureError(f"`={reference}` is neither calculator.figure nor model.id.field")


def _figure(name: str, figure: str, inputs: dict[str, str]) -> str:
    result = _answer(name, frozenset(inputs.items()))
    if figure == "verdict":
        return escape(result.verdict.word.lower())
    figure, dot, form = figure.partition(".")
    if dot and form not in _FORMS:
        raise FigureError(f"{form!r} is not a form of a figure; {' and '.join(_FORMS)} are")
    found = result.figure(figure)
    label, text = escape(found.label), escape(told(found, form))
    return f'<span class="sc-inline" title="{label}">{text}</span>'


def told(figure: Figure, form: str = "") -> str:
    """A figure as prose tells it: rounded, as a `range` or `exact`."""
    return _FORMS[form](figure).replace("tokens/s", "tokens a second")


def _rounded(figure: Figure) -> str:
    text = format_about(figure.value, figure.unit)
    if figure.value is None:
        return text
    kept = figure.unit == "bytes" or len(f"{figure.value:g}".rstrip("0")) < 3
    return text if figure.basis == "exact" and kept else f"about {text}"


def _exact(figure: Figure) -> str:
    return _NO_CENTS.sub("", format_quantity(figure.value, figure.unit))


def _range(figure: Figure) -> str:
    text = format_about_range(figure.low, figure.high, figure.unit)
    if not text:
        raise FigureError(f"{figure.name} has no range")
    return text


_FORMS = {"": _rounded, "range": _range, "exact": _exact}


@lru_cache(maxsize=256)  # a lesson names several figures of one situation, in a table mostly
def _answer(name: str, inputs: frozenset[tuple[str, str]]) -> Result:
    return calculator(name).answer(dict(inputs))


def _record(kind: str, ident: str, field: str) -> str:
    value: Any = getattr(_RECORDS[kind](ident), field)
    return f"{value:,}" if isinstance(value, int) else escape(str(value))


def _plans(which: str) -> int:
    """How many plans that somebody sells we looked up, or how many answer a situation like this.

    >>> _plans("none.wrong_answer") + _plans("unknown.wrong_answer") == _plans("sold")
    True
    """
    sold = [each for each in map(plan, listed()) if each.kind != "own"]
    if which == "sold":
        return len(sold)
    outcome, _, situation = which.partition(".")
    found = [list(each.rules(situation))[-1].outcome for each in sold]
    if outcome not in found:
        raise ValueError(f"no plan answers {outcome!r} there")
    return found.count(outcome)


def _day(iso: str) -> str:
    """A day as prose writes it.

    >>> _day("2026-11-10")
    '10 November 2026'
    """
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


@cache
def published() -> dict[str, Any]:
    """The figures that others published, by the name under which prose quotes them."""
    return tomllib.loads(_PUBLISHED.read_text(encoding="utf-8"))


def _published(name: str) -> str:
    """A figure as printed, linked to where it stands; its source and date are the link's title."""
    found = published()[name]
    title = f"{found['what']}. {found['source']}. Checked on {found['checked']}"
    return (
        f'<a class="sc-inline" href="{escape(found["url"])}" title="{escape(title)}">'
        f"{escape(found['text'])}</a>"
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise FigureError(f"{text!r} is not of the form input=value")
    return name, value


class _FigureProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # the stub lacks the three-part return
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        return self.md.htmlStash.store(render(m.group(1))), m.start(0), m.end(0)


class _AmountProcessor(Postprocessor):
    """Keeps numbers and units on one line, in all of a page that isn't code or a form."""

    def run(self, text: str) -> str:
        return unbroken(text)


class FigureExtension(Extension):
    """Registers the processors with Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown."""
        md.inlinePatterns.register(_FigureProcessor(r"`=([^`\n]+)`", md), "figure", _PRIORITY)
        md.postprocessors.register(_AmountProcessor(md), "amounts", _LAST)


def makeExtension(**options: Any) -> FigureExtension:  # Python-Markdown's name
    """The entry Python-Markdown looks for."""
    return FigureExtension(**options)
