"""What Python runs of its files and functions, and its WebAssembly with traps for the others.

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
from typing import NamedTuple

from site_plugins.runtime.engine import GLUE, INSIDE, WASM, BundleError, rewrite_wasm, run_script
from site_plugins.runtime.trim import minify

IMPORTS = "var wasmImports={"
HOOK = 'missed:()=>Module["onMissed"]?.(),'
FROM_SOURCES, FROM_BYTECODE = ("whole", "collecting"), ("plain", "older", "restored")
"""The ways of use that executed.mjs knows, by what Python's archive holds meanwhile."""
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


class Seen(NamedTuple):
    """What ran."""

    files: list[str]
    """Those of the archive that were imported; none where the way of use was not `whole`."""
    functions: list[int]
    """By their numbers."""


def seen(
    engine: Mapping[str, bytes], archive: bytes, requests: Sequence[str], ways: Sequence[str]
) -> Seen:
    """What runs in any of the ways; `engine` is the loader, the glue and `instrument`'s file."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in {**engine, "python.zip": archive}.items():
            (folder / file).write_bytes(content)
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            runs = list(threads.map(lambda way: _seen(folder, way, requests), ways))
    files = {file for run in runs for file in run.files}
    return Seen(sorted(files), union([run.functions for run in runs]))


def union(runs: Sequence[Sequence[int]]) -> list[int]:
    """All numbers, in order."""
    if min(map(len, runs)) < FEWEST:
        raise BundleError(
            "Hardly any function of Pyodide was seen running, so the trace is broken. "
            "Compare how pyodide.mjs instantiates its WebAssembly with scripts/executed.mjs."
        )
    return sorted(set().union(*runs))


def _seen(folder: Path, way: str, requests: Sequence[str]) -> Seen:
    arguments = (Path(way), folder, folder / "python.zip", INSIDE)
    said = run_script("executed.mjs", *arguments, given=json.dumps(requests))
    return Seen(**json.loads(said))
