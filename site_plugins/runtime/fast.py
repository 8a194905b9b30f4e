"""The set of files that a reader's browser loads first: Python trimmed to the calculators.

The same Pyodide as the stock set without what only other packages could use, pruned to what runs,
and with another archive: the modules that are used, as bytecode, and the calculators among them.
"""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from site_plugins.runtime.cache import cached, key_of
from site_plugins.runtime.engine import LOADER, STDLIB, check_version, read_files, read_version
from site_plugins.runtime.prune import executed, prune
from site_plugins.runtime.trim import strip
from site_plugins.runtime.used_files import compiled, keep, pack, squeeze, trace, unpack, with_stubs

ARCHIVE = "python.zip.packed"
"""Named so that no server thinks of sending it with `Content-Encoding: gzip`."""
OWN = "calculators/"


def fast_set(pyodide_dir: Path, wheel: bytes, requests: Sequence[str]) -> dict[str, bytes]:
    """The files of the fast set by name."""
    check_version(read_version(pyodide_dir))
    stock = read_files(pyodide_dir)
    own = calculators_of(wheel)
    archive = cached(
        key_of("archive", stock, own, requests),
        lambda: {ARCHIVE: squeeze(slim(pyodide_dir, library(stock) | own, requests))},
    )
    engine = cached(
        key_of("pruned", stock, own, requests),
        lambda: pruned(stock, library(stock) | own, archive[ARCHIVE], requests),
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
    return cached(key_of("engine", stock), lambda: strip(stock))


def slim(pyodide_dir: Path, sources: Mapping[str, bytes], requests: Sequence[str]) -> bytes:
    """The archive: of these sources what the requests need, and the calculators."""
    used = trace(pyodide_dir, sources, requests)
    return pack(compiled(pyodide_dir, keep(sources, used, OWN)))


def library(stock: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sources of Python's library, with stubs."""
    return with_stubs(unpack(stock[STDLIB]))


def calculators_of(wheel: bytes) -> dict[str, bytes]:
    """What a wheel holds of our package, whatever else is told in it."""
    return {name: text for name, text in unpack(wheel).items() if name.startswith(OWN)}
