"""What was made before, kept in `.tools/runtime` by what it was made from.

A second build takes seconds less, and `mkdocs serve` makes nothing anew while only prose changes.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import mkdtemp

from site_plugins import ROOT, TOOLS
from site_plugins.runtime.node import HERE

HOME = TOOLS / "runtime"
LOCK = ROOT / "package-lock.json"
"""Says which tools made it."""
NEWEST = 20
"""So many are kept, the last used ones."""

Files = dict[str, bytes]


def kept(key: str, make: Callable[[], Files], home: Path = HOME) -> Files:
    """The files that were made for this key, or made now and kept."""
    folder = home / key
    if not folder.is_dir():
        _write(folder, make())
        _forget_old(home)
    os.utime(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def key_of(kind: str, *parts: Mapping[str, bytes] | Iterable[str]) -> str:
    """A name that changes with the kind, any of the parts, this room's code and its tools."""
    total = hashlib.sha256()
    for part in (_own_sources(), {LOCK.name: LOCK.read_bytes()}, *parts):
        items = part.items() if isinstance(part, Mapping) else ((text, b"") for text in part)
        for name, content in items:
            total.update(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest())
            total.update(hashlib.sha256(content).digest())
    return f"{kind}-{total.hexdigest()[:24]}"


def _own_sources() -> Files:
    paths = (path for path in HERE.rglob("*") if path.suffix in (".py", ".mjs", ".txt"))
    return {path.relative_to(HERE).as_posix(): path.read_bytes() for path in sorted(paths)}


def _write(folder: Path, files: Files) -> None:
    """All of it or nothing: two builds at once may make the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(mkdtemp(dir=folder.parent))
    for name, content in files.items():
        (scratch / name).write_bytes(content)
    try:
        scratch.rename(folder)
    except OSError:  # the other one was faster
        shutil.rmtree(scratch)


def _forget_old(home: Path) -> None:
    by_use = sorted(home.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in by_use[NEWEST:]:
        shutil.rmtree(folder, ignore_errors=True)
