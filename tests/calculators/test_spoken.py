"""What is heard in place of what is seen: the headline, and the words of every picture."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest

from calculators.core.errors import InputErrors
from calculators.core.numbers import format_quantity, format_range
from calculators.core.results import Bars, Chart, Lines, Path, Receipt, Result, StackedBar, Stairs
from calculators.core.view.html import chart_html, unbroken
from calculators.registry import CALCULATORS, NAMES
from site_plugins.runtime.exercise import good_values_of

A_SENTENCE = re.compile(r"[\w“][\w .,:;%/()’“”$€£¥₹&+-]*[.?]")
"""What a voice reads as it is meant: no markup, no arrows, no signs such as ≈ or ×."""
EVERY = 7
"""So many of the values that make sense, for a look at each kind of answer."""


@cache
def results(name: str) -> tuple[Result, ...]:
    """The answer to the usual case, and to some with one input changed."""
    return tuple(_results(name))


def _results(name: str) -> Iterator[Result]:
    calculator = CALCULATORS[name]
    yield calculator.answer({})
    tried = [{field.name: value} for field in calculator.fields for value in good_values_of(field)]
    for inputs in tried[::EVERY]:
        try:
            yield calculator.answer(inputs)
        except InputErrors:
            continue  # it makes sense beside other inputs only


def charts(name: str) -> Iterator[Chart]:
    for result in results(name):
        yield from (each for each in (result.chart, *result.more_charts) if each)


def figures(chart: Chart) -> Iterator[str]:
    """What a picture shows, each with its number, as the words beside it must have it."""
    match chart:
        case StackedBar(segments=segments, unit=unit):
            for part in segments:
                size = format_range(part.low, part.high, unit) or format_quantity(part.value, unit)
                yield f"{part.label} {size}"
        case Bars(bars=bars, unit=unit):
            yield from (f"{bar.label} {format_quantity(bar.total, unit)}" for bar in bars)
        case Lines(lines=lines, x_unit=across, y_unit=unit):
            for line in lines:
                ends = (line.points[0], line.points[-1]) if line.points else ()
                yield from (format_quantity(point.x, across) for point in ends)
                yield from (format_quantity(point.y, unit) for point in ends)
        case Receipt(entries=entries, unit=unit, unbilled=unbilled):
            for entry in (*entries, *([unbilled] if unbilled else [])):
                yield f"{entry.label} {format_quantity(entry.value, unit)}"
        case Stairs(stairs=stairs):
            for stair in (stairs[0], stairs[-1]):
                yield f"Step {stair.step:,} reads {format_quantity(stair.tokens, 'tokens')}"
            yield f"{chart.cached_tokens:,.0f} tokens come from the cache"
            yield f"{chart.new_tokens:,.0f} tokens are read as new"
        case Path(stops=stops):
            yield from (f"{stop.label} {stop.word}" for stop in stops)


def heard(html: str) -> str:
    """The words of a chart: those of its list or table, and what the picture is called."""
    visible = re.sub(r"<text.*?</text>|<svg (?!.*?role)[^>]*>.*?</svg>", " ", html)
    visible = re.sub(r'<(\w+)[^>]* aria-hidden="true".*?</\1>', " ", visible)
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', visible))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", visible) + " " + labels).split())


@pytest.mark.parametrize("name", NAMES)
def test_the_announcement_of_an_answer_is_its_headline_in_words(name: str) -> None:
    said = {result.verdict.headline for result in results(name)}
    assert [each for each in sorted(said) if not A_SENTENCE.fullmatch(each)] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_says_its_figures_in_words(name: str) -> None:
    for chart in charts(name):
        words = heard(unbroken(chart_html(chart)))
        for figure in figures(chart):
            assert heard(unbroken(figure)) in words, (chart.title, words)


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_has_a_name_and_each_table_a_heading_for_every_row(name: str) -> None:
    for chart in charts(name):
        html = chart_html(chart)
        for drawn in re.findall(r'<(?:svg|div)[^>]*role="img"[^>]*>(?:<title>[^<]+)?', html):
            assert re.search(r'aria-label="[^"]+"|<title>[^<]+$', drawn)
        rows = re.findall(r"<tr(?! aria-hidden)[^>]*>(.*?)</tr>", html)
        assert all('<th scope="' in row for row in rows)
