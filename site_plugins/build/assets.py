"""The assets of a built site: made small, found from the files that load them, and marked.

Our scripts and styles are plain modules that run as they are; `mkdocs serve` serves them so. A
published site gets each entry with all it imports in one minified file under the same name, which
saves a dozen requests and two thirds of the bytes.

Of the theme's styles a rule stays when every name in its selector, be it a class, a tag, an id or
an attribute, stands somewhere in a page or in a script of the site, also in those that scripts add
later; a variable stays when a style reads it, ours among them. That leaves a third of their bytes.
Our own styles are left alone: what Python answers in the reader's browser has names that no page
has yet.

A browser keeps files for a while, ten minutes on GitHub Pages. Scripts and styles are therefore
named with a hash behind the address, `quiz.js?v=1a2b3c4d`, so that a page of a new deployment
cannot get a script of the last one out of that memory.
"""

import hashlib
import posixpath
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins import NODE_MODULES
from site_plugins.build.node import node_and_npm

ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
PURGECSS = NODE_MODULES / "purgecss" / "bin" / "purgecss.js"
ENTRIES = (
    "calculators/element.js",
    "calculators/worker.js",
    "calculators/formula.js",
    "calculators/machine-hints.js",
    "calculators/memo.js",
    "calculators/picture.js",
    "offline/kept.js",
    "offline/service-worker.js",
    "moved.js",
    "lesson.js",
    "questions.js",
    "reading.js",
    "progress/paths.js",
    "progress/place.js",
    "progress/progress.js",
    "site/search.js",
    "site/site.js",
)
OWN_STYLES = (
    *("start-here.css", "answer-key.css", "claims.css", "memo.css", "progress.css", "search.css"),
)
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--allow-overwrite",
    "--log-level=error",
)
THEME_STYLES = "assets/stylesheets"
READERS = ("**/*.html", "assets/**/*.js")
"""Whatever may name a class."""

LINKS = frozenset({"stylesheet", "icon", "modulepreload"})
"""The `rel` of the `<link>`s that a browser follows when it shows a page."""
# Reading whole pages as HTML would take most of a build; these few tags are all that matters.
LOADING = re.compile(r"<(link|script|img|source)\s([^>]*)>")
ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
IN_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)")
READ = re.compile(r"var\((--[\w-]+)")
IN_SCRIPTS = re.compile(r"new URL\(\s*[\"']([^\"']+)[\"']\s*,\s*import\.meta\.url\s*\)")
MARKED = re.compile(r"(?<!\.[0-9a-f]{8})(?<!\.[0-9a-f]{8}\.min)\.(?:js|css)$")
"""Not Material's files, which have a hash in their names already."""
_ADDRESS = rb"""(["'])([^"'?#\s]+\.(?:js|css))(?:\?v=[0-9a-f]{8})?\1"""
MARKS_IN_TAGS = re.compile(rb"(?<=\shref=|.\ssrc=)" + _ADDRESS)
MARKS_IN_SCRIPTS = re.compile(rb"(?<=new URL\()" + _ADDRESS + rb"(?=\s*,\s*import\.meta\.url\s*\))")
MARKED_TAG = re.compile(rb"<(?:script|link)\s[^>]*>")

BLANKS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
"""Blanks around the end of a line, and elements whose blanks count."""

Files = dict[str, bytes]


class PackError(Exception):
    """The scripts or styles could not be made small; the text says why."""


def pack(site_dir: Path) -> None:
    """Pack pages, scripts and styles of a built site; remove the modules that went into others."""
    assets = site_dir / "assets"
    entries = [assets / name for name in (*ENTRIES, *OWN_STYLES)]
    folders = (f"--outbase={assets}", f"--outdir={assets}")
    failed = "esbuild could not pack the scripts"
    _run(ESBUILD, *entries, *OPTIONS, *folders, cwd=site_dir, failed=failed)
    kept = {assets / name for name in ENTRIES}
    for module in {module for entry in kept for module in entry.parent.glob("*.js")} - kept:
        module.unlink()
    shutil.rmtree(assets / "styles")
    for page in site_dir.rglob("*.html"):
        page.write_text(unindented(page.read_text("utf-8")), "utf-8", newline="\n")


def unindented(html: str) -> str:
    """A page without empty lines and indents, which templates leave by the thousand.

    >>> unindented("<p>\\n\\n  One\\n</p><pre>\\n  two</pre>")
    '<p>\\nOne\\n</p><pre>\\n  two</pre>'
    """
    return BLANKS.sub(lambda found: found[1] or "\n", html)


def purge(site_dir: Path) -> None:
    """Drop unused rules from the theme's styles of a built site; raises `PackError`."""
    styles = sorted((site_dir / THEME_STYLES).glob("*.css"))
    ours = sorted((site_dir / "assets").glob("*.css"))
    failed = "purgecss could not drop the unused styles"
    with TemporaryDirectory() as name:
        reader, output = Path(name) / "reader.css", Path(name)
        options = ("--variables", "--content", *READERS, "--output", name)
        for style in styles:
            reader.write_text(_reading({*styles, *ours} - {style}), "utf-8")
            # The reader goes first: a style loses what nobody has read until then.
            said = _run(PURGECSS, "--css", reader, style, *options, cwd=site_dir, failed=failed)
            if not (output / style.name).is_file():
                raise PackError(f"{failed}: {said}")
        for style in styles:
            style.write_bytes((output / style.name).read_bytes())


def _reading(styles: Iterable[Path]) -> str:
    """A rule that reads every variable that these styles do, whether a page needs it yet or not."""
    read = {name for path in styles for name in READ.findall(path.read_text("utf-8"))}
    return f":root{{content:{' '.join(f'var({name})' for name in sorted(read))}}}"


def _run(program: Path, *arguments: str | Path, cwd: Path, failed: str) -> str:
    """What a program of Node.js says; raises `PackError` where it fails."""
    node, _ = node_and_npm()
    command = [str(each) for each in (node, program, *arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    said = (ran.stderr or ran.stdout).strip()[:2000]
    if ran.returncode:
        raise PackError(f"{failed}: {said}")
    return said


def addresses(name: str, text: str) -> list[str]:
    """What a file loads, as it names it.

    >>> addresses("a.css", "p { background: url(paper.png) }")
    ['paper.png']
    """
    if name.endswith(".html"):
        return [address for tag in LOADING.finditer(text) for address in _loads(*tag.groups())]
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
