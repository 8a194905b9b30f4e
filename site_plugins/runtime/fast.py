"""The set of files that a reader's browser loads first: Python trimmed to the calculators.

The same Pyodide as the stock set without what only other packages could use, pruned to what runs,
and with another archive: the modules that are used, as bytecode, and the calculators among them.
"""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from site_plugins.runtime.archive import pack, squeeze, unpack
from site_plugins.runtime.bytecode import compiled
from site_plugins.runtime.executed import executed
from site_plugins.runtime.kept import kept, key_of
from site_plugins.runtime.prune import prune
from site_plugins.runtime.pyodide import check_version, read_files, read_version
from site_plugins.runtime.strip import LOADER, strip
from site_plugins.runtime.stubs import with_stubs
from site_plugins.runtime.trace import keep, trace

ARCHIVE = "python.zip.packed"
"""Named so that no server thinks of sending it with `Content-Encoding: gzip`."""
OWN = "calculators/"


def fast_set(pyodide_dir: Path, wheel: bytes, requests: Sequence[str]) -> dict[str, bytes]:
    """The files of the fast set by name."""
    check_version(read_version(pyodide_dir))
    stock = read_files(pyodide_dir)
    stdlib = stock["python_stdlib.zip"]
    archive = kept(
        key_of("archive", stock, {"wheel": wheel}, requests),
        lambda: {ARCHIVE: squeeze(slim(pyodide_dir, stdlib, wheel, requests))},
    )
    engine = kept(
        key_of("pruned", stock, {"wheel": wheel}, requests),
        lambda: pruned(stock, with_calculators(stdlib, wheel), archive[ARCHIVE], requests),
    )
    return {LOADER: stock[LOADER], **engine, **archive}


def pruned(
    stock: Mapping[str, bytes],
    sources: Mapping[str, bytes],
    archive: bytes,
    requests: Sequence[str],
) -> dict[str, bytes]:
    """The glue and the WebAssembly, with what these requests and the language need of them."""
    engine = stripped(stock)
    started = {LOADER: stock[LOADER], **engine}
    used = executed(started, pack(sources), gzip.decompress(archive), requests)
    return prune(engine, used)


def stripped(stock: Mapping[str, bytes]) -> dict[str, bytes]:
    """The glue and the WebAssembly without what only packages loaded later could use."""
    return kept(key_of("engine", stock), lambda: strip(stock))


def slim(pyodide_dir: Path, stdlib: bytes, wheel: bytes, requests: Sequence[str]) -> bytes:
    """The archive: what these requests need of Python, and the calculators."""
    sources = with_calculators(stdlib, wheel)
    used = trace(pyodide_dir, sources, requests)
    return pack(compiled(pyodide_dir, keep(sources, used, OWN)))


def with_calculators(stdlib: bytes, wheel: bytes) -> dict[str, bytes]:
    """The sources of the library, with stubs, and of the calculators."""
    own = {name: text for name, text in unpack(wheel).items() if name.startswith(OWN)}
    return with_stubs(unpack(stdlib)) | own
