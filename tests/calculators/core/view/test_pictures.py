"""The desk, the receipt and the stairs: what is drawn is as long as what it stands for is large.

Read as a reader's eye would: from the numbers in the SVG, never from how it was made.
"""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.results import Entry, Receipt, Segment, StackedBar, Stair, Stairs
from calculators.core.view.bars import bar_html
from calculators.core.view.desk import desk_svg
from calculators.core.view.picture import WIDTH
from calculators.core.view.receipt import receipt_html
from calculators.core.view.stairs import stairs_html
from calculators.registry import calculator
from tests.laws import law

GIB = 2**30
TENTH = 0.1001
"""Of a pixel: the last digit that is written."""
KINDS = ("weights", "cache", "recurrent", "compute", "pictures", "beside")
BYTES = st.integers(0, 400 * GIB)
PAPER_PX, DESK_PX, STAIRS_PX = 288, 308, 150
NAMESPACE = "{http://www.w3.org/2000/svg}"


def desk(sizes: list[int], limit: int, mark: int | None = None) -> StackedBar:
    parts = (
        Segment(label=kind, value=size, kind=kind, basis="exact")
        for kind, size in zip(KINDS, sizes, strict=False)
    )
    return StackedBar(
        title="Memory",
        segments=tuple(parts),
        unit="bytes",
        limit=limit,
        limit_label="A model may use",
        mark=mark,
        desk=True,
    )


