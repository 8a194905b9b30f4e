import io
import re
from collections.abc import Mapping

import pytest

from calculators.core.view.text import amount
from calculators.registry import CALCULATORS
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


def shown_on(monkeypatch: pytest.MonkeyPatch, columns: int, *asked: str) -> str:
    """What a terminal of so many columns shows."""
    monkeypatch.setenv("COLUMNS", str(columns))
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    assert main(asked) == 0
    return terminal.getvalue()


@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("name", CALCULATORS)
def test_no_line_of_an_answer_is_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    """Only one word may be, such as an address, which nobody could follow in two pieces."""
    told = shown_on(monkeypatch, columns, name, "--color", "never")
    too_long = [line for line in told.splitlines() if len(line) > columns]
    assert [line for line in too_long if len(line.strip(" -").split()) > 1] == []


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_narrow_terminal_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    told = " ".join(shown_on(monkeypatch, 40, name, "--color", "never").split())
    result = CALCULATORS[name].answer({})
    assert told.startswith(" ".join(result.asked.split()))
    assert " ".join(result.verdict.headline.split()) in told
    for figure in result.figures:
        assert " ".join(figure.label.split()) in told
        assert " ".join(amount(figure).split()) in told


@pytest.mark.parametrize("form", ["text", "table"])
@pytest.mark.parametrize("name", CALCULATORS)
def test_the_verdict_has_its_colour_where_its_word_is_folded(
    monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    told = shown_on(monkeypatch, 40, name, "--color", "always", "--format", form)
    verdict = CALCULATORS[name].answer({}).verdict
    (painted,) = re.findall(r"^\x1b\[1;3[123]m([^\x1b]*)\x1b\[0m", told, re.MULTILINE)
    assert painted.split() == f"{verdict.sign} {verdict.word}:".split()


@pytest.mark.parametrize("form", ["text", "table"])
@pytest.mark.parametrize("name", CALCULATORS)
def test_a_program_finds_question_and_answer_on_a_line_each(
    capsys: pytest.CaptureFixture[str], name: str, form: str
) -> None:
    first, second, *_ = run(capsys, name, "--format", form)[1].splitlines()
    result = CALCULATORS[name].answer({})
    verdict = result.verdict
    assert first == result.asked
    assert second == f"{verdict.sign} {verdict.word}: {verdict.headline}"
