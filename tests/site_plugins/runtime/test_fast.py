"""The archive of the fast set: what is in it, that it is equal twice, and what stops its making."""

import gzip
import json
from pathlib import Path

import pytest

from site_plugins.__main__ import main
from site_plugins.build.package import build_wheel
from site_plugins.runtime.engine import LOADER, PYODIDE, STDLIB, BundleError, read_files
from site_plugins.runtime.fast import ARCHIVE, calculators_of, fast_set, library, trimmed
from site_plugins.runtime.used_files import unpack
from tests.browser.runtime_site import ASKED, write_wheel

STOCK = read_files(PYODIDE)
MAGIC_OF_3_14 = bytes.fromhex("2b0e0d0a")
UNCHECKED_HASH = (1).to_bytes(4, "little")


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fast")
    assert main(["runtime", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def members(fast: Path) -> dict[str, bytes]:
    return unpack(gzip.decompress((fast / ARCHIVE).read_bytes()))


def test_the_archive_holds_data_and_bytecode_for_pyodides_own_python(
    members: dict[str, bytes], tmp_path: Path
) -> None:
    wheel = build_wheel(tmp_path).read_bytes()
    others = {name for name in members if not name.endswith(".pyc")}
    assert others == {name for name in calculators_of(wheel) if name.endswith(".json")}
    assert "calculators/data/catalog.json" in others
    starts = {text[:8] for name, text in members.items() if name.endswith(".pyc")}
    assert starts == {MAGIC_OF_3_14 + UNCHECKED_HASH}


def test_the_calculators_are_in_and_what_they_never_need_is_not(members: dict[str, bytes]) -> None:
    assert {"calculators/browser/__init__.pyc", "calculators/questions/fit/__init__.pyc"} <= set(
        members
    )
    assert {"json/decoder.pyc", "traceback.pyc", "encodings/utf_8.pyc"} <= set(members)
    absent = {"argparse.pyc", "asyncio/base_events.pyc", "pathlib/__init__.pyc", "zipfile.pyc"}
    assert absent & set(members) == set()
    assert "calculators/terminal/main.pyc" not in members
    assert sum(not name.startswith("calculators/") for name in members) < 80


def test_docstrings_are_left_out(members: dict[str, bytes]) -> None:
    code = members["calculators/engines/memory/cache.pyc"]
    assert b"KV cache of the main model." not in code
    assert b"KvCache" in code


def test_with_every_calculator_in_it_it_is_less_than_half_of_the_library_alone(fast: Path) -> None:
    assert (fast / ARCHIVE).stat().st_size < len(STOCK[STDLIB]) * 0.4


def toy_sources(folder: Path) -> dict[str, bytes]:
    return library(STOCK) | calculators_of(write_wheel(folder).read_bytes())


def test_made_twice_it_is_the_same(tmp_path: Path) -> None:
    """The archive, and of Python's functions those that run."""
    kept = fast_set(PYODIDE, write_wheel(tmp_path).read_bytes(), ASKED)
    again = trimmed(PYODIDE, toy_sources(tmp_path), ASKED)
    assert kept == {LOADER: STOCK[LOADER], **again}


def test_of_a_wheel_the_calculators_alone_count(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path).read_bytes()
    assert calculators_of(wheel + b" ") == calculators_of(wheel)


def test_calculators_that_fail_stop_the_build(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="KeyError"):
        trimmed(PYODIDE, toy_sources(tmp_path), [json.dumps({"inputs": {"a": "1", "b": "1"}})])