def lengths(svg: str) -> list[float]:
    """Of all boxes, in the order in which they are drawn."""
    return [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', svg)]


def parsed(html: str) -> ElementTree.Element:
    """The picture as XML, the names of which need no prefix on a page."""
    svg = html[html.index("<svg") : html.index("</svg>")] + "</svg>"
    return ElementTree.fromstring(svg.replace("<svg", f'<svg xmlns="{NAMESPACE[1:-1]}"', 1))


@law(200)
@given(st.lists(BYTES, min_size=1, max_size=6), st.integers(GIB // 4, 400 * GIB))
def test_each_part_of_the_desk_is_as_long_as_it_is_large(sizes: list[int], limit: int) -> None:
    svg = desk_svg(desk(sizes, limit), "")
    scale = DESK_PX / max(limit, sum(sizes))
    assert lengths(svg) == pytest.approx([size * scale for size in sizes], abs=TENTH)
    (board,) = re.findall(r'<path d="M6 81H([\d.]+)"', svg)
    assert float(board) - 6 == pytest.approx(limit * scale, abs=TENTH)


@law(200)
@given(st.lists(BYTES, min_size=1, max_size=6), st.integers(GIB // 4, 400 * GIB))
def test_what_has_no_room_hangs_over_the_edge_and_nothing_else(
    sizes: list[int], limit: int
) -> None:
    svg = desk_svg(desk(sizes, limit), "")
    over = re.findall(r'<path d="M([\d.]+) 54H([\d.]+)" stroke="var\(--sh-bad\)"', svg)
    assert bool(over) == (sum(sizes) > limit) == ("Over the edge" in svg) != ("Left over" in svg)
    for start, end in over:
        beyond = (sum(sizes) - limit) * DESK_PX / sum(sizes)
        assert float(end) - float(start) == pytest.approx(beyond, abs=2 * TENTH)


def test_the_desk_says_what_is_left_and_keeps_its_table() -> None:
    html = bar_html(desk([6 * GIB, GIB], 11 * GIB))
    assert ">Left over: 4.00 GiB</text>" in html
    assert ">A model may use: 11.0 GiB</text>" in html
    assert '<table class="sc-legend">' in html
    told = "<desc>Memory: weights 6.00 GiB, cache 1.00 GiB. A model may use: 11.0 GiB.</desc>"
    assert told in html


def test_where_main_memory_begins_is_a_line_and_a_long_name_takes_two() -> None:
    picture = desk_svg(desk([8 * GIB], 16 * GIB, mark=4 * GIB), "")
    assert '<path d="M83.0 25v62"' in picture
    long = StackedBar(
        title="", segments=(), unit="bytes", limit=17.9 * GIB, desk=True,
        limit_label="Graphics card and main memory",
    )  # fmt: skip
    drawn = parsed(desk_svg(long, ""))
    assert [text.text for text in drawn.iter(f"{NAMESPACE}text")][1:] == [
        "Graphics card and main memory:",
        "17.9 GiB",
    ]


USD = st.floats(0, 1e7)


@law(200)
@given(st.lists(USD, min_size=1, max_size=6), st.none() | USD)
def test_bars_of_the_receipt_are_on_one_scale_with_that_of_the_people(
    bills: list[float], people: float | None
) -> None:
    entries = tuple(Entry(label=f"Model {place}", value=usd) for place, usd in enumerate(bills))
    unbilled = None if people is None else Entry(label="People who check", value=people)
    html = receipt_html(
        Receipt(title="Bill", head="40 invoices", entries=entries, unit="USD", unbilled=unbilled)
    )
    amounts = [*bills, *([] if people is None else [people])]
    longest = max(amounts) or 1
    drawn = [PAPER_PX * usd / longest for usd in amounts]
    assert lengths(html) == pytest.approx(drawn, abs=TENTH)


def test_the_receipt_prints_every_amount_and_a_tear_line_before_the_last() -> None:
    receipt = Receipt(
        title="What a month costs",
        head="40 invoices a day, 1 page each, 21 days a month",
        entries=(Entry(label="Small", value=0.49), Entry(label="A & B <large>", value=48.8)),
        unit="USD",
        unbilled=Entry(label="People who check", value=319.34, note="1 minute each"),
    )
    html = receipt_html(receipt)
    texts = [text.text for text in parsed(html).iter(f"{NAMESPACE}text")]
    assert texts == [
        *("40 invoices a day, 1 page each,", "21 days a month"),
        *("Small", "$0.49", "A & B <large>", "$48.80"),
        *("People who check", "$319.34", "1 minute each"),
    ]
    assert html.index("$48.80</text>") < html.index("stroke-dasharray") < html.index("$319.34</t")
    assert "B &lt;large&gt; $48.80. Below the perforation, on no bill: " in html


def test_a_long_name_is_shortened_in_the_picture_and_whole_in_its_words() -> None:
    name = "A model of a very long name from a host"
    entries = (Entry(label=name, value=1234.5),)
    html = receipt_html(Receipt(title="Bill", head="", entries=entries, unit="USD"))
    assert ">A model of a very long n…</text>" in html
    assert f"{name} $1,234.50" in html


@law(200)
@given(st.lists(st.tuples(st.integers(1, 10**6), st.floats(0, 1)), min_size=2, max_size=40))
def test_each_stair_is_as_high_as_its_prompt_is_long(prompts: list[tuple[int, float]]) -> None:
    stairs = tuple(
        Stair(step=step, tokens=tokens, cached_tokens=tokens * share)
        for step, (tokens, share) in enumerate(prompts, 1)
    )
    html = stairs_html(Stairs(title="Steps", stairs=stairs, cached_tokens=0, new_tokens=0))
    (new,) = re.findall(r'd="([^"]*)" stroke="var\(--sh-ink\)"', html)
    (wide,) = re.findall(r'<g stroke-width="([\d.]+)"', html)
    columns = re.findall(r"M([\d.]+) ([\d.]+)V([\d.]+)", new)
    scale = STAIRS_PX / max(tokens for tokens, _ in prompts)
    tops = [200 - float(top) for *_, top in columns]
    seen = [200 - float(bottom) for _, bottom, _ in columns]
    assert tops == pytest.approx([stair.tokens * scale for stair in stairs], abs=TENTH)
    assert seen == pytest.approx([stair.cached_tokens * scale for stair in stairs], abs=TENTH)
    assert float(wide) == pytest.approx(DESK_PX / len(prompts) - 0.5, abs=TENTH)


@pytest.mark.parametrize("name", ["fit", "api-cost", "agent"])
def test_the_picture_of_a_calculator_is_named_told_and_within_its_frame(name: str) -> None:
    chart = calculator(name).answer({"at": "2026-11-24"} if name != "fit" else {}).chart
    assert isinstance(chart, StackedBar | Receipt | Stairs)
    html = {StackedBar: bar_html, Receipt: receipt_html, Stairs: stairs_html}[type(chart)](chart)  # type: ignore[operator]
    drawn = parsed(html)
    assert drawn.get("role") == "img"
    assert drawn.findtext(f"{NAMESPACE}title") == chart.title
    assert drawn.findtext(f"{NAMESPACE}desc")
    assert not re.search(r"(?:href|url\()", html)
    for text in drawn.iter(f"{NAMESPACE}text"):
        assert 0 <= float(text.get("x", "-1")) <= WIDTH
    assert re.findall(r'data-action="picture" value="(\w+)"', html) == ["png", "svg"]
