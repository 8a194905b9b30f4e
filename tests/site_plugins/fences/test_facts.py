"""Every source of the site, and when its facts were checked: nothing typed, nothing left out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from calculators.core.records import data_path, read_json, sources
from site_plugins.fences import claims
from site_plugins.fences.facts import (
    SUBJECTS,
    Subject,
    cited,
    looked_up,
    looked_up_fence,
    render_sources,
    sources_fence,
    used,
)
from site_plugins.fences.figures import published
from tests.content import reading

PAGES = {reading.CONTENT / "calculators.md", *reading.CONTENT.rglob("*.md")}
HERE = {f"{path.relative_to(reading.CONTENT).with_suffix('').as_posix()}/" for path in PAGES}
CITED = {subject.id: cited(subject) for subject in SUBJECTS}
URLS = {each.url for found in CITED.values() for each in found}
UNCITED = ("memory_points", "speed_points", "price_changes")
"""Measured by ourselves, or told by the list of prices."""


def addresses(data: Any) -> Iterator[str]:
    if isinstance(data, str) and data.startswith("https://") and " " not in data:
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from addresses(each)


def subject(ident: str) -> Subject:
    return next(each for each in SUBJECTS if each.id == ident)


def test_every_address_in_what_ships_is_among_the_sources() -> None:
    for path in sorted(Path(data_path("")).glob("*.json")):
        if path.stem not in UNCITED:
            missing = set(addresses(json.loads(path.read_text("utf-8")))) - URLS
            assert missing == set(), path.name


def test_so_is_what_others_published_and_what_claims_rest_on() -> None:
    assert {each["url"] for each in published().values()} <= URLS
    assert set(addresses(claims.records())) <= URLS
    assert {each.url for each in sources().values()} <= URLS


def test_texts_at_a_commit_can_be_opened() -> None:
    texts = read_json("cover.json")["texts"]
    at_a_commit = [each for each in texts.values() if "version" in each]
    assert at_a_commit
    assert len(CITED["texts"]) == len(
        {each.get("version", each.get("url")) for each in texts.values()}
    )


@pytest.mark.parametrize("ident", CITED)
def test_each_has_a_name_a_day_and_a_page_that_uses_it(ident: str) -> None:
    assert CITED[ident]
    for each in CITED[ident]:
        assert each.title, each.url
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", each.checked), each
        assert each.url.startswith("https://")
        places = used(subject(ident), each)
        assert places, each
        assert set(places) <= HERE


def test_a_figure_is_used_where_it_is_quoted() -> None:
    quoted = published()["market-saving"]
    each = next(each for each in CITED["published"] if each.url == quoted["url"])
    assert each.title == quoted["source"]
    pages = [
        page for page in reading.pages() if "=published.market-" in page.path.read_text("utf-8")
    ]
    assert set(used(subject("published"), each)) == {
        page.name.replace(".md", "/") for page in pages
    }


def test_an_address_stands_once_in_its_subject_with_its_latest_day() -> None:
    made = Subject(
        "x",
        "X",
        lambda: [
            {"name": "A", "url": "https://example.org/", "checked": "2026-11-01"},
            {"name": "B", "url": "https://example.org/", "checked": "2026-11-20"},
        ],
        (),
    )
    (only,) = cited(made)
    assert (only.title, only.checked) == ("A", "2026-11-20")


def test_the_newest_days_come_first_and_every_dated_record_stands_under_its_day() -> None:
    days = [each.day for each in looked_up()]
    assert days == sorted(days, reverse=True)
    machines = [
        name for each in looked_up() if each.subject.id == "machines" for name in each.names
    ]
    assert sorted(machines) == sorted(
        each["name"] for each in read_json("catalog.json")["machines"]
    )
    laws = [name for each in looked_up() if each.subject.id == "laws" for name in each.names]
    assert sorted(laws) == sorted(each["name"] for each in read_json("rules.json")["laws"])


def test_names_are_text_and_no_markup() -> None:
    made = Subject(
        "x", "<b>", lambda: [{"name": "<i>", "url": "https://a.b/?c&d", "checked": "x"}], ()
    )
    assert [each.title for each in cited(made)] == ["<i>"]
    html = render_sources()
    assert "<i>" not in html
    assert re.search(r'href="[^"]*&(?!amp;|#)', html) is None


@pytest.mark.parametrize(
    ("fence", "name"), [(sources_fence, "sources"), (looked_up_fence, "looked-up")]
)
def test_the_fences_take_no_text(fence: Any, name: str) -> None:
    with pytest.raises(Exception, match=f"{name} fence: it shows every record"):
        fence("2026", name, name, {}, Markdown())
    assert "<details" in fence("", name, name, {}, Markdown())
