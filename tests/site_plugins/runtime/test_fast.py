"""The archive of the fast set: what is in it, that it is equal twice, and what stops its making."""

import gzip
import json
from pathlib import Path

import pytest

from site_plugins.runtime.__main__ import main
from site_plugins.runtime.archive import pack, unpack
from site_plugins.runtime.fast import ARCHIVE, slim
from site_plugins.runtime.node import run_script
from site_plugins.runtime.pyodide import PYODIDE, BundleError
from site_plugins.runtime.trace import keep
from tests.browser.runtime_site import ASKED, write_wheel

STDLIB = (PYODIDE / "python_stdlib.zip").read_bytes()
MAGIC_OF_3_14 = bytes.fromhex("2b0e0d0a")
SHIPPED_DATA = ("catalog", "finetune", "ownership", "plans", "prices", "sources", "speed")
UNCHECKED_HASH = (1).to_bytes(4, "little")


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fast")
    assert main([str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def members(fast: Path) -> dict[str, bytes]:
    return unpack(gzip.decompress((fast / ARCHIVE).read_bytes()))


def test_the_archive_holds_bytecode_for_pyodides_own_python(members: dict[str, bytes]) -> None:
    others = [name for name in members if not name.endswith(".pyc")]
    assert sorted(others) == [f"calculators/data/{name}.json" for name in SHIPPED_DATA]
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


def test_with_every_calculator_in_it_it_is_two_fifths_of_the_library_alone(fast: Path) -> None:
    assert (fast / ARCHIVE).stat().st_size < len(STDLIB) * 0.4


def test_made_twice_it_is_the_same(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path).read_bytes()
    assert slim(PYODIDE, STDLIB, wheel, ASKED) == slim(PYODIDE, STDLIB, wheel, ASKED)


def test_imports_inside_functions_are_taken_and_those_for_types_are_not() -> None:
    wheel = pack({"calculators/__init__.py": b"", "calculators/browser.py": LATER})
    members = set(unpack(slim(PYODIDE, STDLIB, wheel, ["hello"])))
    assert "colorsys.pyc" in members
    assert "wave.pyc" not in members


LATER = b"""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import wave

def respond(request):
    return request

def later():
    import colorsys
"""


def test_only_data_of_our_own_is_kept() -> None:
    sources = {
        "os.py": b"",
        "lib.json": b"",
        "own/a.py": b"",
        "own/a.json": b"",
        "own/py.typed": b"",
    }
    assert set(keep(sources, ["os.py"], "own/")) == {"os.py", "own/a.json"}


def test_a_script_that_fails_says_why_in_short(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"trace\.mjs failed.*pyodide\.mjs"):
        run_script("trace.mjs", tmp_path, tmp_path, tmp_path)


def test_calculators_that_fail_stop_the_build(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path).read_bytes()
    with pytest.raises(BundleError, match="KeyError"):
        slim(PYODIDE, STDLIB, wheel, [json.dumps({"inputs": {"a": "1", "b": "1"}})])


def test_the_command_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "python -m site_plugins.runtime FOLDER" in capsys.readouterr().err
