import subprocess
from pathlib import Path

import pytest

from site_plugins.build.node import node_and_npm
from site_plugins.runtime.pyodide import PYODIDE, read_files
from site_plugins.runtime.strip import GLUE, WASM, strip, strip_wasm

STOCK = read_files(PYODIDE)
EXPORTS = """
const { readFileSync } = require("node:fs");
const wasm = new WebAssembly.Module(readFileSync(process.argv[1]));
console.log(WebAssembly.Module.exports(wasm).map(({ name }) => name).join(" "));
"""


@pytest.fixture(scope="module")
def stripped() -> dict[str, bytes]:
    return strip(STOCK)


def exports(wasm: bytes, folder: Path) -> list[str]:
    path = folder / "module.wasm"
    path.write_bytes(wasm)
    node, _ = node_and_npm()
    ran = subprocess.run([node, "-e", EXPORTS, path], capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_most_exports_go_and_the_used_ones_stay(stripped: dict[str, bytes], tmp_path: Path) -> None:
    before, after = exports(STOCK[WASM], tmp_path), exports(stripped[WASM], tmp_path)
    assert len(before) > 8000
    assert len(after) < 1000
    assert {"malloc", "free", "__wasm_call_ctors"} <= set(after) < set(before)


def test_both_files_are_smaller(stripped: dict[str, bytes]) -> None:
    assert len(stripped[WASM]) < 0.92 * len(STOCK[WASM])
    assert len(stripped[GLUE]) < 0.70 * len(STOCK[GLUE])


def test_made_twice_it_is_the_same(stripped: dict[str, bytes]) -> None:
    assert strip_wasm(stripped[WASM], {"malloc"}) == strip_wasm(stripped[WASM], {"malloc"})
