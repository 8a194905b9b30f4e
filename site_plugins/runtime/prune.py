"""Pyodide's WebAssembly with traps in place of the functions that nothing here runs.

This is sound whatever the list of functions lacks. A pruned function calls the glue's `onMissed`
before it traps, so whoever started Python throws its answer away, and Python with it, even where
Python code or the glue caught the trap. Until one is entered, all goes as in the whole.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.runtime.minify import minify
from site_plugins.runtime.node import run_script
from site_plugins.runtime.pyodide import BundleError
from site_plugins.runtime.strip import GLUE, WASM

IMPORTS = "var wasmImports={"
HOOK = 'missed:()=>Module["onMissed"]?.(),'


def prune(engine: Mapping[str, bytes], executed: Sequence[int]) -> dict[str, bytes]:
    """The glue, minified, and the WebAssembly with these functions alone; they belong together."""
    glue = minify(with_hook(engine[GLUE].decode()))
    return {GLUE: glue.encode(), WASM: prune_wasm(engine[WASM], executed)}


def prune_wasm(wasm: bytes, executed: Sequence[int]) -> bytes:
    """A WebAssembly whose other functions call the import `missed`, then trap."""
    return _made("prune.mjs", wasm, json.dumps(executed))


def instrument(wasm: bytes) -> bytes:
    """A WebAssembly whose functions give their number to the import `executed`."""
    return _made("instrument.mjs", wasm)


def with_hook(glue: str) -> str:
    """The glue with the import of pruned functions, which calls `onMissed` of the options."""
    if glue.count(IMPORTS) != 1:
        raise BundleError(
            "The glue of Pyodide no longer lists what it gives to WebAssembly in wasmImports. "
            "Find that list in pyodide.asm.mjs and adapt site_plugins/runtime/prune.py."
        )
    return glue.replace(IMPORTS, IMPORTS + HOOK)


def _made(script: str, wasm: bytes, given: str = "") -> bytes:
    with TemporaryDirectory() as folder:
        before, after = Path(folder, WASM), Path(folder, "made.wasm")
        before.write_bytes(wasm)
        run_script(script, before, after, given=given)
        return after.read_bytes()
