"""Pyodide's WebAssembly and glue without what only packages loaded later could use."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.runtime.glue import mentioned, unused_names, without_names
from site_plugins.runtime.node import run_script

LOADER, GLUE, WASM = "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"


def strip(stock: Mapping[str, bytes]) -> dict[str, bytes]:
    """The glue and the WebAssembly, each with less in it; they belong together."""
    loader, glue = stock[LOADER].decode(), stock[GLUE].decode()
    less = without_names(glue, unused_names(glue, [loader]))
    return {GLUE: less.encode(), WASM: strip_wasm(stock[WASM], mentioned([loader, less]))}


def strip_wasm(wasm: bytes, names: set[str]) -> bytes:
    """Without the exports of other names, and without the functions that only they lead to."""
    with TemporaryDirectory() as folder:
        whole, stripped = Path(folder, WASM), Path(folder, "stripped.wasm")
        whole.write_bytes(wasm)
        run_script("strip.mjs", whole, stripped, given=json.dumps(sorted(names)))
        return stripped.read_bytes()
