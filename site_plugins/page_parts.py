"""What one file of a built site asks the browser to load with it, and what a page is."""

import posixpath
import re
from html.parser import HTMLParser

LINKS = frozenset({"stylesheet", "icon", "modulepreload"})
"""The `rel` of the `<link>`s that a browser follows when it shows a page."""
IN_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)")
IN_SCRIPTS = re.compile(r"new URL\(\s*[\"']([^\"']+)[\"']\s*,\s*import\.meta\.url\s*\)")
IN_SETTINGS = re.compile(r'"search":\s*"([^"]+\.js)"')
"""Material names its search worker in the settings that each page carries."""


class PageParts(HTMLParser):
    """A page's title, its elements, and the addresses it loads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.title = ""
        self.elements: set[str] = set()
        self.addresses = IN_SETTINGS.findall(page)
        self._in_title = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element is and what it loads."""
        given = {name: value or "" for name, value in attrs}
        self.elements.add(tag)
        self._in_title = tag == "title" and not self.title
        if tag == "link" and LINKS & set(given.get("rel", "").split()):
            self.addresses.append(given.get("href", ""))
        if given.get("property") == "og:title":
            self.title = given.get("content", "")
        if tag in ("script", "img", "source"):
            self.addresses.append(given.get("src", ""))
            self.addresses += [
                each.split()[0] for each in given.get("srcset", "").split(",") if each
            ]

    def handle_data(self, data: str) -> None:
        """Collect the title."""
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        """A title ends; an `<svg>` may have titles of its own."""
        self._in_title = False


def addresses(name: str, text: str) -> list[str]:
    """What a file loads, as it names it.

    >>> addresses("a.css", "p { background: url(paper.png) }")
    ['paper.png']
    """
    if name.endswith(".html"):
        return PageParts(text).addresses
    if name.endswith(".css"):
        return IN_STYLES.findall(text)
    return IN_SCRIPTS.findall(text) if name.endswith(".js") else []


def resolve(name: str, address: str) -> str | None:
    """The file, named from the root of the site, that an address in the file `name` means.

    None where it leads to another host, out of the site, or is no file at all.

    >>> resolve("hardware/fit/index.html", "../../assets/a.css?x=1")
    'assets/a.css'
    >>> resolve("index.html", "data:image/png;base64,AAAA") is None
    True
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if not path or ":" in path or path.startswith("/"):
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return None if found.startswith("..") else found
