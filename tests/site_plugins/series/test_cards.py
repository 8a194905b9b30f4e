"""The picture beside a shared link: what it says, and that it can be read and sent."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from site_plugins.fences.figures import render
from site_plugins.series import cards
from site_plugins.series.cards import RIGHT, SIZE, Words, add_cards, draw, paint, words
from site_plugins.series.pages import Page, lessons, series

REFERENCE = "fit.total_bytes model=qwen3-8b context=8192"
LESSON = Page(
    "part/lesson.md",
    "Will it run?",
    "Your hardware",
    {"minutes": 9, "description": "In short."},
    f"**The number.** [`=model.qwen3-8b.name`](x.md) needs `={REFERENCE}`. Yes.\n",
)
MOST_BYTES = 25_000


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_card_shows_the_lessons_number_as_the_page_tells_it() -> None:
    told = re.sub("<[^>]+>", "", render(REFERENCE))
    assert words(LESSON) == Words(
        above="Start Here · Your hardware",
        title="Will it run?",
        figure=told,
        below=f"Qwen3 8B needs {told}. Yes.",
    )


@pytest.mark.parametrize("text", ["No number.", "**The number.** It's the first one above."])
def test_a_lesson_without_a_figure_of_its_own_says_what_it_is_about(text: str) -> None:
    given = words(Page("a.md", "Why?", "Part", {"minutes": 9, "description": "In short."}, text))
    assert (given.figure, given.below) == ("", "In short.")


def test_the_front_page_says_what_the_site_is_for() -> None:
    home = next(page for page in series() if not page.address)
    assert words(home).title == "Start Here"
    assert words(home).below == home.description


def test_every_card_is_small_and_of_the_size_that_sites_ask_for() -> None:
    drawn = [draw(words(page)) for page in [series()[0], *lessons()]]
    assert {pixels(png).size for png in drawn} == {SIZE} == {(1200, 630)}
    assert max(map(len, drawn)) <= MOST_BYTES


def test_no_words_of_a_lesson_run_out_of_their_place() -> None:
    empty = paint(Words("", "", "", ""))
    for page in lessons():
        card = paint(words(page))
        beside, below = (RIGHT + 6, 0, *SIZE), (0, SIZE[1] - 40, *SIZE)
        assert card.crop(beside).tobytes() == empty.crop(beside).tobytes(), page.title
        assert card.crop(below).tobytes() == empty.crop(below).tobytes(), page.title


def test_a_card_has_the_colours_of_the_site() -> None:
    assert pixels(draw(words(LESSON))).getpixel((600, 20)) == (0xF6, 0xF7, 0xF4)  # --sh-panel
    assert pixels(draw(words(LESSON))).getpixel((10, 300)) == (0x0B, 0x5D, 0x4B)  # --sh-accent


def test_the_same_words_make_the_same_bytes_and_others_make_others() -> None:
    given = words(LESSON)
    assert draw(given) == draw(given)
    assert draw(given) != draw(Words(given.above, "Will it walk?", given.figure, given.below))


def test_a_card_is_drawn_once_for_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Words] = []

    def pen(given: Words) -> bytes:
        asked.append(given)
        return b"png"

    monkeypatch.setattr(cards, "draw", pen)
    one, other = words(LESSON), Words("", "Other", "", "")
    for given in (one, one, other):
        assert cards.cards({"a.png": given}, tmp_path) == {"a.png": b"png"}
    assert asked == [one, other]


def test_only_pages_that_the_site_has_get_one_and_templates_name_it_alike(tmp_path: Path) -> None:
    for address in ("", "start/three-doors", "glossary"):
        (tmp_path / address).mkdir(parents=True, exist_ok=True)
        (tmp_path / address / "index.html").write_text("<html></html>", "utf-8")
    add_cards(tmp_path)
    found = sorted(path.name for path in (tmp_path / "cards").iterdir())
    assert found == ["home.png", "start-three-doors.png"]
