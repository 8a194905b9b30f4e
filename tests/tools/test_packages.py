"""A virtual environment is filled once from its lock file, and again when that changes."""

import sys
from pathlib import Path

import pytest

from tools import packages, process
from tools.failure import Failure
from tools.places import python_of


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock file that asks for nothing, in a project of its own."""
    monkeypatch.setattr(packages, "ROOT", tmp_path)
    path = tmp_path / "site.lock"
    path.write_text("", "utf-8")
    return path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was run; making an environment leaves its interpreter."""
    asked: list[list[str]] = []

    def status(command: process.Command, **_: object) -> int:
        words = [str(each) for each in command]
        asked.append(words[1:])
        if words[1:3] == ["-m", "venv"]:
            python = python_of(Path(words[-1]))
            python.parent.mkdir(parents=True)
            python.symlink_to(sys.executable)
        return 0

    monkeypatch.setattr(process, "status", status)
    monkeypatch.setattr(packages, "status", status)
    return asked


def provide(folder: Path, lock: Path) -> Path:
    return packages.provide_environment(folder, lock, interpreter=sys.executable)


def test_an_environment_holds_exactly_what_is_locked(
    tmp_path: Path, lock: Path, runs: list[list[str]]
) -> None:
    environment = tmp_path / "venv"
    assert provide(environment, lock) == python_of(environment)
    made, filled = runs
    assert made == ["-m", "venv", str(environment)]
    assert filled[:3] == ["-m", "pip", "install"]
    assert filled[-3:] == ["--require-hashes", "-r", str(lock)]


def test_a_second_call_does_nothing_until_the_lock_changes(
    tmp_path: Path, lock: Path, runs: list[list[str]]
) -> None:
    for _ in range(2):
        provide(tmp_path / "venv", lock)
    assert len(runs) == 2
    lock.write_text("mkdocs==1.6.1", "utf-8")
    provide(tmp_path / "venv", lock)
    assert [each[:3] for each in runs[2:]] == [["-m", "pip", "install"]]


def test_where_pip_fails_the_lock_is_named_and_it_is_tried_again(
    tmp_path: Path, lock: Path, runs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "status", lambda command, **_: 1)
    for _ in range(2):
        with pytest.raises(Failure, match=r"packages of site\.lock could not be installed"):
            provide(tmp_path / "venv", lock)
