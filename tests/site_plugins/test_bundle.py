"""The bundle: Pyodide and the wheel in a hashed folder, a manifest, nothing that is not loaded."""

import gzip
import json
from pathlib import Path

import pytest

from site_plugins.bundle import (
    PYODIDE_FILES,
    BundleError,
    bundle,
    content_hash,
    describe,
    wire_bytes,
)


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    folder = tmp_path / "pyodide"
    folder.mkdir()
    (folder / "package.json").write_text('{"version": "314.0.7"}', "utf-8")
    for name in PYODIDE_FILES:
        (folder / name).write_bytes(name.encode() * 100)
    (folder / "pyodide.js.map").write_text("{}", "utf-8")
    return folder


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "toy-1-py3-none-any.whl"
    path.write_bytes(b"wheel")
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<html><head></head></html>", "utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_runtime_and_the_wheel_lie_in_a_folder_named_by_their_content(
    site: Path, pyodide: Path, wheel: Path
) -> None:
    manifest = bundle(site, pyodide_dir=pyodide, wheel=wheel)

    folder = site / "assets" / "py" / manifest.runtime
    assert sorted(path.name for path in folder.iterdir()) == [
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "pyodide.mjs",
        "python_stdlib.zip",
        "toy-1-py3-none-any.whl",
    ]
    assert (folder / "pyodide.mjs").read_bytes() == (pyodide / "pyodide.mjs").read_bytes()


def test_the_manifest_says_what_a_worker_must_know(site: Path, pyodide: Path, wheel: Path) -> None:
    bundle(site, pyodide_dir=pyodide, wheel=wheel)

    manifest = json.loads((site / "assets" / "py" / "manifest.json").read_text("utf-8"))
    assert manifest["version"] == "314.0.7"
    assert manifest["wheel"] == "toy-1-py3-none-any.whl"
    assert manifest["files"][-1] == {
        "name": "toy-1-py3-none-any.whl",
        "bytes": 5,
        "wire_bytes": 5,
    }
    assert manifest["total_wire_bytes"] == sum(file["wire_bytes"] for file in manifest["files"])
    assert (site / "assets" / "py" / manifest["runtime"]).is_dir()


def test_the_same_sources_give_the_same_bytes(site: Path, pyodide: Path, wheel: Path) -> None:
    bundle(site, pyodide_dir=pyodide, wheel=wheel)
    first = contents(site)
    bundle(site, pyodide_dir=pyodide, wheel=wheel)

    assert contents(site) == first


def test_another_wheel_gives_another_folder_and_the_old_one_goes(
    site: Path, pyodide: Path, wheel: Path
) -> None:
    old = bundle(site, pyodide_dir=pyodide, wheel=wheel)
    wheel.write_bytes(b"Wheel")
    new = bundle(site, pyodide_dir=pyodide, wheel=wheel)

    assert new.runtime != old.runtime
    folders = [path.name for path in (site / "assets" / "py").iterdir() if path.is_dir()]
    assert folders == [new.runtime]


def test_the_projects_own_wheel_holds_the_calculators(site: Path, pyodide: Path) -> None:
    manifest = bundle(site, pyodide_dir=pyodide)

    assert manifest.wheel.startswith("start_here_calculators-")
    assert manifest.wheel.endswith("-py3-none-any.whl")


def test_a_missing_file_of_pyodide_is_named(site: Path, pyodide: Path, wheel: Path) -> None:
    (pyodide / "pyodide.asm.wasm").unlink()

    with pytest.raises(BundleError, match=r"pyodide\.asm\.wasm missing.*make build"):
        bundle(site, pyodide_dir=pyodide, wheel=wheel)


def test_a_name_a_byte_and_nothing_else_change_the_hash() -> None:
    files = {"a": b"1", "b": b"2"}

    assert content_hash(files) == content_hash({"b": b"2", "a": b"1"})
    assert content_hash(files) != content_hash({"a": b"1", "c": b"2"})
    assert content_hash(files) != content_hash({"a": b"1", "b": b"3"})
    assert len(content_hash(files)) == 16


def test_packed_files_are_sent_as_they_are_and_others_gzipped() -> None:
    content = b"def total(parts):\n    return sum(parts)\n" * 50

    assert wire_bytes("python_stdlib.zip", content) == len(content)
    assert wire_bytes("pyodide.mjs", content) == len(gzip.compress(content, 6, mtime=0))


def test_the_total_is_the_sum_of_what_is_sent() -> None:
    manifest = describe({"a.zip": b"12345", "b.whl": b"123"}, version="1")

    assert manifest.total_wire_bytes == 8
    assert manifest.wheel == "b.whl"
