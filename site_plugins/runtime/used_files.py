"""The archive of Python's files that the calculators use, as bytecode, and they among them.

Starting from source takes three times as long, and from the whole library longer still. Modules of
which a start takes much and no calculator uses it are replaced by short ones. Equal contents give
equal bytes.
"""

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from site_plugins.runtime.engine import INSIDE, BundleError, run_script

STUBS = {
    "asyncio/__init__.py": ("asyncio.py", "8148552daea881e3"),
    "html/__init__.py": ("html.py", "923d82d821e75e8d"),
    "pyodide/webloop.py": ("webloop.py", "7a031beee926b61b"),
    "pyodide/_package_loader.py": ("package_loader.py", "66bc0d856252e3c3"),
}
"""What is replaced, by what, and the hash of the source that the replacement was written for."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
GZIP_LEVEL = 9


def with_stubs(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """The standard library's sources with the stubs in their places."""
    for name, (_, expected) in STUBS.items():
        if source_hash(sources.get(name, b"")) != expected:
            raise BundleError(
                f"{name} of Pyodide is not the one that its stub was written for. "
                "Read its new source, adapt inside/stubs and the hash in used_files.py."
            )
    return {**sources, **{name: _read(stub) for name, (stub, _) in STUBS.items()}}


def source_hash(source: bytes) -> str:
    """Sixteen hexadecimal digits."""
    return hashlib.sha256(source).hexdigest()[:16]


def _read(stub: str) -> bytes:
    return (INSIDE / "stubs" / stub).read_bytes()


def keep(sources: Mapping[str, bytes], used: Sequence[str], own: str) -> dict[str, bytes]:
    """The sources that are used, and the data files of our own package."""
    data = (name for name in sources if name.startswith(own) and name.endswith(".json"))
    return {name: sources[name] for name in (*used, *data)}


def compiled(pyodide_dir: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with each source replaced by its bytecode, made by Pyodide's own Python."""
    sources = {name: text.decode() for name, text in files.items() if name.endswith(".py")}
    program = INSIDE / "to_bytecode.py"
    said = run_script("compile.mjs", pyodide_dir, program, given=json.dumps(sources))
    made = {name: base64.b64decode(text) for name, text in json.loads(said).items()}
    return {name: text for name, text in files.items() if name not in sources} | made


def unpack(archive: bytes) -> dict[str, bytes]:
    """The files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def pack(files: Mapping[str, bytes]) -> bytes:
    """An archive whose members lie in it as they are, in the order of their names.

    >>> unpack(pack({"a.txt": b"hello"}))
    {'a.txt': b'hello'}
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, EARLIEST)
            member.create_system = 3  # else a build on Windows would differ in this one byte
            archive.writestr(member, files[name])
    return written.getvalue()


def squeeze(content: bytes) -> bytes:
    """Gzipped as one: a quarter smaller than an archive that packs each of its members alone."""
    return gzip.compress(content, GZIP_LEVEL, mtime=0)
