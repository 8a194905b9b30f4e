"""What the reader's browser needs to run the calculators, put into a built site.

`bundle` works on the output folder of any builder. It writes `assets/py/<content hash>/` (Pyodide
and the calculators wheel) and `assets/py/manifest.json`, which tells the worker where they are and
how large. The hash in the name means that a page never pairs an old file with a new one out of a
cache.
"""

import hashlib
import json
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.wheel import build_wheel

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = ROOT / "node_modules" / "pyodide"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PACKED = (".zip", ".whl")
"""Compressed already, so a server sends them as they are."""
GZIP_LEVEL = 6
"""What GitHub Pages sends was measured to be about this."""


class BundleError(Exception):
    """The bundle cannot be made; the text says what is missing and how to get it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the runtime: its size, and about what a server sends for it."""

    name: str
    bytes: int
    wire_bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first thing the worker reads."""

    version: str
    """Of Pyodide."""
    runtime: str
    """The folder beside the manifest that holds the files, named by their content."""
    files: tuple[File, ...]
    wheel: str
    """Which of the files is the calculators' wheel."""
    total_wire_bytes: int


def bundle(
    site_dir: Path,
    *,
    pyodide_dir: Path | None = None,
    wheel: Path | None = None,
) -> Manifest:
    """Make the built site in `site_dir` able to calculate; without `wheel`, our own is built."""
    runtime = read_runtime(pyodide_dir or PYODIDE) | _read_wheel(wheel)
    manifest = describe(runtime, version=read_version(pyodide_dir or PYODIDE))
    write_runtime(site_dir / "assets" / "py", manifest, runtime)
    return manifest


def read_runtime(pyodide_dir: Path) -> dict[str, bytes]:
    """The files of Pyodide that a browser loads, by name."""
    missing = [name for name in PYODIDE_FILES if not (pyodide_dir / name).is_file()]
    if missing:
        raise BundleError(
            f"Pyodide is not complete in {pyodide_dir.name}: {', '.join(missing)} missing. "
            "Run `make build`, which installs it."
        )
    return {name: (pyodide_dir / name).read_bytes() for name in PYODIDE_FILES}


def read_version(pyodide_dir: Path) -> str:
    """The version of Pyodide, as its package says."""
    package = json.loads((pyodide_dir / "package.json").read_text("utf-8"))
    return str(package["version"])


def describe(runtime: Mapping[str, bytes], *, version: str) -> Manifest:
    """The manifest of a set of files, one of which is a wheel."""
    files = tuple(
        File(name, len(content), wire_bytes(name, content))
        for name, content in sorted(runtime.items())
    )
    return Manifest(
        version=version,
        runtime=content_hash(runtime),
        files=files,
        wheel=next(name for name in runtime if name.endswith(".whl")),
        total_wire_bytes=sum(file.wire_bytes for file in files),
    )


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
    """About how many bytes a server sends: packed files as they are, others gzipped."""
    return len(content) if name.endswith(PACKED) else _gzipped_bytes(content)


def write_runtime(py_dir: Path, manifest: Manifest, runtime: Mapping[str, bytes]) -> None:
    """Write the files and their manifest, in place of any earlier set."""
    shutil.rmtree(py_dir, ignore_errors=True)
    folder = py_dir / manifest.runtime
    folder.mkdir(parents=True)
    for name, content in runtime.items():
        (folder / name).write_bytes(content)
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n"
    (py_dir / "manifest.json").write_text(text, "utf-8", newline="\n")


def _read_wheel(wheel: Path | None) -> dict[str, bytes]:
    if wheel is not None:
        return {wheel.name: wheel.read_bytes()}
    with TemporaryDirectory() as folder:
        built = build_wheel(Path(folder))
        return {built.name: built.read_bytes()}


@cache  # `mkdocs serve` bundles after each change, and only the wheel is ever another
def _gzipped_bytes(content: bytes) -> int:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return len(packer.compress(content)) + len(packer.flush())
