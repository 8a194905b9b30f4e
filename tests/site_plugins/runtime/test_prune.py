"""Pruning: on a WebAssembly small enough to read, and Pyodide's to the functions that run."""

import base64
import json
import subprocess
from pathlib import Path

import pytest

from site_plugins.build.node import node_and_npm
from site_plugins.runtime.engine import LOADER, PYODIDE, WASM, BundleError, read_files
from site_plugins.runtime.fast import fast_set, library, stripped
from site_plugins.runtime.prune import (
    FEWEST,
    IMPORTS,
    instrument,
    prune_wasm,
    seen,
    union,
    with_hook,
)
from site_plugins.runtime.used_files import pack
from tests.browser.runtime_site import ASKED, write_wheel
from tests.golden.pyodide import answers

TEXT = """
(module
  (import "env" "outer" (func $outer (param i32)))
  (table (export "table") 2 funcref)
  (elem (i32.const 0) $kept $gone)
  (func $kept (export "kept") (result i32) (call $outer (i32.const 5)) (i32.const 7))
  (func $gone (export "gone") (result i32) (call $lonely))
  (func $lonely (result i32) (i32.const 9))
  (func $through (export "through") (result i32)
    (try (result i32) (do (call $gone)) (catch_all (i32.const 1)))))
"""
KEPT, GONE, LONELY, THROUGH = range(4)
ASSEMBLE = """
import binaryen from "binaryen";
process.stdout.write(Buffer.from(binaryen.parseText(process.argv[1]).emitBinary()).toString("base64"));
"""
CALL = """
const said = [];
const note = (name) => (...numbers) => { said.push([name, ...numbers].join(" ")); };
const env = { outer: note("outer"), missed: note("missed"), executed: note("executed") };
const wasm = new WebAssembly.Module(Buffer.from(process.argv[1], "base64"));
const { exports } = new WebAssembly.Instance(wasm, { env });
for (const name of process.argv.slice(2)) {
  const call = /^\\d$/.test(name) ? exports.table.get(Number(name)) : exports[name];
  try { said.push(`${name} = ${call()}`); }
  catch (error) { said.push(`${name}: ${error.message}`); }
}
console.log(JSON.stringify(said));
"""


def node(program: str, *arguments: str) -> str:
    command = [node_and_npm()[0], "--input-type=module", "-e", program, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PYODIDE.parent)
    return ran.stdout


@pytest.fixture(scope="module")
def wasm() -> bytes:
    return base64.b64decode(node(ASSEMBLE, TEXT))


def calls(wasm: bytes, *names: str) -> list[str]:
    """What is said while these exports (or places of the table) are called, and their ends."""
    said: list[str] = json.loads(node(CALL, base64.b64encode(wasm).decode(), *names))
    return said


def test_each_function_says_its_number_when_it_is_first_entered(wasm: bytes) -> None:
    assert calls(instrument(wasm), "kept", "through", "kept") == [
        *(f"executed {KEPT}", "outer 5", "kept = 7"),
        *(f"executed {THROUGH}", f"executed {GONE}", f"executed {LONELY}", "through = 9"),
        *("outer 5", "kept = 7"),
    ]


def test_a_pruned_function_says_so_and_traps_and_the_others_are_as_they_were(wasm: bytes) -> None:
    pruned = prune_wasm(wasm, [KEPT, THROUGH])
    assert calls(pruned, "kept") == ["outer 5", "kept = 7"]
    assert calls(pruned, "gone") == ["missed", "gone: unreachable"]


def test_no_webassembly_can_catch_the_trap(wasm: bytes) -> None:
    assert calls(prune_wasm(wasm, [KEPT, THROUGH]), "through") == ["missed", "through: unreachable"]


def test_the_table_keeps_its_order(wasm: bytes) -> None:
    pruned = prune_wasm(wasm, [KEPT])
    assert calls(pruned, "0", "1") == ["outer 5", "0 = 7", "missed", "1: unreachable"]


def test_what_only_pruned_functions_call_goes_altogether(wasm: bytes) -> None:
    assert len(prune_wasm(wasm, [KEPT, THROUGH])) < len(prune_wasm(wasm, [KEPT, THROUGH, GONE]))


def test_made_twice_it_is_the_same(wasm: bytes) -> None:
    assert prune_wasm(wasm, [KEPT]) == prune_wasm(wasm, [KEPT])
    assert instrument(wasm) == instrument(wasm)


def test_the_glue_hands_on_that_a_function_was_missed() -> None:
    glue = (PYODIDE / "pyodide.asm.mjs").read_text("utf-8")
    hooked = with_hook(glue)
    assert hooked.count('missed:()=>Module["onMissed"]?.()') == 1
    assert len(hooked) - len(glue) < 50


@pytest.mark.parametrize("glue", ["", IMPORTS * 2])
def test_a_glue_of_another_form_stops_the_build_with_what_to_do(glue: str) -> None:
    with pytest.raises(BundleError, match=r"adapt site_plugins/runtime/prune\.py"):
        with_hook(glue)


def test_what_runs_in_any_way_counts() -> None:
    few, more = range(FEWEST), range(5, FEWEST + 9)
    assert union([few, more]) == list(range(FEWEST + 9))


def test_a_trace_that_saw_nothing_stops_the_build_with_what_to_do() -> None:
    with pytest.raises(BundleError, match=r"Compare .* with scripts/executed\.mjs"):
        union([range(FEWEST), []])


def test_whatever_is_collected_first_of_a_ring_of_garbage_was_not_pruned(tmp_path: Path) -> None:
    """Of most rings something else is, and so no request leads there for sure."""
    folder = tmp_path / "fast"
    folder.mkdir()
    for name, content in fast_set(PYODIDE, write_wheel(tmp_path).read_bytes(), ASKED).items():
        (folder / name).write_bytes(content)
    inputs = {"a": "1", "b": "1", "mode": "plain", "special": "rings"}
    (given,) = answers(folder, [json.dumps({"inputs": inputs})])
    assert json.loads(given)["data"] == {"sum": 2}


def test_imports_inside_functions_are_taken_and_those_for_types_are_not() -> None:
    stock = read_files(PYODIDE)
    engine = stripped(stock)
    watched = {LOADER: stock[LOADER], **engine, WASM: instrument(engine[WASM])}
    own = {"calculators/__init__.py": b"", "calculators/browser.py": LATER}
    found = seen(watched, pack(library(stock) | own), ["hello"], ["whole"])
    assert "colorsys.py" in found.files
    assert "wave.py" not in found.files
    assert 2500 < len(found.functions) < 4500


LATER = b"""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import wave

def respond(request):
    return request

def later():
    import colorsys
"""
