"""The picture fence: an answer's own picture in a lesson, with the lesson's case put in."""

import re

import pytest

from calculators.core.view.html import chart_html
from calculators.registry import calculator
from site_plugins.fences.picture import picture_html

CASE = "fit\nmodel: gemma-4-12b\nmachine: laptop-16gb\n"


def test_it_is_drawn_as_in_the_answer_without_table_and_buttons() -> None:
    chart = calculator("fit").answer({"model": "gemma-4-12b", "machine": "laptop-16gb"}).chart
    assert chart is not None
    html = picture_html(CASE)
    (svg,) = re.findall(r"<svg.*</svg>", html)
    assert svg in chart_html(chart)
    assert "<table" not in html
    assert "<button" not in html


def test_a_caption_may_hold_colons_and_is_escaped() -> None:
    html = picture_html(f"{CASE}caption: A desk: the book & the pad")
    assert "<figcaption>A desk: the book &amp; the pad</figcaption>" in html


@pytest.mark.parametrize("source", ["gap", "api-cost\nwork: documents\npages: 3000"])
def test_an_answer_that_draws_nothing_of_its_own_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="has no picture of its own for these inputs"):
        picture_html(source)
