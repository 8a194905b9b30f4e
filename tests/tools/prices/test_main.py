from collections.abc import Iterator

import pytest

from calculators.core.records import RecordError
from tools.prices import __main__


def test_a_day_that_is_none_is_refused_with_the_form_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert __main__.main(["10.11.2026"]) == 1
    assert capsys.readouterr().err == (
        "RELEASED is '10.11.2026', which is no date: write it as YYYY-MM-DD, such as 2026-11-10.\n"
    )


def test_a_record_that_may_not_ship_is_told_in_its_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**given: object) -> Iterator[str]:
        raise RecordError("maker.toml: m: without label")

    monkeypatch.setattr(__main__, "refresh", refuse)
    assert __main__.main([]) == 1
    assert capsys.readouterr().err == "maker.toml: m: without label\n"
