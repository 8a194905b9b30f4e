"""A Content-Security-Policy for a site whose server sends no headers: a `<meta>` in every page.

Scripts come from the site alone, and inline ones only if they were in it when it was built.
All pages get one policy with the inline scripts of all pages: where the theme swaps pages in place
(`navigation.instant`), the policy of the first page is the one that holds.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from pathlib import Path

# A worker loaded from a file has the policy of its own response, and GitHub Pages sends none, so
# Chromium compiles Pyodide without this. It is for browsers in which workers inherit the page's
# policy, and for servers that send it as a header; it allows WebAssembly and no JavaScript.
WASM = "'wasm-unsafe-eval'"

# https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type: other types are data.
EXECUTABLE_TYPES = frozenset({"", "text/javascript", "application/javascript", "module"})

META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?', re.IGNORECASE)
CHARSET = re.compile(r"<meta charset=[^>]*>\s*", re.IGNORECASE)
# Comments are matched so that they are skipped: a script inside one does not run.
SCRIPT = re.compile(r"<!--.*?-->|<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
HEAD = re.compile(r"<head(?:\s[^>]*)?>\s*", re.IGNORECASE)


def add_policy(site_dir: Path, framed: Iterable[str] = ()) -> str:
    """Put one policy into every page of the site and return it. Doing it again changes nothing.

    `framed` are documents of frames inside of pages: each has a policy of its own, and that of the
    page on top of it.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(site_dir.rglob("*.html"))}
    documents = (*pages.values(), *framed)
    text = policy(script for page in documents for script in inline_scripts(page))
    for path, page in pages.items():
        path.write_text(with_policy(page, text), "utf-8", newline="\n")
    return text


def policy(scripts: Iterable[str]) -> str:
    """The policy of a site with these inline scripts.

    >>> "script-src 'self' 'wasm-unsafe-eval';" in policy([])
    True
    """
    hashes = sorted({script_hash(script) for script in scripts})
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", WASM, *hashes)),
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",  # the widths of bars, which Python works out
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "worker-src 'self' blob:",  # blob: for the frame; in a page Trusted Types refuse it
            "connect-src 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types start-here start-here-frame",
        )
    )


def script_hash(script: str) -> str:
    """The source expression that allows one inline script.

    >>> script_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def inline_scripts(page: str) -> list[str]:
    """The texts of the scripts a browser would run out of the page itself."""
    reader = _Scripts()
    page = page.replace("\r\n", "\n")  # as browsers do before they hash
    reader.feed("".join(SCRIPT.findall(page)))  # parsing the whole page would be slow
    reader.close()
    return reader.found


def with_policy(page: str, text: str) -> str:
    """The page with this policy before everything it applies to, in place of an earlier one.

    >>> print(with_policy("<head><title>Hi</title></head>", "default-src 'self'"))
    <head><meta http-equiv="Content-Security-Policy" content="default-src 'self'">
    <title>Hi</title></head>
    """
    page = META.sub("", page, count=1)
    place = CHARSET.search(page) or HEAD.search(page)
    if place is None:
        return page
    content = escape(text, quote=False)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">\n'
    return page[: place.end()] + meta + page[place.end() :]


class _Scripts(HTMLParser):
    """Collects inline scripts; the parser hands over their text as it is, as HTML demands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given:
            self._inside = (given.get("type") or "").strip().lower() in EXECUTABLE_TYPES
            if self._inside:
                self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False
