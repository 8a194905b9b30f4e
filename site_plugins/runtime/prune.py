"""Pyodide's WebAssembly with traps in place of the functions that nothing here runs.

Which ones run is seen by running an instrumented copy, for whatever a calculator may do. This is
sound whatever the list of functions lacks. A pruned function calls the glue's `onMissed` before it
traps, so whoever started Python throws its answer away, and Python with it, even where Python code
or the glue caught the trap. Until one is entered, all goes as in the whole.
"""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.runtime.engine import GLUE, INSIDE, WASM, BundleError, rewrite_wasm, run_script
from site_plugins.runtime.trim import minify

IMPORTS = "var wasmImports={"
HOOK = 'missed:()=>Module["onMissed"]?.(),'
WAYS = {
    "whole": "source.zip",
    "collecting": "source.zip",
    "plain": "slim.zip",
    "older": "slim.zip",
    "restored": "slim.zip",
}
"""Each way of use that executed.mjs knows, and the archive that it is tried with."""
AT_A_TIME = 2
FEWEST = 1000
"""So many run at any start; fewer would mean that the instrumented file told nothing."""


def prune(engine: Mapping[str, bytes], executed: Sequence[int]) -> dict[str, bytes]:
    """The glue, minified, and the WebAssembly with these functions alone; they belong together."""
    glue = minify(with_hook(engine[GLUE].decode()))
    return {GLUE: glue.encode(), WASM: prune_wasm(engine[WASM], executed)}


def prune_wasm(wasm: bytes, executed: Sequence[int]) -> bytes:
    """A WebAssembly whose other functions call the import `missed`, then trap."""
    return rewrite_wasm("prune.mjs", wasm, json.dumps(executed))


def instrument(wasm: bytes) -> bytes:
    """A WebAssembly whose functions give their number to the import `executed`."""
    return rewrite_wasm("instrument.mjs", wasm)


def with_hook(glue: str) -> str:
    """The glue with the import of pruned functions, which calls `onMissed` of the options."""
    if glue.count(IMPORTS) != 1:
        raise BundleError(
            "The glue of Pyodide no longer lists what it gives to WebAssembly in wasmImports. "
            "Find that list in pyodide.asm.mjs and adapt site_plugins/runtime/prune.py."
        )
    return glue.replace(IMPORTS, IMPORTS + HOOK)


def executed(
    engine: Mapping[str, bytes], sources: bytes, slim: bytes, requests: Sequence[str]
) -> list[int]:
    """The numbers of the functions that run in any of the ways.

    `engine` is the loader, the glue and the WebAssembly; `sources` the archive of the whole library
    with the calculators, `slim` the one that ships.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = {**engine, WASM: instrument(engine[WASM]), "source.zip": sources, "slim.zip": slim}
        for file, content in files.items():
            (folder / file).write_bytes(content)
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            runs = list(threads.map(lambda way: _executed(folder, way, requests), WAYS))
    return union(runs)


def union(runs: Sequence[Sequence[int]]) -> list[int]:
    """All numbers, in order."""
    if min(map(len, runs)) < FEWEST:
        raise BundleError(
            "Hardly any function of Pyodide was seen running, so the trace is broken. "
            "Compare how pyodide.mjs instantiates its WebAssembly with scripts/executed.mjs."
        )
    return sorted(set().union(*runs))


def _executed(folder: Path, way: str, requests: Sequence[str]) -> list[int]:
    arguments = (Path(way), folder, folder / WAYS[way], INSIDE)
    numbers: list[int] = json.loads(
        run_script("executed.mjs", *arguments, given=json.dumps(requests))
    )
    return numbers
