"""What the search is told beyond the words of the pages."""

import json
from pathlib import Path

from markdown.extensions.toc import slugify

from site_plugins.series.pages import CONTENT, lessons
from site_plugins.series.search import FIRST, INDEX, add_synonyms, improved, synonyms
from tests.content import reading

ENTRIES = [
    {"location": "glossary/#graphics-card", "title": "Graphics card", "text": "A chip."},
    {"location": "start/three-doors/#sources", "title": "Sources", "text": "There."},
    {"location": "about/changes/", "title": "What changed", "text": ""},
]


def write(site: Path) -> Path:
    (site / "search").mkdir()
    index = site / INDEX
    index.write_text(json.dumps({"config": {"lang": ["en"]}, "docs": ENTRIES}), "utf-8")
    return index


def test_a_term_gets_its_synonyms_and_comes_first_as_lessons_do(tmp_path: Path) -> None:
    index = write(tmp_path)
    add_synonyms(tmp_path)
    term, lesson, other = json.loads(index.read_text("utf-8"))["docs"]
    assert term == {**ENTRIES[0], "tags": synonyms()["glossary/#graphics-card"], "boost": FIRST}
    assert lesson == {**ENTRIES[1], "boost": FIRST}
    assert other == ENTRIES[2]


def test_doing_it_again_changes_nothing(tmp_path: Path) -> None:
    index = write(tmp_path)
    add_synonyms(tmp_path)
    before = index.read_bytes()
    add_synonyms(tmp_path)
    assert index.read_bytes() == before


def test_a_site_without_a_search_is_left_alone(tmp_path: Path) -> None:
    add_synonyms(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_place_of_the_record_is_there() -> None:
    terms = {f"glossary/#{each}" for each in reading.anchors(reading.read(CONTENT / "glossary.md"))}
    assert slugify("Graphics card", "-") == "graphics-card"
    places = terms | {lesson.address for lesson in lessons()}
    assert set(synonyms()) <= places


def test_a_word_leads_to_a_place_only_once() -> None:
    for place, words in synonyms().items():
        assert len(set(words)) == len(words) > 0, place
        assert improved({"location": place})["tags"] == words
