"""What the site's service worker needs: its script at the root, and the list of this version.

A version is everything a reader's browser may load of one deployment, with the hash of each file.
The service worker gives a page files of the page's own version and no others, and takes a new
version only when every file of it has arrived with the right hash. `assets/version.json` is the
list; each page names its version in a `<meta>`, so that no page is the same in two versions.

Kept before they are visited are the pages with a calculator, the memo, the reader's progress, the
page where the reader switches all this off, what these pages load, the old addresses of pages that
moved, and the set of files from which Python is tried first.
Everything else, including the stock set of Python, is kept once it has been requested.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from html import unescape
from itertools import chain
from pathlib import Path

from site_plugins.build.assets import addresses, fingerprint, resolve
from site_plugins.build.bundle import content_hash

SERVICE_WORKER = "service-worker.js"
SOURCE = "assets/offline/service-worker.js"
LIST = "assets/version.json"
MANIFEST = "assets/py/manifest.json"
NOT_KEPT = "503.html"
"""The page for an address that is not on the device."""
MOVED = "<a data-moved "
KEPT_ELEMENT = re.compile(rb"<start-(?:calculator|kept|memo|progress)[\s>]|" + MOVED.encode())
ALWAYS = (NOT_KEPT, MANIFEST)
"""Kept though no page names them."""
LISTED = frozenset(
    {".html", ".css", ".js", ".json", ".svg", ".png", ".jpg", ".webp", ".avif", ".woff2", ".xml"}
)
UNLISTED = frozenset({"404.html", "feed.xml", SERVICE_WORKER, LIST})
UNLISTED_FOLDERS = ("api/", "assets/py/", "cards/", "packages/")
"""Python, which has a list of its own; what is for other sites and programs: the declarations of
the calculators, share cards, the package index."""
READABLE = (".html", ".css", ".js")
LIMIT_BYTES = 40_000_000
"""No more than this, unpacked, is put on a reader's device unasked."""

META = re.compile(rb'<meta name="start-here-version"[^>]*>\n?')
HEAD_END = re.compile(rb"(?=</head>)")
OWN_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)"')
TITLE = re.compile(r"<title>([^<]*)</title>")
NAMED = re.compile(r"/[0-9a-f]{16}/")
"""A folder whose name changes with its content: what lies in it needs no hash of its own."""

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a version, as the service worker is told of it."""

    bytes: int
    integrity: str
    """As `fetch` takes it."""
    query: str
    """What pages put behind its address."""
    keep: bool
    """Whether it is kept before it is visited."""
    named: bool
    """Whether its address changes with its content."""
    title: str
    """Of a page to read; empty for everything else, also where a page was before it moved."""


@dataclass(frozen=True, slots=True)
class Version:
    """The list of one version: addresses below the root of the site, and what is there."""

    version: str
    files: dict[str, File]

    @property
    def kept_bytes(self) -> int:
        """What a device holds, unpacked, after the first visit."""
        return sum(file.bytes for file in self.files.values() if file.keep)


def add_offline(site_dir: Path) -> Version:
    """Make a finished site work offline; the last step, because it hashes what there is."""
    (site_dir / SOURCE).replace(site_dir / SERVICE_WORKER)
    return write_version(site_dir)


def write_version(site_dir: Path) -> Version:
    """Write the list of files, and its name into each page. Doing it again changes nothing."""
    first, *others = runtime_files(site_dir)
    files, marks = fingerprint(read_site(site_dir, [MANIFEST, *first, *chain(*others)]))
    name = content_hash(files)
    files = {path: with_version(path, text, name) for path, text in files.items()}
    for path, text in files.items():
        if path.endswith((".html", ".js")):
            (site_dir / path).write_bytes(text)
    version = Version(name, describe(files, kept(files, first), marks))
    (site_dir / LIST).write_text(as_json(version), "utf-8", newline="\n")
    return version


def runtime_files(site_dir: Path) -> list[list[str]]:
    """The files of each set from which Python is tried, in that order."""
    manifest = json.loads((site_dir / MANIFEST).read_text("utf-8"))
    folder = f"assets/py/{manifest['runtime']}"
    return [
        [
            f"{folder}/{found['name']}/{file['name']}"
            for file in (*found["files"], *(found["sandbox"] or {}).values())
        ]
        for found in manifest["sets"]
    ]


def read_site(site_dir: Path, runtime: Iterable[str]) -> Files:
    """The files that belong to a version; pages without the name of an earlier one."""
    found = sorted(path for path in site_dir.rglob("*") if path.suffix in LISTED)
    names = {path.relative_to(site_dir).as_posix() for path in found} - UNLISTED
    names = {name for name in names if not name.startswith(UNLISTED_FOLDERS)}
    files = {name: (site_dir / name).read_bytes() for name in sorted({*names, *runtime})}
    return {name: META.sub(b"", text) if is_page(name) else text for name, text in files.items()}


def kept(files: Files, python: Iterable[str]) -> set[str]:
    """Which files are kept before they are visited: some pages, and everything these load.

    Where they exceed `LIMIT_BYTES` together, the pages that lie deepest, and then those last by
    name, are kept only once they have been visited.
    """
    found = with_all_they_load(files, [*python, *(name for name in ALWAYS if name in files)])
    pages = [name for name, text in files.items() if is_page(name) and KEPT_ELEMENT.search(text)]
    room = LIMIT_BYTES - _bytes(files, found)
    for page in sorted(pages, key=lambda name: (name.count("/"), name)):
        more = with_all_they_load(files, [page]) - found
        if (size := _bytes(files, more)) <= room:
            found |= more
            room -= size
    return found


def with_all_they_load(files: Files, names: Iterable[str]) -> set[str]:
    """These files, those that they load, those that these load, and so on."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found or name not in files:
            continue
        found.add(name)
        if name.endswith(READABLE):
            named = addresses(name, files[name].decode())
            waiting += filter(None, (resolve(name, address) for address in named))
    return found


