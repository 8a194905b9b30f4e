"""The set of files that a reader's browser loads first: Python trimmed to the calculators.

The same Pyodide as the stock set without what only other packages could use, pruned to what runs,
and with another archive: the modules that are used, as bytecode, and the calculators among them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from site_plugins.runtime.cache import cached, key_of
from site_plugins.runtime.engine import (
    LOADER,
    STDLIB,
    WASM,
    check_version,
    read_files,
    read_version,
)
from site_plugins.runtime.prune import FROM_BYTECODE, FROM_SOURCES, instrument, prune, seen, union
from site_plugins.runtime.trim import strip
from site_plugins.runtime.used_files import compiled, keep, pack, squeeze, unpack, with_stubs

ARCHIVE = "python.zip.packed"
"""Named so that no server thinks of sending it with `Content-Encoding: gzip`."""
OWN = "calculators/"


def fast_set(pyodide_dir: Path, wheel: bytes, requests: Sequence[str]) -> dict[str, bytes]:
    """The files of the fast set by name."""
    check_version(read_version(pyodide_dir))
    stock = read_files(pyodide_dir)
    own = calculators_of(wheel)
    made = cached(
        key_of("fast", stock, own, requests),
        lambda: trimmed(pyodide_dir, library(stock) | own, requests),
    )
    return {LOADER: stock[LOADER], **made}


def trimmed(
    pyodide_dir: Path, sources: Mapping[str, bytes], requests: Sequence[str]
) -> dict[str, bytes]:
    """The archive of what these requests need of the sources, and the glue and the WebAssembly."""
    stock = read_files(pyodide_dir)
    engine = stripped(stock)
    watched = {LOADER: stock[LOADER], **engine, WASM: instrument(engine[WASM])}
    whole = seen(watched, pack(sources), requests, FROM_SOURCES)
    archive = pack(compiled(pyodide_dir, keep(sources, whole.files, OWN)))
    later = seen(watched, archive, requests, FROM_BYTECODE)
    used = union([whole.functions, later.functions])
    return {**prune(engine, used), ARCHIVE: squeeze(archive)}


def stripped(stock: Mapping[str, bytes]) -> dict[str, bytes]:
    """The glue and the WebAssembly without what only packages loaded later could use."""
    return cached(key_of("engine", stock), lambda: strip(stock))


def library(stock: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sources of Python's library, with stubs."""
    return with_stubs(unpack(stock[STDLIB]))


def calculators_of(wheel: bytes) -> dict[str, bytes]:
    """What a wheel holds of our package, whatever else is told in it."""
    return {name: text for name, text in unpack(wheel).items() if name.startswith(OWN)}
