"""The archive: what of Python's library is in it, the stubs among it, equal for equal contents."""

import base64
import gzip
import html
import marshal
import re
import runpy
import sys
import traceback
import zipfile
from collections.abc import Iterator
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_plugins.runtime.engine import INSIDE, PYODIDE, STDLIB, BundleError, read_files
from site_plugins.runtime.used_files import STUBS, keep, pack, squeeze, unpack, with_stubs

SOURCES = unpack(read_files(PYODIDE)[STDLIB])
PYC_HEADER_BYTES = 16
FILES = {"b/c.py": b"c = 1\n" * 50, "a.py": b""}


def test_what_was_packed_is_unpacked() -> None:
    assert unpack(pack(FILES)) == FILES


def test_folders_are_no_files() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("b/", "")
        archive.writestr("b/c.py", "1")
    assert unpack(written.getvalue()) == {"b/c.py": b"1"}


def test_neither_order_nor_time_is_in_an_archive() -> None:
    packed = pack(FILES)
    assert packed == pack(dict(reversed(FILES.items())))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert [member.filename for member in archive.infolist()] == ["a.py", "b/c.py"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}


def test_squeezed_twice_is_the_same_and_says_no_time() -> None:
    squeezed = squeeze(b"python" * 100)
    assert squeezed == squeeze(b"python" * 100)
    assert squeezed[4:8] == bytes(4)
    assert gzip.decompress(squeezed) == b"python" * 100


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


PROGRAM = '''"""Two numbers."""
from dataclasses import dataclass

LIMIT: int = 3

@dataclass(frozen=True)
class Pair:
    """Two of them."""
    one: int
    other: "float" = 0.5

    def over(self, times: int, *more: int, **named: int) -> float:
        """How many times."""
        sum: float = self.one / times
        return sum
'''


@pytest.fixture(scope="module")
def ran() -> Iterator[dict[str, Any]]:
    """What the bytecode of the program makes, by the Python that runs the tests."""
    program = str(INSIDE / "to_bytecode.py")
    made = runpy.run_path(program, {"sources": "{}"})["bytecode"]("pair.py", PROGRAM)
    module = sys.modules["pair"] = ModuleType("pair")  # where `dataclass` looks for it
    exec(marshal.loads(base64.b64decode(made)[PYC_HEADER_BYTES:]), vars(module))
    yield vars(module)
    del sys.modules["pair"]


def test_bytecode_does_what_its_source_does(ran: dict[str, Any]) -> None:
    assert ran["Pair"](6).over(4) == 1.5
    assert ran["LIMIT"] == 3
    assert ran["Pair"](1) == ran["Pair"](1, 0.5) != ran["Pair"](1, 2)


def test_bytecode_has_the_annotations_of_classes_alone_and_no_docstrings(
    ran: dict[str, Any],
) -> None:
    assert ran["Pair"].__annotations__ == {"one": int, "other": "float"}
    assert ran["Pair"].over.__annotations__ == {}
    assert "__annotations__" not in ran
    assert (ran["__doc__"], ran["Pair"].__doc__, ran["Pair"].over.__doc__) == (None, ".", None)


def test_bytecode_names_the_file_and_the_function_of_an_error_but_not_its_line(
    ran: dict[str, Any],
) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        ran["Pair"](1).over(0)
    where = traceback.extract_tb(raised.tb)[-1]
    assert (where.filename, where.name, where.lineno) == (
        "/lib/python314.zip/pair.py",
        "over",
        None,
    )
    assert "over" in "".join(traceback.format_exception(raised.value))


def test_only_data_of_our_own_is_kept() -> None:
    sources = {
        "os.py": b"",
        "lib.json": b"",
        "own/a.py": b"",
        "own/a.json": b"",
        "own/py.typed": b"",
    }
    assert set(keep(sources, ["os.py"], "own/")) == {"os.py", "own/a.json"}
