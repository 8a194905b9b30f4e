from pathlib import Path

import pytest

from tools import pyodide_build

OLD, NEW, NEWER = Path("python3.11"), Path("python3.12"), Path("python3.14")


def test_the_first_interpreter_that_is_new_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyodide_build, "_interpreters", lambda: iter([OLD, NEWER, NEW]))
    monkeypatch.setattr(pyodide_build, "_is_new_enough", {OLD: False, NEW: True, NEWER: True}.get)
    assert pyodide_build.find_interpreter() == NEWER


def test_no_interpreter_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyodide_build, "_interpreters", lambda: iter([OLD]))
    monkeypatch.setattr(pyodide_build, "_is_new_enough", lambda interpreter: False)
    assert pyodide_build.provide_pyodide_command() is None


def test_a_name_that_runs_nothing_is_not_new_enough(tmp_path: Path) -> None:
    assert not pyodide_build._is_new_enough(tmp_path / "python3.13")
