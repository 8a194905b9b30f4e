"""What was made before, kept in `.tools/runtime` by what it was made from.

A second build takes seconds less, and `mkdocs serve` makes nothing anew while only prose changes.
Of several processes that need the same at once, one makes it and the others wait for that one.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from site_plugins import ROOT, TOOLS
from site_plugins.runtime.engine import HERE

HOME = TOOLS / "runtime"
LOCKS = "locks"
NPM_LOCK = ROOT / "package-lock.json"
"""Says which tools made it."""
NEWEST = 20
"""So many are kept, the last used ones."""

Files = dict[str, bytes]


def cached(key: str, make: Callable[[], Files], home: Path = HOME) -> Files:
    """The files that were made for this key, or made now and kept."""
    folder = home / key
    if not folder.is_dir():
        with alone(home / LOCKS / key):
            if not folder.is_dir():
                _write(folder, make())
        _forget_old(home)
    os.utime(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def key_of(kind: str, *parts: Mapping[str, bytes] | Iterable[str]) -> str:
    """A name that changes with the kind, any of the parts, this room's code and its tools."""
    total = hashlib.sha256()
    for part in (_own_sources(), {NPM_LOCK.name: NPM_LOCK.read_bytes()}, *parts):
        items = part.items() if isinstance(part, Mapping) else ((text, b"") for text in part)
        for name, content in items:
            total.update(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest())
            total.update(hashlib.sha256(content).digest())
    return f"{kind}-{total.hexdigest()[:24]}"


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let in one process at a time; the system opens the lock of one that was killed."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("wb") as opened:
        _wait_for(opened.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def _wait_for(descriptor: int) -> None:
        while True:
            with suppress(OSError):  # it gave up after ten seconds
                return msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _wait_for(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _own_sources() -> Files:
    paths = (path for path in HERE.rglob("*") if path.suffix in (".py", ".mjs", ".txt", ".toml"))
    return {path.relative_to(HERE).as_posix(): path.read_bytes() for path in sorted(paths)}


def _write(folder: Path, files: Files) -> None:
    """All of it or nothing, for making it may be interrupted."""
    scratch = Path(mkdtemp(dir=folder.parent))
    for name, content in files.items():
        (scratch / name).write_bytes(content)
    scratch.rename(folder)


def _forget_old(home: Path) -> None:
    folders = (folder for folder in home.iterdir() if folder.name != LOCKS)
    by_use = sorted(folders, key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in by_use[NEWEST:]:
        shutil.rmtree(folder, ignore_errors=True)
        (home / LOCKS / folder.name).unlink(missing_ok=True)