def _bytes(files: Files, names: Iterable[str]) -> int:
    return sum(len(files[name]) for name in names)


def is_page(name: str) -> bool:
    """Whether a file is a page."""
    return name.endswith(".html")


def describe(files: Files, keep: set[str], marks: Mapping[str, str]) -> dict[str, File]:
    """What the list says of each file, by its address."""
    return {
        address(name): File(
            bytes=len(text),
            integrity=integrity(text),
            keep=name in keep,
            query=marks.get(name, ""),
            named=NAMED.search(name) is not None,
            title=title(text.decode()) if is_page(name) and MOVED.encode() not in text else "",
        )
        for name, text in files.items()
    }


def address(name: str) -> str:
    """Where a browser asks for a file, below the root of the site.

    >>> address("about/index.html"), address("index.html"), address("503.html")
    ('about/', '', '503.html')
    """
    return name.removesuffix("index.html") if re.search(r"(^|/)index\.html$", name) else name


def title(page: str) -> str:
    """What a page calls itself: without the name of the site, where it says that too.

    >>> title("<head><title>Fit &amp; more</title></head>")
    'Fit & more'
    """
    found = OWN_TITLE.search(page) or TITLE.search(page)
    return unescape(found[1]).strip() if found else ""


def integrity(content: bytes) -> str:
    """A hash as browsers check it.

    >>> integrity(b"")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def with_version(name: str, content: bytes, version: str) -> bytes:
    """A page that names its version; any other file as it is."""
    meta = f'<meta name="start-here-version" content="{version}">\n'.encode()
    return HEAD_END.sub(lambda _: meta, content, count=1) if is_page(name) else content


def as_json(version: Version) -> str:
    """The list as the service worker reads it; what is false or empty is left out."""
    files = {
        name: {key: value for key, value in asdict(file).items() if value or key == "bytes"}
        for name, file in version.files.items()
    }
    content = {"version": version.version, "notKept": NOT_KEPT, "files": files}
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
