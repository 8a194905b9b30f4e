"""npm's packages are installed once, and again when the lock file says something else."""

from pathlib import Path

import pytest

from tools import npm, process
from tools.failure import Failure

Runs = list[list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "package-lock.json").write_text("{}", "utf-8")
    return tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """What npm was asked to do, each time."""
    asked: Runs = []

    def status(command: process.Command, **_: object) -> int:
        asked.append([str(each) for each in command[2:]])
        return 0

    monkeypatch.setattr(process, "status", status)
    return asked


def test_a_second_call_installs_nothing(folder: Path, runs: Runs) -> None:
    npm.provide_packages(folder)
    npm.provide_packages(folder)
    assert runs == [["ci", "--loglevel=error"]]


def test_another_lock_file_installs_again(folder: Path, runs: Runs) -> None:
    npm.provide_packages(folder)
    (folder / "package-lock.json").write_text('{"packages": {}}', "utf-8")
    npm.provide_packages(folder)
    assert len(runs) == 2


def test_packages_for_tests_serve_the_site_but_not_the_other_way_round(
    folder: Path, runs: Runs
) -> None:
    npm.provide_packages(folder, development=False)
    assert runs == [["ci", "--loglevel=error", "--omit=dev"]]
    npm.provide_packages(folder)
    npm.provide_packages(folder, development=False)
    assert runs[1:] == [["ci", "--loglevel=error"]]


def test_where_npm_fails_its_folder_is_named_and_it_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "status", lambda command, **_: 1)
    for _ in range(2):
        with pytest.raises(Failure, match=f"npm packages of {folder.name} could not be installed"):
            npm.provide_packages(folder)
