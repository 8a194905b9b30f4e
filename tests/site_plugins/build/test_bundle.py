"""The bundle: a fast and a stock set in a hashed folder, a manifest, nothing that is not loaded."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from site_plugins.build.bundle import (
    bundle,
    by_path,
    content_hash,
    describe_set,
    wire_bytes,
    wire_bytes_of,
)
from tests.browser.runtime_site import ASKED, write_wheel

STOCK = ["pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip"]
FAST = ["memory.packed", *STOCK[:3], "python.zip.packed"]
SANDBOX = ["frame.txt", "worker.txt"]
WHEEL = "toy-1-py3-none-any.whl"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    return write_wheel(tmp_path)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_both_sets_lie_in_a_folder_named_by_their_content(site: Path, wheel: Path) -> None:
    manifest = bundle(site, wheel=wheel, asked=ASKED)

    folder = site / "assets" / "py" / manifest.runtime
    assert sorted(path.name for path in (folder / "fast").iterdir()) == FAST
    assert sorted(path.name for path in (folder / "stock").iterdir()) == sorted(
        [*STOCK, *SANDBOX, WHEEL]
    )


def test_the_manifest_says_what_a_worker_must_know(site: Path, wheel: Path) -> None:
    bundle(site, wheel=wheel, asked=ASKED)

    manifest = json.loads((site / "assets" / "py" / "manifest.json").read_text("utf-8"))
    assert manifest["version"] == "314.0.7"
    fast, stock = manifest["sets"]
    assert (fast["name"], fast["archive"], fast["wheel"]) == ("fast", "python.zip.packed", None)
    assert (stock["name"], stock["archive"]) == ("stock", "python_stdlib.zip")
    assert stock["wheel"] == WHEEL
    size = wheel.stat().st_size
    assert stock["files"][-1] == {"name": WHEEL, "bytes": size, "wire_bytes": size}
    for each in (fast, stock):
        assert each["total_wire_bytes"] == sum(file["wire_bytes"] for file in each["files"])
        assert (site / "assets" / "py" / manifest["runtime"] / each["name"]).is_dir()


def test_the_snapshot_is_told_apart_from_what_is_loaded_first(site: Path, wheel: Path) -> None:
    fast, stock = bundle(site, wheel=wheel, asked=ASKED).sets

    assert fast.snapshot is not None
    (packed,) = site.rglob("memory.packed")
    assert fast.snapshot.bytes == fast.snapshot.wire_bytes == packed.stat().st_size
    memory = gzip.decompress(packed.read_bytes())
    assert fast.snapshot.sha256 == hashlib.sha256(memory).hexdigest()
    assert "memory.packed" not in [file.name for file in fast.files]
    assert stock.snapshot is None


def test_the_lock_names_the_pinned_pyodide_and_no_packages(site: Path, wheel: Path) -> None:
    lock = json.loads(bundle(site, wheel=wheel, asked=ASKED).lock)

    assert (lock["info"]["python"], lock["info"]["abi_version"]) == ("3.14.2", "2026_0")
    assert lock["packages"] == {}


def test_the_same_sources_give_the_same_bytes(site: Path, wheel: Path) -> None:
    bundle(site, wheel=wheel, asked=ASKED)
    first = contents(site)
    bundle(site, wheel=wheel, asked=ASKED)

    assert contents(site) == first


def test_another_wheel_gives_another_folder_and_the_old_one_goes(site: Path, wheel: Path) -> None:
    old = bundle(site, wheel=wheel, asked=ASKED)
    wheel.write_bytes(wheel.read_bytes() + b" ")
    new = bundle(site, wheel=wheel, asked=ASKED)

    assert new.runtime != old.runtime
    folders = [path.name for path in (site / "assets" / "py").iterdir() if path.is_dir()]
    assert folders == [new.runtime]


def test_the_projects_own_wheel_holds_the_calculators(site: Path) -> None:
    _, stock = bundle(site).sets

    assert stock.wheel is not None
    assert stock.wheel.startswith("start_here_calculators-")
    assert stock.wheel.endswith("-py3-none-any.whl")


def test_the_sandbox_is_described_beside_the_files_that_readers_wait_for(site: Path) -> None:
    manifest = bundle(site)
    fast, stock = manifest.sets

    assert fast.sandbox is None
    assert stock.sandbox is not None
    described = (stock.sandbox.frame, stock.sandbox.worker)
    assert {file.name for file in described}.isdisjoint(file.name for file in stock.files)
    assert stock.total_wire_bytes == sum(file.wire_bytes for file in stock.files)
    for file in described:
        path = site / "assets" / "py" / manifest.runtime / "stock" / file.name
        assert path.stat().st_size == file.bytes
        assert 0 < file.wire_bytes < file.bytes


def test_a_name_a_byte_and_nothing_else_change_the_hash() -> None:
    files = {"a": b"1", "b": b"2"}

    assert content_hash(files) == content_hash({"b": b"2", "a": b"1"})
    assert content_hash(files) != content_hash({"a": b"1", "c": b"2"})
    assert content_hash(files) != content_hash({"a": b"1", "b": b"3"})
    assert len(content_hash(files)) == 16


def test_a_file_that_moves_to_the_other_set_changes_the_hash() -> None:
    one = by_path({"fast": {"a": b"1"}, "stock": {}})
    other = by_path({"fast": {}, "stock": {"a": b"1"}})

    assert content_hash(one) != content_hash(other)


def test_packed_files_are_sent_as_they_are_and_others_gzipped() -> None:
    content = b"def total(parts):\n    return sum(parts)\n" * 50

    assert wire_bytes("python_stdlib.zip", content) == len(content)
    assert wire_bytes("python.zip.packed", content) == len(content)
    assert wire_bytes("pyodide.mjs", content) == len(gzip.compress(content, 6, mtime=0))


def test_the_total_is_the_sum_of_what_is_sent() -> None:
    files = {"a.zip": b"12345", "b.whl": b"123"}
    described = describe_set("stock", files, wire_bytes_of(by_path({"stock": files})))

    assert described.total_wire_bytes == 8
    assert described.wheel == "b.whl"
