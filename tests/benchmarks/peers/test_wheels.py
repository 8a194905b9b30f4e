from pathlib import Path

from benchmarks.peers import wheels
from benchmarks.peers.wheels import lock_entries, needed, pure


def package(folder: Path, name: str, requirement: str = "") -> Path:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("", "utf-8")
    return pure(name, "1.0", folder / name, folder)


def test_a_wheel_is_described_as_pyodide_wants_it(tmp_path: Path) -> None:
    wheel = package(tmp_path, "slider")
    (entry,) = lock_entries([wheel]).values()
    assert entry == {
        "name": "slider",
        "version": "1.0",
        "file_name": "slider-1.0-py3-none-any.whl",
        "install_dir": "site",
        "sha256": wheels.hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": ["slider"],
        "depends": [],
    }


def test_only_what_the_page_needs_is_asked_for() -> None:
    asked = [
        "Foo_Bar>=2",
        "pywin32; sys_platform == 'win32'",
        "x; extra == 'dev'",
        "y; python_version >= '3.14'",
    ]
    assert needed(asked) == ["foo-bar", "y"]
