"""What the answer key shows is what the records say."""

import re
from xml.etree import ElementTree

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from site_plugins.fences.answer_key import fence, render, scale_of, scatter
from site_plugins.fences.answer_key.points import (
    TASKS,
    Point,
    by_group,
    figure,
    of_part,
    points_of,
    read,
    score,
    scores,
)
from tests.content import reading

PAGE = reading.CONTENT / "hardware" / "how-wrong-are-we.md"
ROWS = reading.CONTENT / "hardware" / "every-measurement.md"


def shown(body: str) -> str:
    html: str = fence(body, "answer-key", "answer-key", {}, Markdown())
    return html


def cells(html: str) -> list[list[str]]:
    """The texts of a table, row by row."""
    rows = (re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in html.split("<tr>")[1:])
    return [[re.sub("<small>(.*)</small>", r" | \1", cell) for cell in row] for row in rows]


def point(measured: float, predicted: float, *, low: float = 0, high: float = 1e9) -> Point:
    return Point(
        part="fit",
        group="A class",
        subject="A card",
        name="A card: a model, Q4_0",
        measured=measured,
        predicted=predicted,
        low=low,
        high=high,
    )


def test_an_error_is_a_share_of_what_was_measured() -> None:
    assert point(8, 10).error == 0.25
    assert point(8, 6).error == -0.25
    assert point(8, 10, low=7, high=9).in_band
    assert not point(8, 10, low=9, high=12).in_band


@pytest.mark.parametrize("topic", TASKS)
@pytest.mark.parametrize("part", ["fit", "depth", "longgen", "spill"])
def test_the_points_say_what_the_record_says_of_their_set(topic: str, part: str) -> None:
    own, kept = score(of_part(points_of(topic), part)), scores(topic)[part]
    assert own["rows"] == kept["rows"]
    for key in ("mean_error", "within_20", "in_band"):
        assert own[key] == pytest.approx(kept[key], abs=0.002)


@pytest.mark.parametrize("part", ["chat", "plain"])
def test_the_same_holds_for_memory(part: str) -> None:
    own, kept = score(of_part(points_of("memory"), part)), scores("memory")[part]
    assert own["mean_error"] == pytest.approx(kept["mean_error"], abs=1e-5)
    assert (own["rows"], own["within_20"]) == (kept["rows"], kept["within_20"])


def test_groups_hold_one_set_alone_and_add_up() -> None:
    own = of_part(points_of("writing"), "fit")
    assert sum(map(len, by_group(own).values())) == len(own) == 179
    table = cells(shown("writing groups"))
    assert table[1] == ["Apple M1 to M4 | 17 machines", "60", "7%", "97%", "97%"]
    assert table[-1] == ["All | 83 machines, 3 of them in two lines", "179", "11%", "88%", "97%"]


@pytest.mark.parametrize("topic", ["memory", "working", "writing", "reading"])
def test_what_the_lines_count_adds_up_to_all_with_those_in_two_lines(topic: str) -> None:
    *lines, whole = (row[0] for row in cells(shown(f"{topic} groups"))[1:])
    counted = sum(int(re.findall(r"\| (\d+)", line)[0]) for line in lines)
    alone, *twice = map(int, re.findall(r"\d+", whole))
    assert counted == alone + sum(twice)


def test_the_lesson_on_speed_says_how_much_further_off_reading_is_on_plain_processors() -> None:
    own = of_part(points_of("reading"), "fit")
    processors = by_group(own)["Processor (Intel, AMD or Arm)"]
    times = score(processors)["mean_error"] / score(own)["mean_error"]
    lesson = (reading.CONTENT / "hardware" / "how-fast-will-it-be.md").read_text(encoding="utf-8")
    assert ("or twice that on plain processors" in lesson) == (1.75 <= times <= 2.25)


def test_sets_stand_apart_with_what_we_miss() -> None:
    table = {row[0]: row[1:] for row in cells(shown("writing parts"))}
    assert table["Long answers | 11 machines"] == ["36", "23%", "61%", "75%"]
    assert table["Model larger than the card | 9 machines"] == ["27", "62%", "22%", "89%"]


def test_errors_are_counted_by_size_and_side() -> None:
    table = cells(shown("writing errors"))
    assert [row[0] for row in table[1:]][3:6] == ["−20 to −10", "−10 to +10", "+10 to +20"]
    assert sum(int(row[1]) for row in table[1:]) == 179


