"""`feed.xml`: what changed in the facts and in the lessons, for programs that read news.

An Atom feed (RFC 4287) made from the same records as the page of changes: what each run of
`make prices` changed, which records were compared with their sources, which lessons were reviewed.
An entry keeps its id wherever the site lies, so that nobody reads it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from calculators.core.records import read_json
from site_plugins.fences.facts import looked_up, told
from site_plugins.fences.prices import render_changes
from site_plugins.series.pages import lessons, settings

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
PAGE = "about/changes/"
MOST = 40
"""Older entries are on the page."""
HEADING = re.compile(r"<h3.*?</h3>\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news."""

    day: str
    title: str
    address: str
    """Below the root of the site."""
    html: str
    """With `site:` before the addresses of pages."""


def add_feed(site_dir: Path, site_url: str) -> None:
    """Write the feed; `site_url` is empty where it is not known."""
    (site_dir / NAME).write_bytes(as_atom(entries(), site_url))


def entries() -> list[Entry]:
    """The latest, the newest first; of one day prices first, then records, then lessons."""
    found = [*_prices(read_json("price_changes.json")), *_records(), *_lessons()]
    return sorted(found, key=lambda each: each.day, reverse=True)[:MOST]


def _prices(changes: Sequence[Mapping[str, Any]]) -> Iterator[Entry]:
    for change in changes:
        day = change["date"]
        html = HEADING.sub("", render_changes([change]), count=1)
        yield Entry(day, f"Prices of models: {change['from']}", f"{PAGE}#changes-{day}", html)


def _records() -> Iterator[Entry]:
    for each in looked_up():
        count = len(each.names)
        title = f"{each.subject.title}: {count} looked up" if count > 1 else each.subject.title
        yield Entry(each.day, title, f"{PAGE}#looked-up-{each.day}", told(each))


def _lessons() -> Iterator[Entry]:
    for page in lessons():
        html = f"<p>{escape(page.description)}</p>"
        yield Entry(str(page.front["reviewed"]), f"Lesson: {page.title}", page.address, html)


def as_atom(news: Sequence[Entry], site_url: str) -> bytes:
    """The feed of these entries."""
    ElementTree.register_namespace("", ATOM)
    site = settings()
    feed = ElementTree.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _text(feed, "id", _ident("feed"))
    _text(feed, "title", f"{site['site_name']}: what changed in our facts")
    _text(feed, "updated", _moment(max(each.day for each in news)))
    _text(ElementTree.SubElement(feed, _tag("author")), "name", site["site_name"])
    _link(feed, site_url + PAGE, "alternate")
    if site_url:
        _link(feed, site_url + NAME, "self")
    for each in news:
        _add(feed, each, site_url)
    ElementTree.indent(feed)
    made: bytes = ElementTree.tostring(feed, "utf-8", xml_declaration=True)
    return made + b"\n"


def _add(feed: ElementTree.Element, each: Entry, site_url: str) -> None:
    entry = ElementTree.SubElement(feed, _tag("entry"))
    _text(entry, "id", _ident(f"{each.day} {each.address} {each.title.partition(':')[0]}"))
    _text(entry, "title", each.title)
    _text(entry, "updated", _moment(each.day))
    _link(entry, site_url + each.address, "alternate")
    html = each.html.replace('href="site:', f'href="{escape(site_url)}')
    content = ElementTree.SubElement(entry, _tag("content"), {"type": "html"})
    content.text = html


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, _tag(name)).text = text


def _link(parent: ElementTree.Element, address: str, rel: str) -> None:
    ElementTree.SubElement(parent, _tag("link"), {"rel": rel, "href": address})


def _ident(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'start-here {name}')}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
