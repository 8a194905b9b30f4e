import json
from pathlib import Path

import pytest

from site_plugins.runtime.engine import (
    FILES,
    PYODIDE,
    VERSION,
    BundleError,
    check_version,
    read_files,
    read_version,
    run_script,
)
from tools.places import ROOT


def test_the_pinned_version_is_the_one_that_npm_installs() -> None:
    package = json.loads((ROOT / "package.json").read_bytes())
    assert package["dependencies"]["pyodide"] == VERSION
    assert read_version(PYODIDE) == VERSION


def test_another_version_stops_the_build_with_what_to_do() -> None:
    check_version(VERSION)
    with pytest.raises(BundleError, match=r"Pyodide is 315\.0\.0.*change VERSION"):
        check_version("315.0.0")


def test_a_missing_file_of_pyodide_is_named(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    assert read_files(tmp_path)["pyodide.mjs"] == b"pyodide.mjs"
    (tmp_path / "pyodide.asm.wasm").unlink()
    with pytest.raises(BundleError, match=r"pyodide\.asm\.wasm missing.*make build"):
        read_files(tmp_path)


def test_a_script_that_fails_says_why_in_short(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"compile\.mjs failed.*pyodide\.mjs"):
        run_script("compile.mjs", tmp_path, tmp_path, tmp_path)
