"""The version of the price list: which one is pinned, and when one came out."""

from datetime import date, timedelta

import pytest

from tools.failure import Failure
from tools.places import ROOT
from tools.prices.genai import package_version
from tools.refresh import pin
from tools.refresh.pin import first_day, newest, pinned, with_pin

PROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
AFTER, TODAY = date(2026, 11, 10), date(2026, 11, 30)


def test_the_pinned_version_is_the_one_that_is_installed() -> None:
    assert pinned(PROJECT) == package_version()


def test_another_version_changes_nothing_else() -> None:
    changed = with_pin(PROJECT, "9.9.9")
    assert pinned(changed) == "9.9.9"
    assert with_pin(changed, pinned(PROJECT)) == PROJECT
    assert len([*zip(changed, PROJECT, strict=False)]) == len(PROJECT)


def test_a_project_without_the_pin_is_told() -> None:
    with pytest.raises(Failure, match="pins no version of genai-prices"):
        pinned("prices = []")


@pytest.mark.parametrize("days", range(21))
def test_the_day_on_which_a_version_came_out_is_found_by_halving(days: int) -> None:
    came, asked = AFTER + timedelta(days=days), list[date]()

    def was_there(day: date) -> bool:
        asked.append(day)
        return day >= came

    assert first_day(was_there, after=AFTER, today=TODAY) == came
    assert len(asked) <= 6


def test_an_index_that_tells_no_days_gives_none() -> None:
    assert first_day(lambda day: False, after=AFTER, today=TODAY) is None


def test_the_newest_is_what_pip_would_install(monkeypatch: pytest.MonkeyPatch) -> None:
    told = '{"install": [{"metadata": {"name": "genai-prices", "version": "0.3.0"}}]}'
    asked: list[str] = []

    def output(command: list[str], *, seconds: float) -> str:
        asked.extend(command)
        return told

    monkeypatch.setattr(pin, "output", output)
    assert newest() == "0.3.0"
    assert {"--dry-run", "--no-deps", "genai-prices"} <= set(asked)


def test_without_an_index_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin, "output", lambda command, *, seconds: None)
    with pytest.raises(Failure, match="pip reached no package index"):
        newest()
