"""Bars are as long as the amounts they stand for: measured in Chromium, with the site's own styles.

No site is built: a chart and the style sheets are all that decides about a length.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from calculators.core.results import Bar, Bars, Result, Segment
from calculators.core.view.bars import bars_html
from calculators.registry import CALCULATORS, calculator
from tools.places import ROOT

pytestmark = pytest.mark.browser

STYLES = ROOT / "site_plugins" / "theme" / "assets" / "styles"
DAY = "2026-11-24"
HALF_A_PIXEL = 0.5

# To the end of the colour: neither a border nor a cover in the colour of the paper is part of it.
LENGTHS = """() => [...document.querySelectorAll(".sc-bar")].map((bar) => {
  const box = bar.getBoundingClientRect();
  const ends = [...bar.querySelectorAll(".sc-piece")].map((piece) => {
    const cover = getComputedStyle(piece, "::after");
    const covered = cover.content === "none" ? 0 : parseFloat(cover.width);
    const border = parseFloat(getComputedStyle(piece).borderRightWidth);
    return piece.getBoundingClientRect().right - covered - border;
  });
  return Math.min(Math.max(box.left, ...ends), box.right) - box.left - bar.clientLeft;
})"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 700, "height": 900})
    yield page
    page.close()


def charts() -> Iterator[Bars]:
    """Those of every calculator as it is opened, and bills from cents to dozens of dollars."""
    for name in CALCULATORS:
        yield from of(calculator(name).answer({}))
    models = {"model": "openai/gpt-6-luna", "model_2": "zai/GLM-5.3-Flash"}
    models |= {"model_3": "openrouter/openai/gpt-oss-120b", "model_4": "openai/gpt-6-astra"}
    bill = calculator("api-cost")
    for amount in ("40", "4000"):
        yield from of(bill.answer({"at": DAY, "per_day": amount, "pages": "6", **models}))


def of(result: Result) -> Iterator[Bars]:
    found = (result.chart, *result.more_charts)
    yield from (chart for chart in found if isinstance(chart, Bars))


def lengths(page: Page, chart: Bars) -> list[float]:
    """How far each bar reaches, in pixels."""
    styles = "".join(path.read_text("utf-8") for path in sorted(STYLES.glob("*.css")))
    page.set_content(
        f"<style>*{{box-sizing:border-box}}{styles}</style>"
        f'<div class="md-typeset"><div class="sc-calculator">{bars_html(chart)}</div></div>'
    )
    found: list[float] = page.evaluate(LENGTHS)
    assert len(found) == len(chart.bars)
    return found


@pytest.mark.parametrize("chart", [*charts()], ids=lambda chart: chart.title)
def test_a_larger_amount_is_never_drawn_shorter(page: Page, chart: Bars) -> None:
    drawn = sorted(zip((bar.total for bar in chart.bars), lengths(page, chart), strict=True))
    for (less, short), (more, long) in pairwise(drawn):
        assert short <= long + HALF_A_PIXEL, f"{less:.4g} is {short} px long, {more:.4g} {long} px"


def test_many_small_parts_are_as_long_as_one_part_of_their_sum(page: Page) -> None:
    kinds = ("weights", "cache", "recurrent", "compute")
    parts = [Segment(label=kind, value=0.12, kind=kind, basis="exact") for kind in kinds]
    bars = (
        Bar(label="four parts", segments=tuple(parts)),
        Bar(label="one part", segments=(Segment(label="", value=0.48, kind="x", basis="exact"),)),
        Bar(label="all", segments=(Segment(label="", value=48.8, kind="x", basis="exact"),)),
    )
    four, one, whole = lengths(page, Bars(title="Bills", bars=bars, unit="USD"))
    assert four == pytest.approx(one, abs=HALF_A_PIXEL)
    assert one == pytest.approx(whole * 0.48 / 48.8, abs=HALF_A_PIXEL)
