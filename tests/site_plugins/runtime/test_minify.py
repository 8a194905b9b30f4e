import gzip

import pytest

from site_plugins.runtime.minify import EVALS, minify
from site_plugins.runtime.pyodide import PYODIDE, BundleError

GLUE = (PYODIDE / "pyodide.asm.mjs").read_text("utf-8")


def test_the_glue_is_a_fifth_smaller_on_the_wire_and_evaluates_nothing_among_its_names() -> None:
    less = minify(GLUE)
    assert len(gzip.compress(less.encode())) < 0.85 * len(gzip.compress(GLUE.encode()))
    assert less.count("(0,eval)(") == EVALS
    assert less == minify(GLUE)


def test_what_others_use_keeps_its_name() -> None:
    less = minify(GLUE)
    for name in ("noInitialRun", "HEAPU8", "PythonError", "_loadSnapshot", "makeMemorySnapshot"):
        assert (name in less) == (name in GLUE)


@pytest.mark.parametrize("glue", ["", GLUE + "eval(text)"])
def test_a_glue_of_another_form_stops_the_build_with_what_to_do(glue: str) -> None:
    with pytest.raises(BundleError, match=r"change site_plugins/runtime/minify\.py"):
        minify(glue)
