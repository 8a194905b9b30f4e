import re

import pytest

from site_plugins.runtime.glue import mentioned, unused_names, without_names
from site_plugins.runtime.pyodide import PYODIDE, BundleError

NAMES = [f"_f{number}" for number in range(3001)]
ASSIGNED = ";".join(f'{name}=Module["{name}"]=wasmExports["{name[1:]}"]' for name in NAMES)
GLUE = (
    f"var _address,{','.join(NAMES)};function assignWasmExports(wasmExports){{"
    f'_address=Module["_address"]=wasmExports["address"].value>>>0;{ASSIGNED}}}'
    'var run=()=>{_f1();Module["_f2"]()};'
)


def test_a_name_is_used_where_it_stands_a_fourth_time() -> None:
    unused = unused_names(GLUE, ["e._f3()"])
    assert set(NAMES) - set(unused) == {"_f1", "_f2", "_f3"}
    assert unused["_f4"] == "f4"
    assert unused["_address"] == "address"


def test_an_unused_name_goes_from_declaration_and_assignment() -> None:
    less = without_names(GLUE, [*NAMES[4:], "_address", "_f0"])
    assert less == (
        "var _f1,_f2,_f3;function assignWasmExports(wasmExports){"
        '_f1=Module["_f1"]=wasmExports["f1"];_f2=Module["_f2"]=wasmExports["f2"];'
        '_f3=Module["_f3"]=wasmExports["f3"];}var run=()=>{_f1();Module["_f2"]()};'
    )


def test_a_glue_of_another_form_stops_the_build_with_what_to_do() -> None:
    other = GLUE.replace("function assignWasmExports", "function takeExports")
    for glue in ("", other, re.sub(r"_f\d{3,}=\S*?;", "", GLUE)):
        with pytest.raises(BundleError, match=r"adapt site_plugins/runtime/glue\.py"):
            unused_names(glue, [])


def test_words_are_names_whatever_stands_around_them() -> None:
    assert mentioned(['a["_b"]=$c.d1']) == {"a", "_b", "$c", "d1"}


def test_in_pyodide_most_names_are_unused_and_malloc_is_not() -> None:
    glue = (PYODIDE / "pyodide.asm.mjs").read_text("utf-8")
    loader = (PYODIDE / "pyodide.mjs").read_text("utf-8")
    unused = unused_names(glue, [loader])
    assert 4500 < len(unused) < 4867
    assert {"_malloc", "_free", "__Py_Version"} & set(unused) == set()
    assert "_PyByteArray_Resize" in unused
