import pytest

from calculators.registry import CALCULATORS
from calculators.terminal.formats import ERROR_KEYS, KEYS
from calculators.terminal.guide import COMMANDS
from calculators.terminal.program import EXIT_CODES
from tests.calculators.terminal.running import run


@pytest.mark.parametrize("asked", [[], ["help"], ["--help"], ["-h"], ["help", "--help"]])
def test_the_overview_names_all_there_is(
    capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    code, out, err = run(capsys, *asked)
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    for each in CALCULATORS.values():
        assert f"{each.name} {each.question}" in told
    for name, (takes, meaning) in COMMANDS.items():
        assert f"{name} {takes} {meaning}" in told
    for number, meaning in EXIT_CODES.items():
        assert f"{number} {meaning}" in told
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("name", [*CALCULATORS, *sorted(COMMANDS.keys() - {"help"})])
def test_everything_that_is_named_has_help(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = run(capsys, name, "--help")
    assert (code, err) == (0, "")
    assert "python -m calculators" in out


@pytest.mark.parametrize("name", [*CALCULATORS, *COMMANDS])
def test_help_on_a_name_is_what_the_name_says_of_itself(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(capsys, "help", name) == run(capsys, name, "--help")


def test_help_on_a_misspelt_command_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    said = "There is no help on “memmo”. Did you mean memo?\n"
    assert run(capsys, "help", "memmo") == (2, "", said)


@pytest.mark.parametrize("name", CALCULATORS)
def test_help_says_nothing_that_is_true_of_the_form_alone(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    told = " ".join(run(capsys, name, "--help")[1].split())
    for words in ("this page", "this tab", "stands here"):
        assert words not in told


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_default_of_several_lines_is_not_printed(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    told = " ".join(run(capsys, name, "--help")[1].split())
    for field in CALCULATORS[name].fields:
        if "\n" in field.default_text:
            assert " ".join(field.default_text.split()) not in told
            assert "Default: an example." in told


def test_the_keys_of_the_json_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    told = " ".join(run(capsys, "help", "json")[1].split())
    for key, meaning in [*KEYS.items(), *ERROR_KEYS.items()]:
        assert f"{key} {meaning}" in told


def test_help_on_a_misspelt_name_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    said = "There is no help on “fti”. Did you mean fit?\n"
    assert run(capsys, "help", "fti") == (2, "", said)
    said = "There is no help on “fit speed”. See python -m calculators help.\n"
    assert run(capsys, "help", "fit", "speed") == (2, "", said)


def test_an_installed_command_is_called_by_its_own_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["/usr/local/bin/calculators"])
    assert "\nUsage: calculators CALCULATOR" in run(capsys)[1]
    assert run(capsys, "fit", "--help")[1].startswith("usage: calculators fit ")