def test_the_largest_misses_are_named_and_those_outside_the_range_say_so() -> None:
    assert cells(shown("writing misses"))[1] == [
        "Core Ultra 100 (Arc iGPU): Llama 2 7B, Q4_0 | From the start",
        "8.21",
        "15.8 | 8.64 to 28.9",
        "+92% | outside",
    ]


def test_exact_parts_are_counted_by_family() -> None:
    assert cells(shown("memory exact"))[-1] == ["All", "355 of 355", "2840 of 2840"]


def test_posted_figures_that_we_miss_are_listed() -> None:
    table = cells(shown("memory posted"))
    assert len(table) == 8
    assert ["Qwen3-4B | Metal compute, n_ctx 4096, server", "76.33 MiB", "81.02 MiB"] in table
    assert (figure("memory.posted.equal"), figure("memory.posted.rows")) == ("47", "54")


def test_a_plot_is_described_and_every_row_is_in_its_twin() -> None:
    html = shown("writing plot")
    assert html.count("<svg") == 4
    for drawing in re.findall(r"<svg.*?</svg>", html):
        svg = ElementTree.fromstring(drawing)
        ids = {each.get("id") for each in svg.iter()}
        assert set(str(svg.get("aria-labelledby")).split()) <= ids
    assert "179 points; across what was measured, upwards what we predict" in html
    rows = cells(shown("writing rows"))
    assert len(rows) == 265 + len(("fit", "depth", "longgen", "spill"))


def test_a_dot_lies_in_the_range_and_a_cross_outside() -> None:
    given = [point(10, 10), point(10, 10), point(20, 90, low=50, high=100)]
    svg = scatter(given, ident="k", title="T", unit="tokens/s", verb="measured")
    assert re.findall(r'class="sh-held" d="(.*?)"', svg) == ["M36.0 294.0h0"]
    assert svg.count("m-4-4l8 8m0-8l-8 8") == 1
    assert "1 lie outside the range we gave." in svg


def test_the_first_plot_stands_alone_where_one_is_enough() -> None:
    assert shown("writing first-plot").count("<svg") == 1
    assert shown("writing plot").count("<svg") > 1


def test_a_plot_reaches_from_one_power_of_ten_to_another() -> None:
    scale = scale_of([point(3, 40), point(250, 90)])
    assert (scale.first, scale.last) == (0, 3)
    assert scale.x(1) == 36
    assert scale.y(1000) == 22


def test_prose_can_name_a_figure_of_a_set() -> None:
    assert figure("writing.longgen.in_band") == "75%"
    assert figure("writing.fit.devices") == "83"
    assert figure("memory.repack.highest") == "84%"
    assert figure("memory.exact.equal") == "3,195"


@pytest.mark.parametrize("body", ["", "memory", "speed plot", "writing exact", "writing toast"])
def test_what_it_does_not_have_fails_the_build(body: str) -> None:
    with pytest.raises(SuperFencesException, match="write one of memory, working"):
        shown(body)


def test_the_page_shows_every_set_and_names_every_limit() -> None:
    pages = [reading.read(path) for path in (PAGE, ROWS)]
    bodies = [body.strip() for page in pages for body in reading.fences(page, "answer-key")]
    for topic in ("memory", "writing", "reading"):
        assert {f"{topic} {what}" for what in ("plot", "groups", "parts", "errors", "misses")} <= {
            *bodies
        }
    assert {
        "memory exact",
        "memory posted",
        "memory models",
        "writing rows",
        "reading rows",
    } <= set(bodies)
    for body in bodies:
        assert render(body, lambda ident: ident)
    text = PAGE.read_text(encoding="utf-8")
    assert "answer-key.writing.longgen.in_band" in text
    assert "answer-key.memory.all-scores.lowest" in text


def test_the_records_do_not_ship_with_the_calculators() -> None:
    settings = (reading.CONTENT.parent / "pyproject.toml").read_text(encoding="utf-8")
    for name, checked in (("memory_points", "2026-11-28"), ("speed_points", "2026-11-23")):
        assert read(f"{name}.json")["checked"] == checked
        assert f'"calculators/data/{name}.json"' in settings
