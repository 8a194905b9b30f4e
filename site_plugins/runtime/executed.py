"""Which functions of Pyodide's WebAssembly run, for whatever a calculator may do."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.runtime.node import INSIDE, run_script
from site_plugins.runtime.prune import instrument
from site_plugins.runtime.pyodide import BundleError
from site_plugins.runtime.strip import WASM

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
