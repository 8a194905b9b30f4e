import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import apt, browser
from tools.failure import Failure


class Machine:
    """A computer with chosen browsers; counts the downloads that are tried."""

    def __init__(self) -> None:
        self.installed: list[Path] = []
        self.starting: list[Path] = []
        self.downloads = 0
        self.apt_brings: Path | None = None

    def download(self) -> bool:
        self.downloads += 1
        return False

    def install(self, package: str) -> bool:
        if self.apt_brings:
            self.installed.append(self.apt_brings)
        return self.apt_brings is not None

    def browsers(self) -> Iterator[Path]:
        yield from self.installed


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    made = Machine()
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "RECORD", tmp_path / "browser.json")
    monkeypatch.setattr(browser, "_download", made.download)
    monkeypatch.setattr(browser, "_system_browsers", made.browsers)
    monkeypatch.setattr(browser, "_starts", lambda path: path in made.starting)
    monkeypatch.setattr(apt, "install", made.install)
    return made


@pytest.fixture
def chromium(tmp_path: Path) -> Path:
    program = tmp_path / "chromium"
    program.touch()
    return program


def test_the_systems_browser_is_remembered_and_the_download_not_tried_again(
    machine: Machine, chromium: Path
) -> None:
    machine.installed = machine.starting = [chromium]
    assert browser.provide_browser() == chromium
    assert browser.provide_browser() == chromium
    assert machine.downloads == 1
    assert json.loads(browser.RECORD.read_text(encoding="utf-8"))["path"] == str(chromium)


def test_a_browser_that_does_not_start_is_passed_over(machine: Machine, chromium: Path) -> None:
    broken = chromium.with_name("broken")
    machine.installed, machine.starting = [broken, chromium], [chromium]
    assert browser.provide_browser() == chromium


def test_debians_chromium_is_the_last_resort(machine: Machine, chromium: Path) -> None:
    machine.apt_brings, machine.starting = chromium, [chromium]
    assert browser.provide_browser() == chromium


def test_without_any_browser_one_sentence_says_what_to_do(machine: Machine) -> None:
    for attempt in (browser.provide_browser, browser.find_browser):
        with pytest.raises(Failure) as failure:
            attempt()
        assert str(failure.value) == (
            "The browser tests found no Chromium: install Chromium, Chrome or Edge, or name its "
            "program in START_HERE_CHROMIUM, and run `make test` again."
        )
    assert machine.downloads == 1


def test_the_named_browser_wins_and_must_start(
    machine: Machine, chromium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(browser.VARIABLE, str(chromium))
    assert browser.find_browser() == chromium
    with pytest.raises(Failure, match=r"chromium, which does not start as a Chromium\.$"):
        browser.provide_browser()
    machine.starting = [chromium]
    assert browser.provide_browser() == chromium


def test_a_remembered_browser_that_is_gone_is_looked_for_again(
    machine: Machine, chromium: Path
) -> None:
    machine.installed = machine.starting = [chromium]
    browser.provide_browser()
    chromium.unlink()
    other = chromium.with_name("chrome")
    other.touch()
    machine.installed = machine.starting = [other]
    assert browser.provide_browser() == other
