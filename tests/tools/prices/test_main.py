import pytest

from tools.prices.__main__ import main


def test_a_day_that_is_none_is_refused_with_the_form_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["10.11.2026"]) == 1
    assert capsys.readouterr().err == (
        "RELEASED is '10.11.2026', which is no date: write it as YYYY-MM-DD, such as 2026-11-10.\n"
    )
