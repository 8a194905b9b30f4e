"""The memory of a started Python: how it is written, that it is equal twice, what stops it."""

import gzip
import json
import struct
from pathlib import Path

import pytest

from site_plugins.runtime.engine import PYODIDE, BundleError, read_files
from site_plugins.runtime.fast import ARCHIVE, fast_set, stripped
from site_plugins.runtime.snapshot import is_plain, memory
from site_plugins.runtime.used_files import pack, squeeze, unpack
from tests.browser.runtime_site import ASKED, write_wheel

STARTING_MEMORY_BYTES = 48 * 2**20


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    wheel = write_wheel(tmp_path_factory.mktemp("wheel")).read_bytes()
    return whole_engine(fast_set(PYODIDE, wheel, ASKED))


def whole_engine(fast: dict[str, bytes]) -> dict[str, bytes]:
    """A memory is made before the engine is pruned to what a browser runs."""
    return {**fast, **stripped(read_files(PYODIDE))}


@pytest.fixture(scope="module")
def written(fast: dict[str, bytes]) -> bytes:
    return memory(fast, ARCHIVE, [])


def read(written: bytes) -> tuple[dict[str, object], bytes]:
    """The header and what follows it."""
    (size,) = struct.unpack("<I", written[:4])
    return json.loads(written[4 : 4 + size]), written[4 + size :]


def test_a_header_says_where_the_bytes_after_it_go(written: bytes) -> None:
    header, after = read(written)
    ranges = header["ranges"]

    assert header["memory_bytes"] == STARTING_MEMORY_BYTES
    assert isinstance(ranges, list)
    assert sum(length for _, length in ranges) == len(after)
    ends = [at + length for at, length in ranges]
    assert all(end < start for end, (start, _) in zip(ends, ranges[1:], strict=False))
    assert ends[-1] <= STARTING_MEMORY_BYTES


def test_where_an_engine_has_put_its_trampoline_is_left_to_the_engine(written: bytes) -> None:
    """Four bytes: WebKit puts it elsewhere than others, and an iPhone has none."""
    ranges = read(written)[0]["ranges"]
    assert isinstance(ranges, list)
    ends = [at + length for at, length in ranges]
    gaps = [start - end for end, (start, _) in zip(ends, ranges[1:], strict=False)]
    assert gaps.count(4) == 1
    assert {gap % 64 for gap in gaps} == {0, 4}


def test_it_is_a_fraction_of_the_memory(written: bytes) -> None:
    assert len(written) < STARTING_MEMORY_BYTES / 4


def test_the_calculators_are_in_it(written: bytes) -> None:
    assert b"is not a whole number. Type one from -999 to 999." in written


def test_made_twice_it_is_the_same(fast: dict[str, bytes], written: bytes) -> None:
    assert memory(fast, ARCHIVE, []) == written


def test_no_name_of_this_machine_is_in_it(written: bytes) -> None:
    for place in (Path.home(), Path.cwd(), PYODIDE):
        assert str(place).encode() not in written


def test_a_set_that_does_not_start_stops_the_build(fast: dict[str, bytes]) -> None:
    with pytest.raises(BundleError, match=r"snapshot\.mjs failed"):
        memory({**fast, ARCHIVE: squeeze(b"no archive")}, ARCHIVE, [])


def test_a_memory_that_grew_stops_the_build(fast: dict[str, bytes]) -> None:
    """A browser starts with so much memory and no more, so a larger one would not fit in."""
    told = r"memory grew from 50331648 to .* bytes.*Raise MEMORY_PAGES"
    with pytest.raises(BundleError, match=told):
        memory(hoarding(fast, 40_000_000), ARCHIVE, [])


def test_calculators_that_keep_more_than_the_stock_memory_holds_have_room(
    fast: dict[str, bytes],
) -> None:
    header, after = read(memory(hoarding(fast, 20_000_000), ARCHIVE, []))
    assert header["memory_bytes"] == STARTING_MEMORY_BYTES
    assert after.count(b"\7") > 19_000_000


def hoarding(fast: dict[str, bytes], kept_bytes: int) -> dict[str, bytes]:
    members = unpack(gzip.decompress(fast[ARCHIVE]))
    del members["calculators/browser.pyc"]
    program = f"hoard = bytes([7]) * {kept_bytes}\ndef respond(request):\n    return request\n"
    hoarder = pack({**members, "calculators/browser.py": program.encode()})
    return whole_engine({**fast, ARCHIVE: squeeze(hoarder)})


@pytest.mark.parametrize(
    ("request_text", "plain"),
    [('{"inputs": {}}', True), ('{"inputs": {"a": "1"}}', False), ("[" * 5000, False), ("", False)],
)
def test_only_requests_for_defaults_are_asked_beforehand(request_text: str, plain: bool) -> None:
    assert is_plain(request_text) is plain
