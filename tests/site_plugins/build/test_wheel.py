from pathlib import Path
from zipfile import ZipFile

import pytest

from site_plugins.build.wheel import build_wheel


def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    first, second = (build_wheel(tmp_path / name) for name in ("first", "second"))
    assert first.name == "start_here_calculators-0.1.0-py3-none-any.whl"
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_holds_the_calculators_and_nothing_of_the_site(tmp_path: Path) -> None:
    with ZipFile(build_wheel(tmp_path)) as wheel:
        names = wheel.namelist()
        makers = [name for name in names if b"import tomllib" in wheel.read(name)]
    folders = {name.split("/")[0] for name in names}
    assert folders == {"calculators", "start_here_calculators-0.1.0.dist-info"}
    assert "calculators/data/catalog.json" in names
    assert "calculators/data/speed.json" in names
    assert "calculators/data/speed_points.json" not in names
    assert "calculators/py.typed" in names
    assert [name for name in names if name.endswith((".toml", ".md"))] == []
    assert makers == []  # what reads the records that do not ship does not ship either


def test_members_carry_the_time_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def times(folder: str) -> set[tuple[int, ...]]:
        with ZipFile(build_wheel(tmp_path / folder)) as wheel:
            return {member.date_time for member in wheel.infolist()}

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert times("plain") == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1792540800")
    assert times("asked") == {(2026, 10, 21, 0, 0, 0)}
