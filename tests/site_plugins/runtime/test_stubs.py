import html
import re
import runpy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_plugins.runtime.archive import unpack
from site_plugins.runtime.node import INSIDE
from site_plugins.runtime.pyodide import PYODIDE, BundleError
from site_plugins.runtime.stubs import STUBS, with_stubs

SOURCES = unpack((PYODIDE / "python_stdlib.zip").read_bytes())


def test_a_stub_stands_where_each_module_was() -> None:
    stubbed = with_stubs(SOURCES)
    assert set(stubbed) == set(SOURCES)
    changed = {name for name in SOURCES if stubbed[name] != SOURCES[name]}
    assert changed == set(STUBS)
    assert all(b'"""In place of' in stubbed[name][:20] for name in changed)


@pytest.mark.parametrize("name", STUBS)
def test_a_module_that_changed_stops_the_build_with_what_to_do(name: str) -> None:
    other = {**SOURCES, name: SOURCES[name] + b"\n"}
    with pytest.raises(BundleError, match=f"{re.escape(name)}.*adapt inside/stubs"):
        with_stubs(other)


def test_a_module_that_is_gone_stops_the_build_too() -> None:
    with pytest.raises(BundleError, match="adapt inside/stubs"):
        with_stubs({"os.py": b""})


@given(text=st.text(), quote=st.booleans())
def test_the_stub_of_html_escapes_as_the_library_does(text: str, quote: bool) -> None:
    assert stub_of("html.py")["escape"](text, quote) == html.escape(text, quote)


def stub_of(name: str) -> dict[str, Any]:
    return runpy.run_path(str(INSIDE / "stubs" / name))
