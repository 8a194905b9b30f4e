"""The series as its author wrote it: the pages in their order, each with its front matter and text.

What is made beside the pages (share cards, twins in Markdown, `llms.txt`) is made from this, so
that it comes out alike whoever built the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

import yaml

from site_plugins import ROOT
from site_plugins.fences.figures import render

CONTENT = ROOT / "content"
SETTINGS = ROOT / "mkdocs.yml"

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
REFERENCE = re.compile(r"`=([^`\n]+)`")
LINKED = re.compile(r'<a class="sc-inline" href="([^"]*)"[^>]*>(.*?)</a>')
TAG = re.compile(r"<[^>]+>")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
MARK = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`")


@dataclass(frozen=True, slots=True)
class Page:
    """One page that the navigation names."""

    source: str
    """Below `content/`."""
    title: str
    section: str
    """Empty at the top."""
    front: Mapping[str, Any]
    text: str
    """Markdown, without the front matter."""

    @property
    def address(self) -> str:
        """Where it is, below the root of the site.

        >>> Page("index.md", "", "", {}, "").address, Page("a/b.md", "", "", {}, "").address
        ('', 'a/b/')
        """
        name = self.source.removesuffix(".md")
        return re.sub(r"(^|/)index$", r"\1", name) if name.endswith("index") else f"{name}/"

    @property
    def description(self) -> str:
        """One sentence or two, for whoever has not read it."""
        return str(self.front.get("description", ""))

    @property
    def is_lesson(self) -> bool:
        """Lessons say how long they take."""
        return "minutes" in self.front


@cache
def settings() -> Mapping[str, Any]:
    """The site's settings, without what only a builder can make of them."""
    found: Mapping[str, Any] = yaml.load(SETTINGS.read_text("utf-8"), Loader=_Settings)
    return found


@cache
def series() -> tuple[Page, ...]:
    """The pages of the navigation, in its order."""
    return tuple(_pages(settings()["nav"]))


@cache
def lessons() -> tuple[Page, ...]:
    """Those that are lessons."""
    return tuple(page for page in series() if page.is_lesson)


def _pages(entries: list[dict[str, Any]], section: str = "") -> Iterator[Page]:
    for entry in entries:
        for title, value in entry.items():
            if isinstance(value, list):
                yield from _pages(value, title)
            else:
                yield read(value, section, title)


def read(source: str, section: str = "", title: str = "") -> Page:
    """A page of `content/`."""
    text = (CONTENT / source).read_text("utf-8")
    found = FRONT_MATTER.match(text)
    front = yaml.safe_load(found[1]) if found else {}
    name = front.get("title") or title
    return Page(source, name, section, front, text[found.end() :] if found else text)


def with_figures(markdown: str) -> str:
    """Markdown in which each reference to a figure has become the figure.

    >>> with_figures("It is under `=model.qwen3-8b.licence`.")
    'It is under Apache-2.0.'
    """
    return REFERENCE.sub(lambda found: figure(found[1]), markdown)


def figure(reference: str) -> str:
    """What one reference says, as Markdown: text, or a link to who published it."""
    linked = LINKED.sub(r"[\2](\1)", render(reference))
    return unescape(TAG.sub("", linked))


def plain(markdown: str) -> str:
    """A paragraph as it is read aloud.

    >>> plain("**Two** doors, says [the *G7*](../g7.md).")
    'Two doors, says the G7.'
    """
    return " ".join(MARK.sub("", LINK.sub(r"\1", with_figures(markdown))).split())


class _Settings(yaml.SafeLoader):
    """Reads MkDocs' settings: a tag that names a function as its name, any other as nothing."""


_Settings.add_multi_constructor(
    "tag:yaml.org,2002:python/name:", lambda loader, suffix, node: suffix
)
_Settings.add_multi_constructor("", lambda loader, suffix, node: None)  # the first that fits
