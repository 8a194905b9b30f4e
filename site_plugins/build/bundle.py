"""What the reader's browser needs to run the calculators, put into a built site.

`bundle` works on the output folder of any builder. It writes `assets/py/<content hash>/`, with a
fast and a stock set of files, and `assets/py/manifest.json`, which tells the worker where they are,
how large, and which set to try first. The hash in the name means that a page never pairs an old
file with a new one out of a cache.
"""

import gzip
import hashlib
import json
import shutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.build.package import build_wheel
from site_plugins.build.sandbox import FRAME, WORKER, sandbox_files
from site_plugins.runtime.cache import cached, key_of
from site_plugins.runtime.engine import PYODIDE, empty_lock, read_files, read_version
from site_plugins.runtime.exercise import requests
from site_plugins.runtime.fast import ARCHIVE, fast_set, stripped
from site_plugins.runtime.snapshot import SNAPSHOT, snapshot

PACKED = (".zip", ".whl", ".packed")
"""Compressed already, so a server sends them as they are."""
GZIP_LEVEL = 6
"""About what GitHub Pages was measured to use."""

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class File:
    """A file of the runtime: its size, and about what a server sends for it."""

    name: str
    bytes: int
    wire_bytes: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A memory image that Python resumes from; the hash is that of the unpacked file."""

    name: str
    bytes: int
    wire_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What a reader's own code runs in: a frame of an opaque origin and the worker inside of it."""

    frame: File
    worker: File


@dataclass(frozen=True, slots=True)
class FileSet:
    """Files that Python starts from, in a folder of their own."""

    name: str
    files: tuple[File, ...]
    archive: str
    """Which of the files holds the standard library."""
    wheel: str | None
    """Which holds the calculators, where the archive does not."""
    snapshot: Snapshot | None
    """Not among the files, because no reader waits for it."""
    sandbox: Sandbox | None
    """Nor is this: only who runs a formula of their own needs it, with the files of this set."""
    total_wire_bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first thing the worker reads."""

    version: str
    """Of Pyodide."""
    runtime: str
    """The folder beside the manifest that holds the folders of the sets, named by the content."""
    sets: tuple[FileSet, ...]
    """In the order in which to try them."""
    lock: str
    """A lock file without packages, which Pyodide asks for."""


def bundle(
    site_dir: Path,
    *,
    pyodide_dir: Path = PYODIDE,
    wheel: Path | None = None,
    asked: Sequence[str] | None = None,
    fast: bool = True,
) -> Manifest:
    """Make the built site in `site_dir` able to calculate.

    The fast set is trimmed to what the requests in `asked` need, which takes minutes for each
    change of the calculators; without `fast` there is the stock set alone, in a second. Without
    `wheel` and `asked` they are our own.
    """
    name, content = (wheel.name, wheel.read_bytes()) if wheel else _own_wheel()
    stock = read_files(pyodide_dir)
    sets = {"stock": {**stock, name: content, **sandbox_files()}}
    if fast:
        asked = requests() if asked is None else asked
        trimmed = fast_set(pyodide_dir, content, asked)
        # Pruning does not change memory, and the script that settles it need not run in a browser.
        memory = snapshot({**trimmed, **stripped(stock)}, ARCHIVE, asked)
        sets = {"fast": {**trimmed, SNAPSHOT: memory}, **sets}
    manifest = describe(
        sets,
        version=read_version(pyodide_dir),
        lock=empty_lock(pyodide_dir),
        wire=kept_wire_bytes(sets),
    )
    write_runtime(site_dir / "assets" / "py", manifest, sets)
    return manifest


def describe(
    sets: Mapping[str, Files], *, version: str, lock: str, wire: Mapping[str, int]
) -> Manifest:
    """The manifest of sets of files; `wire` holds the bytes that are sent for each."""
    return Manifest(
        version=version,
        runtime=content_hash(by_path(sets)),
        sets=tuple(describe_set(name, files, wire) for name, files in sets.items()),
        lock=lock,
    )


def describe_set(name: str, files: Files, wire: Mapping[str, int]) -> FileSet:
    """One set, as the manifest tells it."""
    described = tuple(
        File(file, len(content), wire[f"{name}/{file}"])
        for file, content in sorted(files.items())
        if file not in (SNAPSHOT, FRAME, WORKER)
    )
    return FileSet(
        name=name,
        files=described,
        archive=ARCHIVE if ARCHIVE in files else "python_stdlib.zip",
        wheel=next((file for file in files if file.endswith(".whl")), None),
        snapshot=describe_snapshot(files[SNAPSHOT]) if SNAPSHOT in files else None,
        sandbox=describe_sandbox(name, files, wire) if FRAME in files else None,
        total_wire_bytes=sum(file.wire_bytes for file in described),
    )


def describe_sandbox(name: str, files: Files, wire: Mapping[str, int]) -> Sandbox:
    """What a reader's own code runs in, as the manifest tells it."""
    return Sandbox(
        *(File(file, len(files[file]), wire[f"{name}/{file}"]) for file in (FRAME, WORKER))
    )


def describe_snapshot(packed: bytes) -> Snapshot:
    """A snapshot, as the manifest tells it."""
    sha256 = hashlib.sha256(gzip.decompress(packed)).hexdigest()
    return Snapshot(SNAPSHOT, len(packed), wire_bytes(SNAPSHOT, packed), sha256)


def by_path(sets: Mapping[str, Files]) -> Files:
    """All files, by the name of their set and their own."""
    return {f"{name}/{file}": text for name, files in sets.items() for file, text in files.items()}


def kept_wire_bytes(sets: Mapping[str, Files]) -> dict[str, int]:
    """The bytes sent for each file, remembered: packing 25 MB to learn them takes a second."""
    files = by_path(sets)
    made = cached(
        key_of("sizes", files), lambda: {"sizes.json": json.dumps(wire_bytes_of(files)).encode()}
    )
    sizes: dict[str, int] = json.loads(made["sizes.json"])
    return sizes


def wire_bytes_of(files: Files) -> dict[str, int]:
    """The bytes that are sent for each file."""
    return {name: wire_bytes(name, content) for name, content in files.items()}


def content_hash(files: Mapping[str, bytes]) -> str:
    """Sixteen hexadecimal digits that change when a name or a byte does.

    >>> content_hash({"a": b"1"}) == content_hash({"a": b"2"})
    False
    """
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return total.hexdigest()[:16]


def wire_bytes(name: str, content: bytes) -> int:
    """About how many bytes a server sends: compressed files as they are, others gzipped."""
    return len(content) if name.endswith(PACKED) else _gzipped_bytes(content)


def write_runtime(py_dir: Path, manifest: Manifest, sets: Mapping[str, Files]) -> None:
    """Write the sets and their manifest, in place of any earlier ones."""
    shutil.rmtree(py_dir, ignore_errors=True)
    for name, files in sets.items():
        folder = py_dir / manifest.runtime / name
        folder.mkdir(parents=True)
        for file, content in files.items():
            (folder / file).write_bytes(content)
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n"
    (py_dir / "manifest.json").write_text(text, "utf-8", newline="\n")


def _own_wheel() -> tuple[str, bytes]:
    with TemporaryDirectory() as folder:
        built = build_wheel(Path(folder))
        return built.name, built.read_bytes()


def _gzipped_bytes(content: bytes) -> int:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return len(packer.compress(content)) + len(packer.flush())
