"""Pyodide's glue and WebAssembly without what nobody uses, and the glue with short names."""

import gzip
import re
import subprocess
from pathlib import Path

import pytest

from site_plugins.build.node import node_and_npm
from site_plugins.runtime.engine import GLUE, LOADER, PYODIDE, WASM, BundleError, read_files
from site_plugins.runtime.fast import stripped
from site_plugins.runtime.trim import (
    EVALS,
    MEMORY_PAGES,
    mentioned,
    minify,
    strip,
    unused_names,
    with_memory,
    without_names,
)

STOCK = read_files(PYODIDE)
WHOLE, STARTER = STOCK[GLUE].decode(), STOCK[LOADER].decode()
NAMES = [f"_f{number}" for number in range(3001)]
ASSIGNED = ";".join(f'{name}=Module["{name}"]=wasmExports["{name[1:]}"]' for name in NAMES)
SHORT = (
    f"var _address,{','.join(NAMES)};function assignWasmExports(wasmExports){{"
    f'_address=Module["_address"]=wasmExports["address"].value>>>0;{ASSIGNED}}}'
    'var run=()=>{_f1();Module["_f2"]()};'
)
EXPORTS = """
const { readFileSync } = require("node:fs");
const wasm = new WebAssembly.Module(readFileSync(process.argv[1]));
console.log(WebAssembly.Module.exports(wasm).map(({ name }) => name).join(" "));
"""
MODULE = b"\0asm\1\0\0\0" + bytes([5, 3, 1, 0, 3, 7, 5, 1, 1, 109, 2, 0])
"""Nothing but a memory of three pages, which is exported as `m`."""
MEMORY = """
const { readFileSync } = require("node:fs");
const wasm = new WebAssembly.Module(readFileSync(process.argv[1]));
console.log(new WebAssembly.Instance(wasm).exports.m.buffer.byteLength);
"""


def test_a_name_is_used_where_it_stands_a_fourth_time() -> None:
    unused = unused_names(SHORT, ["e._f3()"])
    assert set(NAMES) - set(unused) == {"_f1", "_f2", "_f3"}
    assert unused["_f4"] == "f4"
    assert unused["_address"] == "address"


def test_an_unused_name_goes_from_declaration_and_assignment() -> None:
    less = without_names(SHORT, [*NAMES[4:], "_address", "_f0"])
    assert less == (
        "var _f1,_f2,_f3;function assignWasmExports(wasmExports){"
        '_f1=Module["_f1"]=wasmExports["f1"];_f2=Module["_f2"]=wasmExports["f2"];'
        '_f3=Module["_f3"]=wasmExports["f3"];}var run=()=>{_f1();Module["_f2"]()};'
    )


def test_a_glue_of_another_form_stops_the_build_with_what_to_do() -> None:
    other = SHORT.replace("function assignWasmExports", "function takeExports")
    for glue in ("", other, re.sub(r"_f\d{3,}=\S*?;", "", SHORT)):
        with pytest.raises(BundleError, match=r"adapt site_plugins/runtime/trim\.py"):
            unused_names(glue, [])


def test_words_are_names_whatever_stands_around_them() -> None:
    assert mentioned(['a["_b"]=$c.d1']) == {"a", "_b", "$c", "d1"}


def test_in_pyodide_most_names_are_unused_and_malloc_is_not() -> None:
    unused = unused_names(WHOLE, [STARTER])
    assert 4500 < len(unused) < 4867
    assert {"_malloc", "_free", "__Py_Version"} & set(unused) == set()
    assert "_PyByteArray_Resize" in unused


@pytest.fixture(scope="module")
def less() -> dict[str, bytes]:
    return stripped(STOCK)


def told(program: str, wasm: bytes, folder: Path) -> list[str]:
    path = folder / "module.wasm"
    path.write_bytes(wasm)
    node, _ = node_and_npm()
    ran = subprocess.run([node, "-e", program, path], capture_output=True, text=True, check=True)
    return ran.stdout.split()


def exports(wasm: bytes, folder: Path) -> list[str]:
    return told(EXPORTS, wasm, folder)


def memory_bytes(wasm: bytes, folder: Path) -> int:
    return int(*told(MEMORY, wasm, folder))


def test_most_exports_go_and_the_used_ones_stay(less: dict[str, bytes], tmp_path: Path) -> None:
    before, after = exports(STOCK[WASM], tmp_path), exports(less[WASM], tmp_path)
    assert len(before) > 8000
    assert len(after) < 1000
    assert {"malloc", "free", "__wasm_call_ctors"} <= set(after) < set(before)


def test_both_files_are_smaller(less: dict[str, bytes]) -> None:
    assert len(less[WASM]) < 0.92 * len(STOCK[WASM])
    assert len(less[GLUE]) < 0.70 * len(STOCK[GLUE])


def test_made_twice_it_is_the_same(less: dict[str, bytes]) -> None:
    assert strip(STOCK) == less


def test_the_glue_is_a_fifth_smaller_on_the_wire_and_evaluates_nothing_among_its_names() -> None:
    less = minify(WHOLE)
    assert len(gzip.compress(less.encode())) < 0.85 * len(gzip.compress(WHOLE.encode()))
    assert less.count("(0,eval)(") == EVALS
    assert less == minify(WHOLE)


def test_what_others_use_keeps_its_name() -> None:
    less = minify(WHOLE)
    for name in ("noInitialRun", "HEAPU8", "PythonError", "_loadSnapshot", "makeMemorySnapshot"):
        assert (name in less) == (name in WHOLE)


@pytest.mark.parametrize("pages", [1, 127, 128, 480, 768, 20_000])
def test_memory_has_as_many_pages_at_its_start_as_it_is_told(pages: int, tmp_path: Path) -> None:
    assert memory_bytes(with_memory(MODULE, pages), tmp_path) == pages * 65_536


def test_nothing_else_of_the_webassembly_changes(less: dict[str, bytes]) -> None:
    assert with_memory(less[WASM], MEMORY_PAGES) == less[WASM]
    stock = with_memory(less[WASM], 480)
    assert len(stock) == len(less[WASM])
    assert sum(one != other for one, other in zip(stock, less[WASM], strict=True)) == 2


def test_a_webassembly_without_a_memory_stops_the_build_with_what_to_do() -> None:
    with pytest.raises(BundleError, match=r"adapt site_plugins/runtime/trim\.py"):
        with_memory(MODULE[:8], 1)


@pytest.mark.parametrize("glue", ["", WHOLE + "eval(text)"], ids=["none", "another eval"])
def test_a_glue_that_evaluates_more_or_less_stops_the_build_with_what_to_do(glue: str) -> None:
    with pytest.raises(BundleError, match=r"change site_plugins/runtime/trim\.py"):
        minify(glue)
