"""The series as its author wrote it, read from the navigation and the pages."""

from site_plugins.series.pages import lessons, plain, series, with_figures
from tests.content.reading import pages


def test_the_pages_come_in_the_order_of_the_navigation_with_their_sections() -> None:
    assert series()[0].source == "index.md"
    sections = [page.section for page in series()]
    assert list(dict.fromkeys(sections))[:3] == ["", "Where to begin", "What it costs"]


def test_lessons_are_those_pages_that_state_an_outcome() -> None:
    assert {page.source for page in lessons()} == {page.name for page in pages() if page.is_lesson}


def test_a_lesson_is_read_without_its_front_matter() -> None:
    page = lessons()[0]
    assert page.text.lstrip().startswith("# ")
    assert page.front["title"] == page.title


def test_a_reference_becomes_what_the_page_says_and_a_published_one_keeps_its_link() -> None:
    text = with_figures("So `=model.qwen3-8b.name`, `not this`, `=published.market-saving`.")
    assert text.startswith("So Qwen3 8B, `not this`, [$24.8 billion](https://")


def test_a_paragraph_is_read_aloud_without_marks_and_addresses() -> None:
    assert plain("*Well*, 2 * 3 is **six**,\nsee [there](a.md) and `x`.") == (
        "Well, 2 * 3 is six, see there and x."
    )
