"""The feed, by the rules of RFC 4287 and by what stands on the page of changes."""

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest

from calculators.core.records import read_json
from site_plugins.fences.facts import looked_up
from site_plugins.series.feed import MOST, Entry, as_atom, entries
from site_plugins.series.pages import series

SITE = "https://example.org/repo/"
ATOM = "{http://www.w3.org/2005/Atom}"
ODD = Entry(
    "2026-12-01", "A < B & “C”", "about/changes/#x", '<p><a href="site:a/">1 &lt; 2</a></p>'
)


@pytest.fixture(params=[SITE, ""], ids=["address", "none"])
def feed(request: pytest.FixtureRequest) -> Element:
    return fromstring(as_atom([ODD, *entries()][:MOST], request.param))


def parts(feed: Element) -> Iterator[Element]:
    yield feed
    yield from feed.findall(f"{ATOM}entry")


def test_feed_and_entries_have_what_the_standard_demands_once(feed: Element) -> None:
    assert feed.tag == f"{ATOM}feed"
    for part in parts(feed):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
        assert part.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Start Here"


def test_ids_are_absolute_and_no_two_are_alike(feed: Element) -> None:
    idents = [part.findtext(f"{ATOM}id") or "" for part in parts(feed)]
    assert len(set(idents)) == len(idents)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", ident) for ident in idents)


def test_an_entry_keeps_its_id_wherever_the_site_lies() -> None:
    there, nowhere = (
        [part.findtext(f"{ATOM}id") for part in parts(fromstring(as_atom(entries(), site)))]
        for site in (SITE, "")
    )
    assert there == nowhere


def test_days_are_moments_and_the_feed_is_as_new_as_its_newest_entry(feed: Element) -> None:
    updated, *others = [
        datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "") for part in parts(feed)
    ]
    assert updated == max(others)
    assert others == sorted(others, reverse=True)
    assert updated.tzinfo is not None


def test_addresses_are_full_where_the_site_lies_somewhere() -> None:
    feed = fromstring(as_atom([ODD], SITE))
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": f"{SITE}about/changes/",
        "self": f"{SITE}feed.xml",
    }
    (entry,) = feed.findall(f"{ATOM}entry")
    assert [link.get("href") for link in entry.findall(f"{ATOM}link")] == [SITE + ODD.address]
    assert entry.findtext(f"{ATOM}title") == ODD.title
    assert entry.findtext(f"{ATOM}content") == f'<p><a href="{SITE}a/">1 &lt; 2</a></p>'


def test_every_entry_leads_to_a_page_of_the_series() -> None:
    here = {page.address for page in series()}
    assert {urlsplit(each.address).path for each in entries()} <= here


def test_prices_records_and_lessons_are_told_as_the_records_have_them() -> None:
    titles = {each.title for each in entries()}
    assert f"Prices of models: {read_json('price_changes.json')[0]['from']}" in titles
    licences = next(each for each in looked_up() if each.subject.id == "licences")
    assert f"Licences: {len(licences.names)} looked up" in titles
    assert "Lesson: Three doors: call, rent or own?" in titles


class _Balance(HTMLParser):
    """Elements that were opened and not closed."""

    open: list[str]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_what_an_entry_shows_is_whole_html_without_addresses_of_our_own_making() -> None:
    for entry in fromstring(as_atom(entries(), SITE)).findall(f"{ATOM}entry"):
        html = entry.findtext(f"{ATOM}content") or ""
        reader = _Balance()
        reader.open = []
        reader.feed(html)
        assert reader.open == []
        assert "site:" not in html
