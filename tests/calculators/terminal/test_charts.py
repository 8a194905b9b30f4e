import re
from dataclasses import replace

import pytest

from calculators.core.results import (
    Bar,
    Bars,
    Chart,
    Entry,
    Line,
    Lines,
    Mark,
    Point,
    Receipt,
    Segment,
    StackedBar,
    Stair,
    Stairs,
)
from calculators.registry import CALCULATORS
from calculators.terminal.charts import drawn
from calculators.terminal.screen import Screen
from tests.calculators.terminal.running import run

NARROW = Screen(width=44)


def part(label: str, value: float, kind: str = "weights") -> Segment:
    return Segment(label=label, value=value, kind=kind, basis="exact")


MEMORY = StackedBar(
    title="Memory",
    segments=(part("Weights", 60), part("Conversation", 20), part("Rest", 0.1)),
    unit="GiB",
    limit=100,
    limit_label="May be used",
)


def test_parts_follow_each_other_up_to_the_limit() -> None:
    assert drawn(MEMORY, NARROW).splitlines() == [
        "Memory",
        "Weights          60 GiB  ███████████       │",
        "Conversation     20 GiB             ███    │",
        "Rest           0.10 GiB                █   │",
        "Together      80.10 GiB  ██████████████    │",
        "May be used     100 GiB  ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈│",
    ]


def test_what_lies_beyond_the_limit_has_a_sign_of_its_own() -> None:
    chart = replace(MEMORY, limit=50, mark=30, mark_label="On the card")
    assert drawn(chart, NARROW).splitlines() == [
        "Memory",
        "Weights          60 GiB  ███████████▒▒",
        "Conversation     20 GiB         ┆   │ ▒▒▒▒▒",
        "Rest           0.10 GiB         ┆   │     ▒",
        "Together      80.10 GiB  ███████████▒▒▒▒▒▒▒",
        "May be used      50 GiB  ┈┈┈┈┈┈┈┈┈┈┈│",
        "On the card      30 GiB  ┈┈┈┈┈┈┈┆",
    ]


def test_bars_are_on_one_scale_and_their_parts_told_apart_without_colour() -> None:
    chart = Bars(
        title="A month",
        bars=(
            Bar(
                label="API", segments=(part("Read", 5, "a"), part("Written", 15, "b")), marked=True
            ),
            Bar(label="Own", segments=(part("Read", 40, "a"),)),
            Bar(label="Free", segments=(part("Read", 0, "a"),)),
        ),
        unit="USD",
    )
    assert drawn(chart, NARROW).splitlines() == [
        "A month",
        "✓ API  $20.00  ████▒▒▒▒▒▒▒▒▒▒",
        "Own    $40.00  █████████████████████████████",
        "Free    $0.00",
        "█ Read  ▒ Written",
    ]


def test_a_receipt_has_what_no_bill_shows_below_its_tear_line() -> None:
    chart = Receipt(
        title="What a month costs",
        head="40 invoices",
        entries=(Entry(label="GLM", value=10), Entry(label="GPT", value=0.01)),
        unit="USD",
        unbilled=Entry(label="People", value=20, note="1 minute each"),
    )
    assert drawn(chart, NARROW).splitlines() == [
        "What a month costs",
        "40 invoices",
        "GLM     $10.00  ██████████████",
        "GPT     $0.010  █",
        "- - - - - - - - - - - - - - - - - - - - - -",
        "People  $20.00  ████████████████████████████",
        "1 minute each",
    ]


def test_stairs_show_what_comes_from_the_cache() -> None:
    steps = tuple(Stair(step=n, tokens=1000 * n, cached_tokens=1000 * (n - 1)) for n in range(1, 6))
    chart = Stairs(title="Steps", stairs=steps, cached_tokens=10_000, new_tokens=5000)
    first, *body = drawn(chart, NARROW).splitlines()
    assert first == "Steps"
    assert body[0] == "5k │            ███"
    assert body[8:] == [
        "   │███░░░░░░░░░░░░",
        " 0 │███░░░░░░░░░░░░",
        "   └───────────────",
        "steps 1 to 5, tokens upwards",
        "░ from the cache: 10,000 tokens",
        "█ read as new: 5,000 tokens",
    ]


def test_more_stairs_than_fit_are_passed_over_evenly() -> None:
    steps = tuple(Stair(step=n, tokens=n, cached_tokens=0) for n in range(1, 1001))
    chart = Stairs(title="Steps", stairs=steps, cached_tokens=0, new_tokens=1)
    told = drawn(chart, NARROW)
    assert "steps 1 to 1,000, tokens upwards" in told
    assert max(map(len, told.splitlines())) <= 44


def test_each_line_is_a_letter_and_a_mark_has_its_name() -> None:
    chart = Lines(
        title="Costs",
        lines=(
            Line(label="Flat", points=(Point(x=0, y=50), Point(x=100, y=50))),
            Line(label="Rising", points=(Point(x=0, y=0), Point(x=100, y=110))),
        ),
        x_label="requests",
        x_unit="requests",
        y_label="USD",
        y_unit="USD",
        marks=(Mark(x=20, label="you"),),
    )
    lines = drawn(chart, NARROW).splitlines()
    assert lines[:2] == ["Costs", "↑ USD"]
    assert lines[2].startswith("110 │")
    assert lines[2].endswith("B")
    assert [line[5] for line in lines if "A" in line and "│" in line] == ["A"]
    assert lines[13].startswith("  0 │B")
    assert lines[-2:] == [
        "     0                        100 requests →",
        "A Flat  B Rising  ┊ you: 20 requests",
    ]


@pytest.mark.parametrize(
    "chart",
    [
        StackedBar(title="T", segments=(), unit="GiB"),
        Bars(title="T", bars=(), unit="GiB"),
        Lines(title="T", lines=(), x_label="x", x_unit="", y_label="y", y_unit=""),
        Lines(
            title="T",
            lines=(Line(label="L", points=(Point(x=0, y=0),)), Line(label="M", points=())),
            x_label="x",
            x_unit="",
            y_label="y",
            y_unit="",
        ),
        Receipt(title="T", head="H", entries=(), unit="USD"),
        Stairs(title="T", stairs=(), cached_tokens=0, new_tokens=0),
    ],
    ids=["no parts", "no bars", "no lines", "one point", "no entries", "no stairs"],
)
def test_an_empty_picture_is_its_title(chart: Chart) -> None:
    assert drawn(chart, NARROW).splitlines()[0] == "T"


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", CALCULATORS)
def test_no_picture_of_a_calculator_is_wider_than_the_screen(name: str, width: int) -> None:
    result = CALCULATORS[name].answer({})
    for chart in (result.chart, *result.more_charts):
        if chart:
            told = drawn(chart, Screen(width, width))
            assert max(map(len, told.splitlines())) <= width
            coloured = drawn(chart, Screen(width, width, colours=True))
            assert re.sub(r"\x1b\[\d*m", "", coloured) == told


def test_an_answer_shows_its_pictures_behind_its_reasons(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = CALCULATORS["fit"].answer({})
    assert result.chart
    reasons, picture, figures = "\n- Tight: it fits", drawn(result.chart, Screen()), "\nWeights   "
    _, out, _ = run(capsys, "fit")
    before, found, after = out.partition(picture)
    assert found
    assert reasons in before
    assert figures in after
