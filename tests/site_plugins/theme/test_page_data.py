"""What a page says of itself to other programs, in a site of three pages with our templates."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from tools.places import ROOT

ADDRESS = "https://example.org/repo/"
ODD = "Is 5 < 6 & \"so\" 'on' </script><b>é</b>?"
LESSON = f"""---
title: {json.dumps(ODD)}
description: {json.dumps("About " + ODD)}
outcomes: ["Say why 5 < 6."]
minutes: 9
reviewed: 2026-11-29
level: beginner
---

# Heading

The answer.

<start-quiz></start-quiz>
"""
SETTINGS = f"""
site_name: Start & Here
site_description: All of it.
site_url: !ENV [SITE_URL, ""]
theme:
  name: material
  font: false
  custom_dir: {json.dumps(str(ROOT / "site_plugins/theme"))}
  static_templates: [404.html, robots.txt]
plugins: []
extra:
  paths:
    owner: {{reader: An owner, who: deciding, outcome: You’ll choose., lessons: [part/lesson]}}
    entrepreneur: {{reader: An entrepreneur, who: building, outcome: You’ll pick., lessons: []}}
    student: {{reader: A student, who: learning, outcome: You’ll explain., lessons: [part/lesson]}}
nav:
  - Home: index.md
  - Part: [{{Lesson: part/lesson.md}}]
  - Words: words.md
"""
THING = {"name", "description", "url"}
WORK = {
    *THING,
    *("hasPart", "isPartOf", "inLanguage", "isAccessibleForFree", "license", "provider", "about"),
    *("dateModified", "timeRequired", "educationalLevel", "teaches", "learningResourceType"),
}
VOCABULARY = {
    "Course": {*WORK, "offers", "hasCourseInstance"},
    "CourseInstance": {*THING, "courseMode", "courseWorkload"},
    "LearningResource": WORK,
    "Quiz": WORK,
    "Thing": THING,
    "Organization": THING,
    "Offer": {*THING, "category", "price", "priceCurrency"},
    "BreadcrumbList": {*THING, "itemListElement"},
    "ListItem": {*THING, "position", "item"},
}
"""What schema.org lets each of our types have, as far as we use it."""


class Head(HTMLParser):
    """The metas, links and data of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.data = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas[given.get("property") or given.get("name", "")] = given.get("content", "")
        if tag == "link":
            self.links.append(given)
        self._inside = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def link(self, rel: str, kind: str = "") -> str | None:
        found = (each["href"] for each in self.links if each["rel"] == rel)
        ours = (each for each in self.links if each["rel"] == rel and each.get("type") == kind)
        return next(ours, {"href": None})["href"] if kind else next(found, None)

    @property
    def graph(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.data)["@graph"]
        return found


def build(folder: Path, address: str) -> Path:
    pages = {"index.md": "# Start", "part/lesson.md": LESSON, "words.md": "# Words & more"}
    for name, text in pages.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", folder / "mkdocs.yml"],
        check=True,
        env={**os.environ, "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"},
    )
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("with"), ADDRESS)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built without a word of where it will lie."""
    return build(tmp_path_factory.mktemp("without"), "")


def head(site: Path, page: str = "part/lesson/") -> Head:
    return Head((site / page / "index.html").read_text("utf-8"))


def things(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for each in data:
            yield from things(each)
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        yield from things(list(data.values()))


def test_an_odd_title_arrives_as_it_was_written(site: Path) -> None:
    lesson = head(site)
    assert lesson.metas["og:title"] == lesson.metas["og:image:alt"] == ODD
    assert lesson.metas["og:description"] == f"About {ODD}"
    assert lesson.graph[0]["name"] == ODD
    assert "<b>" not in lesson.data


def test_where_the_site_lies_is_told_in_full_once_it_is_known(site: Path) -> None:
    lesson = head(site)
    assert lesson.link("canonical") == lesson.metas["og:url"] == f"{ADDRESS}part/lesson/"
    assert lesson.metas["og:image"] == f"{ADDRESS}cards/part-lesson.png"
    assert head(site, "").metas["og:image"] == f"{ADDRESS}cards/home.png"
    assert "og:image" not in head(site, "words/").metas


def test_without_an_address_nothing_claims_one_and_the_rest_leads_to_the_same_places(
    nowhere: Path,
) -> None:
    lesson = head(nowhere)
    assert lesson.link("canonical") is None
    assert {"og:url", "og:image"} & lesson.metas.keys() == set()
    served = "http://127.0.0.1:8000/part/lesson/"
    assert urljoin(served, lesson.graph[0]["url"]) == served
    trail = [urljoin(served, each["item"]) for each in lesson.graph[1]["itemListElement"]]
    assert trail == ["http://127.0.0.1:8000/", served]


def test_the_feed_and_a_lessons_twin_in_markdown_are_named(site: Path) -> None:
    assert head(site).link("alternate", "application/atom+xml") == "../../feed.xml"
    assert head(site).link("alternate", "text/markdown") == "index.md"
    assert head(site, "words/").link("alternate", "text/markdown") is None


def test_a_lesson_is_part_of_the_course_and_has_its_quiz(site: Path) -> None:
    lesson, trail = head(site).graph
    assert (lesson["@type"], lesson["timeRequired"]) == ("LearningResource", "PT9M")
    assert (lesson["dateModified"], lesson["teaches"]) == ("2026-11-29", ["Say why 5 < 6."])
    assert lesson["hasPart"]["@type"] == "Quiz"
    assert lesson["isPartOf"]["@id"] == head(site, "").graph[0]["@id"] == ADDRESS
    assert [each["position"] for each in trail["itemListElement"]] == [1, 2]


def test_the_course_has_its_lessons_and_each_path_those_that_are_on_it(site: Path) -> None:
    (course,) = head(site, "").graph
    lesson, *paths = course["hasPart"]
    assert (course["name"], lesson["name"]) == ("Start & Here", ODD)
    assert course["hasCourseInstance"]["courseWorkload"] == "PT9M"
    on_it = [bool(path["hasPart"]) for path in paths]
    assert on_it == [True, False, True]  # owner, entrepreneur, student
    assert paths[0]["hasPart"] == [{"@id": lesson["@id"]}]


@pytest.mark.parametrize("page", ["", "part/lesson/", "words/"])
def test_only_words_of_schema_org_are_used_each_where_it_belongs(site: Path, page: str) -> None:
    found = list(things(head(site, page).graph))
    assert found
    for thing in found:
        names = {name for name in thing if not name.startswith("@")}
        assert names <= VOCABULARY[thing["@type"]], thing["@type"]


def test_the_sitemap_tells_when_a_lesson_was_reviewed(site: Path) -> None:
    root = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    days = {each.findtext(f"{name}loc"): each.findtext(f"{name}lastmod") for each in root}
    assert days == {ADDRESS: None, f"{ADDRESS}part/lesson/": "2026-11-29", f"{ADDRESS}words/": None}


def test_robots_may_read_all_and_learn_where_the_sitemap_is(site: Path, nowhere: Path) -> None:
    everything = "User-agent: *\nAllow: /"
    assert (nowhere / "robots.txt").read_text("utf-8") == everything
    lines = f"{everything}\nSitemap: {ADDRESS}sitemap.xml"
    assert (site / "robots.txt").read_text("utf-8") == lines
