import io
from collections.abc import Mapping

import pytest

from calculators.terminal.main import main
from calculators.terminal.screen import PIPED_WIDTH, WIDEST, Screen, screen
from tests.calculators.terminal.running import run


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


PIPE = io.StringIO()


@pytest.mark.parametrize(
    ("color", "stream", "environ", "colours"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", PIPE, {}, False),
        ("never", Terminal(), {}, False),
        ("always", PIPE, {"NO_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_colours_are_for_a_terminal_that_shows_them(
    color: str, stream: io.StringIO, environ: Mapping[str, str], colours: bool
) -> None:
    assert screen(color, stream, environ).colours is colours


def test_what_is_printed_is_coloured_only_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, plain, _ = run(capsys, "api-cost", "--color", "never")
    assert run(capsys, "api-cost")[1] == plain
    assert "\x1b" not in plain
    _, coloured, _ = run(capsys, "api-cost", "--color", "always")
    assert "\x1b[1;32m✓ " in coloured
    bare = coloured.replace("\x1b[0m", "")
    for code in ("1;32", "36", "33", "35", "34"):
        bare = bare.replace(f"\x1b[{code}m", "")
    assert bare == plain  # without its colours it says all the same


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_programs_get_no_colours(capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert "\x1b" not in run(capsys, "fit", "--color", "always", "--format", form)[1]


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("20", 40), ("500", WIDEST)])
def test_a_picture_is_as_wide_as_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert screen("auto", Terminal(), {}).width == width
    assert screen("auto", PIPE, {}) == Screen(PIPED_WIDTH)


def test_a_narrow_terminal_gets_narrow_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    shown = Terminal()
    monkeypatch.setattr("sys.stdout", shown)
    assert main(["fit"]) == 0
    _, pictured = shown.getvalue().split("Memory needed against")
    assert max(map(len, pictured.partition("\n\n")[0].splitlines())) <= 60
