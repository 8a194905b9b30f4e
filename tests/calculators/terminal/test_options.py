import pytest

from calculators.core.errors import InputErrors
from calculators.questions.fit import FIT
from calculators.registry import CALCULATORS
from calculators.terminal.guide import parser_of
from calculators.terminal.options import OUTPUT, flag, options
from calculators.terminal.program import EXIT_CODES
from tests.calculators.terminal.running import run


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_input_has_a_flag_of_its_own(name: str) -> None:
    flags = [option.flag for option in options(CALCULATORS[name])]
    assert len(set(flags)) == len(flags) == len(CALCULATORS[name].fields) + len(OUTPUT)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_flag_can_be_given_in_full_and_no_shorter(name: str) -> None:
    """A script that says `--con` would break on the day `--config` is added."""
    known = options(CALCULATORS[name])
    flags, parser = {option.flag for option in known}, parser_of(CALCULATORS[name])
    for option in known:
        if option.input:
            assert getattr(parser.read([option.flag, "x"]), option.dest) == "x"
        short = option.flag[:-1]
        if short not in flags:
            with pytest.raises(InputErrors) as refused:
                parser.read([short, "x"])
            said = f"“{short}” is not an option here. Did you mean "
            assert str(refused.value).startswith(said)
            named = str(refused.value).removeprefix(said).partition("?")[0].split(" or ")
            assert set(named) <= {flag for flag in flags if flag.startswith(short)}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--con", "9"], "“--con” is not an option here. Did you mean --context?"),
        (["--con=9"], "“--con” is not an option here. Did you mean --context?"),
        (["--modl", "x"], "“--modl” is not an option here. Did you mean --model?"),
        (["--toaster"], "“--toaster” is not an option here. See all"),
        (["--context"], "--context has no value. Write --context NUMBER."),
        (["--flash-attention", "--json"], "--flash-attention has no value. Write --flash-attent"),
        (["--json=1"], "--json takes no value. Write --json alone."),
        (["qwen3-8b"], "“qwen3-8b” stands alone. Did you mean --model qwen3-8b?"),
        (["toast"], "“toast” stands alone. Each input has its name before it: --machine CHOICE."),
        (["--color", "red"], "--color: “red” is none of auto, always, never."),
        (["--format", "xml"], "--format: “xml” is none of text, table, json, csv, html."),
    ],
)
def test_what_is_wrong_with_an_option_is_told_with_the_fix(
    capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    code, out, err = run(capsys, "fit", *given)
    assert (code, out) == (2, "")
    assert (err if given[-1] != "--json" else err.partition('"error": "')[2]).startswith(said)
    assert err.count("\n") == 1


def test_a_flag_and_its_value_may_be_one_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "fit", "--context=4096") == run(capsys, "fit", "--context", "4096")


def test_an_input_named_like_an_option_of_the_command_is_told_apart() -> None:
    assert flag("batch") == "--use-batch"
    assert flag("check") == "--check"  # an input of `triage`, which no option takes away


@pytest.mark.parametrize("asked", [["fit", "--help"], ["fit", "-h"], ["help", "fit"]])
def test_help_explains_every_input(capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
    code, out, err = run(capsys, *asked)
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    for option in options(FIT):
        assert f"{option.flag} {option.metavar}".strip() in told
        assert option.help in told


def test_help_stands_whatever_else_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "fit", "--con", "--help") == run(capsys, "fit", "--help")


def test_help_groups_the_inputs_as_the_form_does(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "api-cost", "--help")
    first, *_, compared, use, prices, output = out.split(":\n  --")
    assert first.endswith("What matters most")
    assert compared.startswith("compare ")
    assert compared.endswith("Your use and its licence")
    assert use.startswith("use ")
    assert prices.startswith("use-batch ")
    assert output.startswith("format ")


def test_help_of_a_calculator_tells_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    told = " ".join(run(capsys, "fit", "--help")[1].split())
    for code, meaning in EXIT_CODES.items():
        assert f"{code} {meaning}" in told


def test_a_long_menu_is_named_by_the_command_that_lists_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = " ".join(run(capsys, "fit", "--help")[1].split())
    assert "All 92: python -m calculators list fit machine" in told
    assert "One of apple, integrated, dedicated, processor." in told
