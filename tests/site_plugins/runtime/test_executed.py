"""The functions that run: found whole, found the same each time, or not at all."""

from pathlib import Path

import pytest

from site_plugins.runtime.archive import pack, unpack
from site_plugins.runtime.executed import FEWEST, executed, union
from site_plugins.runtime.fast import slim, stripped, with_calculators
from site_plugins.runtime.pyodide import PYODIDE, BundleError, read_files
from site_plugins.runtime.strip import LOADER
from tests.browser.runtime_site import ASKED, write_wheel


def test_what_runs_in_any_way_counts() -> None:
    few, more = range(FEWEST), range(5, FEWEST + 9)
    assert union([few, more]) == list(range(FEWEST + 9))


def test_a_trace_that_saw_nothing_stops_the_build_with_what_to_do() -> None:
    with pytest.raises(BundleError, match=r"Compare .* with scripts/executed\.mjs"):
        union([range(FEWEST), []])


@pytest.mark.timeout(600)
def test_the_same_functions_run_each_time(tmp_path: Path) -> None:
    stock = read_files(PYODIDE)
    stdlib, wheel = stock["python_stdlib.zip"], write_wheel(tmp_path).read_bytes()
    engine = {LOADER: stock[LOADER], **stripped(stock)}
    sources = pack(with_calculators(stdlib, wheel))
    archive = slim(PYODIDE, stdlib, wheel, ASKED)
    assert "json/__init__.pyc" in unpack(archive)

    once = executed(engine, sources, archive, ASKED)
    assert once == executed(engine, sources, archive, ASKED)
    assert 2500 < len(once) < 4500
