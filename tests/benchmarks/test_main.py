from typing import Any

import pytest

from benchmarks import __main__ as command
from benchmarks import record


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> list[dict[str, Any]]:
    """Every part measures nothing; what would be kept is in the list."""
    found: list[dict[str, Any]] = []
    parts = {name: lambda given, browser, name=name: {"part": name} for name in command.PARTS}
    monkeypatch.setattr(command, "PARTS", parts)
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(record, "about", lambda browser: {"date": "2026-11-24"})
    monkeypatch.setattr(record, "keep", found.append)
    return found


def test_a_whole_run_is_kept_when_asked(kept: list[dict[str, Any]]) -> None:
    assert command.main(["--keep"]) == 0
    assert kept == [
        {
            "date": "2026-11-24",
            "start": {"part": "start"},
            "calls": {"part": "calls"},
            "growth": {"part": "growth"},
            "engines": {"part": "engines"},
        }
    ]


def test_a_part_is_not_a_record(
    kept: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["calls"]) == 0
    with pytest.raises(SystemExit):
        command.main(["calls", "--keep"])
    assert "name no parts" in capsys.readouterr().err
    assert kept == []


def test_an_unknown_part_is_refused(
    kept: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command.main(["speed"])
    assert "no such part: speed" in capsys.readouterr().err
