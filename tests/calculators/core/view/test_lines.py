"""Lines: the picture, its key, and the table that says the same."""

from dataclasses import replace

from calculators.core.results import Line, Lines, Mark, Point
from calculators.core.view.lines import lines_html, ticks

CHART = Lines(
    title="What it costs",
    lines=(
        Line(label="Own machine", points=(Point(x=0, y=100), Point(x=1e6, y=100))),
        Line(label="API <fast>", points=(Point(x=0, y=0), Point(x=1e6, y=200, low=150, high=250))),
    ),
    x_label="tokens a month",
    x_unit="tokens",
    y_label="USD a month",
    y_unit="USD/month",
    marks=(Mark(x=5e5, label="all it can do"),),
)
HTML = lines_html(CHART)


def test_both_axes_start_at_zero_and_hold_every_range() -> None:
    assert (CHART.width, CHART.height) == (1e6, 250)
    assert '<path class="sc-line sc-l1" d="M44.0 138.4L336.0 138.4"/>' in HTML
    assert '<path class="sc-line sc-l2" d="M44.0 212.0L336.0 64.8"/>' in HTML


def test_a_range_is_a_band_behind_its_line() -> None:
    assert '<path class="sc-band sc-l2" d="M336.0 101.6L336.0 28.0Z"/>' in HTML
    assert "sc-band sc-l1" not in HTML


def test_a_mark_has_its_name_beside_it() -> None:
    assert '<path class="sc-rule" d="M190.0 28V212"/>' in HTML
    assert '<th scope="row">all it can do</th><td colspan="2">500,000 tokens</td>' in HTML


def test_the_picture_is_said_in_words_and_twinned_by_a_table() -> None:
    assert (
        'aria-label="What it costs. Across: tokens a month. Upwards: USD a month. '
        "Own machine from $100.00 a month to $100.00 a month; API &lt;fast&gt; from $0.00 a month "
        'to $200.00 a month."'
    ) in HTML
    assert (
        '<tr><th scope="row">1,000,000 tokens</th><td>$100.00 a month</td>'
        "<td>$200.00 a month <small>($150.00 to $250.00 a month)</small></td></tr>"
    ) in HTML


def test_the_table_has_some_of_many_points() -> None:
    points = tuple(Point(x=x, y=x) for x in range(101))
    many = Lines(
        title="Many",
        lines=(Line(label="All", points=points), Line(label="None", points=())),
        x_label="x",
        x_unit="",
        y_label="y",
        y_unit="",
    )
    html = lines_html(many)
    assert html.count("<tr>") == 1 + 6
    assert '<th scope="row">60</th><td>60</td><td>–</td>' in html


def test_nothing_at_all_is_drawn_without_a_fault() -> None:
    empty = Lines(title="None", lines=(), x_label="x", x_unit="", y_label="y", y_unit="")
    assert (empty.width, empty.height) == (1, 1)
    assert "<svg" in lines_html(empty)


def test_ticks_are_round() -> None:
    assert ticks(1) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert ticks(730) == [0, 200, 400, 600]
    assert ticks(11) == [0, 2.5, 5, 7.5, 10]


def test_marks_that_are_near_have_their_names_in_rows_of_their_own() -> None:
    near = replace(CHART, marks=(Mark(x=5e5, label="you"), Mark(x=5.2e5, label="full")))
    html = lines_html(near)
    assert 'y="40" text-anchor="start">you</text>' in html
    assert 'y="58" text-anchor="end">full</text>' in html
