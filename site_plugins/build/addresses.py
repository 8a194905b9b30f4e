"""Addresses in a built site: what a file loads, which file that is, and marks for its content.

A browser keeps files for a while, ten minutes on GitHub Pages. Scripts and styles are therefore
named with a hash behind the address, `quiz.js?v=1a2b3c4d`, so that a page of a new deployment
cannot get a script of the last one out of that memory.
"""

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from html import unescape

LINKS = frozenset({"stylesheet", "icon", "modulepreload"})
"""The `rel` of the `<link>`s that a browser follows when it shows a page."""
# Reading whole pages as HTML would take most of a build; these few tags are all that matters.
LOADING = re.compile(r"<(link|script|img|source)\s([^>]*)>")
ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
IN_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)")
IN_SCRIPTS = re.compile(r"new URL\(\s*[\"']([^\"']+)[\"']\s*,\s*import\.meta\.url\s*\)")
IN_SETTINGS = re.compile(r'"search":\s*"([^"]+\.js)"')
"""Material names its search worker in the settings that each page carries."""
MARKED = re.compile(r"(?<!\.[0-9a-f]{8})(?<!\.[0-9a-f]{8}\.min)\.(?:js|css)$")
"""Not Material's files, which have a hash in their names already."""
_ADDRESS = rb"""(["'])([^"'?#\s]+\.(?:js|css))(?:\?v=[0-9a-f]{8})?\1"""
MARKS_IN_TAGS = re.compile(rb"(?<=\shref=|.\ssrc=)" + _ADDRESS)
MARKS_IN_SCRIPTS = re.compile(rb"(?<=new URL\()" + _ADDRESS + rb"(?=\s*,\s*import\.meta\.url\s*\))")
MARKED_TAG = re.compile(rb"<(?:script|link)\s[^>]*>")

Files = dict[str, bytes]


def addresses(name: str, text: str) -> list[str]:
    """What a file loads, as it names it.

    >>> addresses("a.css", "p { background: url(paper.png) }")
    ['paper.png']
    """
    if name.endswith(".html"):
        loaded = [address for tag in LOADING.finditer(text) for address in _loads(*tag.groups())]
        return [*loaded, *IN_SETTINGS.findall(text)]
    if name.endswith(".css"):
        return IN_STYLES.findall(text)
    return IN_SCRIPTS.findall(text) if name.endswith(".js") else []


def _loads(tag: str, attributes: str) -> list[str]:
    given = {name: unescape(one or two) for name, one, two in ATTRIBUTE.findall(attributes)}
    if tag == "link":
        return [given["href"]] if LINKS & set(given.get("rel", "").split()) else []
    pictures = [each.split()[0] for each in given.get("srcset", "").split(",") if each.strip()]
    return [*pictures, given["src"]] if "src" in given else pictures


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


def fingerprint(files: Files) -> tuple[Files, dict[str, str]]:
    """The files with such addresses in pages and scripts, and the `?v=…` of each that has one.

    >>> page, script = b'<script src="../a.js"></script>', b'"Hello"'
    >>> files, marks = fingerprint({"x/index.html": page, "a.js": script})
    >>> files["x/index.html"], marks
    (b'<script src="../a.js?v=c25bf945"></script>', {'a.js': '?v=c25bf945'})
    """
    done: Files = {}
    marks: dict[str, str] = {}

    def finish(name: str) -> None:
        if name in done:
            return
        done[name] = files[name]  # for scripts that name each other
        done[name] = _with_marks(name, files, mark)
        if MARKED.search(name):
            marks[name] = f"?v={hashlib.sha256(done[name]).hexdigest()[:8]}"

    def mark(name: str) -> str:
        finish(name)
        return marks.get(name, "")

    for name in sorted(files):
        finish(name)
    return {name: done[name] for name in files}, marks


def _with_marks(name: str, files: Files, mark: Callable[[str], str]) -> bytes:
    def replace(found: re.Match[bytes]) -> bytes:
        quote, address = found.groups()
        target = find(name, address.decode(), files)
        return quote + address + (mark(target) if target else "").encode() + quote

    if name.endswith(".html"):
        return MARKED_TAG.sub(lambda tag: MARKS_IN_TAGS.sub(replace, tag[0]), files[name])
    return MARKS_IN_SCRIPTS.sub(replace, files[name]) if name.endswith(".js") else files[name]


def find(name: str, address: str, files: Mapping[str, object]) -> str | None:
    """Which of the files an address in the file `name` means.

    An error page, which is shown at any address, names files from the root of its host.

    >>> find("503.html", "/repo/assets/a.css", {"assets/a.css": b""})
    'assets/a.css'
    """
    parts = address.split("/")
    tried = [resolve(name, address)]
    if address.startswith("/"):
        tried = ["/".join(parts[place:]) for place in range(1, len(parts))]
    return next((target for target in tried if target in files), None)
