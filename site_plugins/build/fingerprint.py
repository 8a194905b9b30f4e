"""Scripts and styles at addresses that change with their content: `quiz.js?v=1a2b3c4d`.

A browser keeps files for a while, ten minutes on GitHub Pages. With the hash in the address a page
of a new deployment cannot get a script of the last one out of that memory.
"""

import hashlib
import re
from collections.abc import Callable, Mapping

from site_plugins.build.page_parts import resolve

MARKED = re.compile(r"(?<!\.[0-9a-f]{8})(?<!\.[0-9a-f]{8}\.min)\.(?:js|css)$")
"""Not those that have the hash in their names already, which are Material's."""
ADDRESS = rb"""(["'])([^"'?#\s]+\.(?:js|css))(?:\?v=[0-9a-f]{8})?\1"""
IN_TAGS = re.compile(rb"(?<=\shref=|.\ssrc=)" + ADDRESS)
IN_SCRIPTS = re.compile(rb"(?<=new URL\()" + ADDRESS + rb"(?=\s*,\s*import\.meta\.url\s*\))")
TAG = re.compile(rb"<(?:script|link)\s[^>]*>")

Files = dict[str, bytes]


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
        return TAG.sub(lambda tag: IN_TAGS.sub(replace, tag[0]), files[name])
    return IN_SCRIPTS.sub(replace, files[name]) if name.endswith(".js") else files[name]


def find(name: str, address: str, files: Mapping[str, object]) -> str | None:
    """Which of the files an address in the file `name` means.

    A page for a fault, which is shown at any address, names files from the root of its host.

    >>> find("503.html", "/repo/assets/a.css", {"assets/a.css": b""})
    'assets/a.css'
    """
    parts = address.split("/")
    tried = [resolve(name, address)]
    if address.startswith("/"):
        tried = ["/".join(parts[place:]) for place in range(1, len(parts))]
    return next((target for target in tried if target in files), None)
