import json
import re
import subprocess
from pathlib import Path

import pytest

from calculators import __version__
from calculators.core.view import to_html
from calculators.questions.fit import FIT
from calculators.registry import CALCULATORS
from calculators.terminal.batch import batch
from calculators.terminal.formats import KEYS, answer_data
from calculators.terminal.main import main
from tests.calculators.terminal.running import PROGRAM, data, process, run
from tests.paths import ROOT

ASKED = ["--model", "qwen3-8b", "--context", "8192", "--machine", "macbook-air-m4-16gb"]
INPUTS = {"model": "qwen3-8b", "context": "8192", "machine": "macbook-air-m4-16gb"}
TOO_LARGE = ["--model", "qwen3-235b-a22b", "--machine", "laptop-8gb"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_answers_by_its_name_alone(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, err = run(capsys, name)
    assert (code, err) == (0, "")
    assert CALCULATORS[name].answer({}).verdict.headline in out


def test_html_is_that_of_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    page = to_html(FIT.answer(INPUTS)) + "\n"
    assert run(capsys, "fit", *ASKED, "--html") == (0, page, "")
    assert run(capsys, "fit", *ASKED, "--format", "html") == (0, page, "")


def test_json_is_one_line_of_a_known_shape(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "fit", *ASKED, "--json")
    assert (out.count("\n"), json.loads(out)) == (1, answer_data(FIT.answer(INPUTS)))
    assert run(capsys, "fit", *ASKED, "--format=json") == (0, out, "")


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_key_of_the_json_is_explained(capsys: pytest.CaptureFixture[str], name: str) -> None:
    always = KEYS.keys() - {"paths", "tables"}
    assert always <= data(capsys, name).keys() <= KEYS.keys()


def test_two_formats_contradict_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "fit", "--html", "--format", "csv")
    assert (code, out, err) == (2, "", "format: csv and html contradict each other. Keep one.\n")


def test_bad_input_is_said_as_in_the_form_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "fit", "--context", "lots", "--slots", "0")
    assert (code, out) == (2, "")
    assert err == (
        "Context window: “lots” is not a number. Type a number from 1 to 10,485,760 tokens.\n"
        "Slots: “0” is below the limit. Type a number from 1 to 256 slots.\n"
    )


def test_nothing_is_kept_without_a_limit() -> None:
    """`@cache` is for what takes no input, or the name of a record or of a class."""
    for path in (ROOT / "calculators").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "lru_cache()" not in text
        assert "maxsize=None" not in text, path
        for call in re.findall(r"@cache\ndef \w+\((.*?)\)", text):
            assert call in ("", "name: str", "ident: str", "kind: Any", "form: Any"), (path, call)


def test_the_inputs_of_an_answer_can_be_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    _, first, _ = run(capsys, "fit", *ASKED, "--json")
    (again,) = batch(FIT, [json.dumps(json.loads(first)["inputs"])])
    assert again == json.loads(first)


def test_signs_survive_a_terminal_that_has_none() -> None:
    environ = {"PYTHONIOENCODING": "cp1252"}
    ran = process("fit", "--second-copy", "off", environ=environ, capture_output=True)
    assert "✓ Fits" in ran.stdout.decode("utf-8")


def test_an_input_named_like_an_option_of_the_command_has_a_flag_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["api-cost", "--use-batch", "on", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["inputs"]["batch"] == "on"


@pytest.mark.parametrize("given", [["--json"], ["--format", "json"], ["--format=json"]])
def test_errors_are_json_where_json_is_asked_for(
    capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    code, out, err = run(capsys, "fit", "--model", "qwen3-8", "--slots", "0", *given)
    assert (code, out) == (2, "")
    found = json.loads(err)
    assert found["version"] == 1
    assert found["errors"][0] == {
        "field": "model",
        "message": "Model: “qwen3-8” is not in the list. Did you mean “qwen3-8b”?",
        "nearest": ["qwen3-8b", "qwen3-4b", "qwen3-32b", "qwen3-14b", "qwen3.5-0.8b"],
        "list": "python -m calculators list fit model",
    }
    assert found["errors"][1]["field"] == "slots"
    assert found["error"].count("\n") == 1


@pytest.mark.parametrize(
    "wrong", [["fitt"], ["fit", "--con", "9"], ["list", "modls"], ["memo", "missing.json"]]
)
def test_errors_of_every_command_are_json_where_json_is_asked_for(
    capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    code, out, err = run(capsys, *wrong, "--json")
    assert (code, out) == (2, "")
    assert json.loads(err).keys() == {"version", "error", "errors"}


def test_a_misspelt_choice_gets_the_nearest_and_the_command_that_lists_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "fit", "--quantization", "q4_k")
    assert (code, out) == (2, "")
    assert err == (
        "Quantization: “q4_k” is not in the list. Did you mean “Q4_K_S”?\n"
        "  Nearest: Q4_K_M, Q4_K_S, Q6_K, Q4_1, Q4_0\n"
        "  All 30: python -m calculators list fit quantization\n"
    )
    _, _, err = run(capsys, "fit", "--machine", "?")
    assert err.splitlines()[1:] == ["  All 92: python -m calculators list fit machine"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("fitt", "“fitt” is neither a calculator nor a command. Did you mean fit?"),
        ("FIT", "“FIT” is neither a calculator nor a command. Did you mean fit?"),
        ("api_cost", "“api_cost” is neither a calculator nor a command. Did you mean api-cost?"),
        ("lists", "“lists” is neither a calculator nor a command. Did you mean list?"),
        ("--verson", "“--verson” stands before any calculator. Did you mean --version?"),
        ("--model", "“--model” stands before any calculator. See python -m calculators help."),
    ],
)
def test_a_misspelt_name_gets_a_hint(
    capsys: pytest.CaptureFixture[str], given: str, said: str
) -> None:
    code, out, err = run(capsys, given)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_a_name_like_none_gets_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    known = ", ".join(CALCULATORS)
    said = f"“toaster” is neither a calculator nor a command. There are: {known}."
    assert run(capsys, "toaster") == (2, "", f"{said} See python -m calculators help.\n")


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert re.fullmatch(rf"calculators {re.escape(__version__)} \(Python 3\.\d+\.\d+\S*\)\n", out)


def test_a_no_is_an_answer_unless_the_exit_code_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "fit", *TOO_LARGE)[0] == 0
    code, out, err = run(capsys, "fit", *TOO_LARGE, "--exit-code")
    assert (code, err) == (3, "")
    assert "✗ Does not fit" in out
    assert run(capsys, "fit", *ASKED, "--exit-code")[0] == 0


def test_ctrl_c_gives_130_whatever_is_being_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("calculators.terminal.main._run", stop)
    assert run(capsys, "fit") == (130, "", "")


@pytest.mark.parametrize(
    "asked", [["fit"], ["fit", "--json"], ["list", "models"], ["fit", "--help"]]
)
def test_a_full_disk_is_told_without_a_traceback(asked: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = process(*asked, stdout=full, stderr=subprocess.PIPE)
    said = "The answer could not be written: No space left on device."
    assert ran.returncode == 1
    told = ran.stderr.decode()
    assert (json.loads(told)["error"] if "--json" in asked else told.strip()) == said


@pytest.mark.parametrize("asked", [["fit"], ["list", "models"], []])
def test_whoever_reads_only_the_beginning_hears_of_no_fault(asked: list[str]) -> None:
    with subprocess.Popen(
        [*PROGRAM, *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as ran:
        assert ran.stdout
        ran.stdout.close()
        assert ran.stderr
        assert ran.stderr.read() == b""
    assert ran.returncode == 0


def test_a_closed_output_is_no_fault() -> None:
    ran = subprocess.run(
        ["sh", "-c", f"{' '.join(PROGRAM)} fit >&- <&-"], cwd=ROOT, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_with_standard_error_closed_no_error_gets_among_the_answers() -> None:
    command = f"{' '.join(PROGRAM)} fit --model x 2>&-"
    ran = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, b"", b"")


def test_with_both_on_a_full_disk_the_exit_code_tells() -> None:
    with Path("/dev/full").open("wb") as full:
        assert process("fit", stdout=full, stderr=full).returncode == 1
        assert process("fit", "--model", "x", stdout=full, stderr=full).returncode == 1


def test_a_file_of_our_own_that_is_missing_is_no_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", "catalog.json")

    monkeypatch.setattr("calculators.terminal.main._run", missing)
    with pytest.raises(FileNotFoundError):
        main(["fit"])


def test_nothing_but_the_program_itself_imports_the_command_line() -> None:
    """A reader's browser and a build of the site load none of it."""
    code = (
        "import sys, calculators.browser, calculators.registry as r; [*r.CALCULATORS.values()]; "
        "sys.exit(any(name.startswith('calculators.terminal') for name in sys.modules))"
    )
    assert subprocess.run([*PROGRAM[:1], "-c", code], cwd=ROOT, check=False).returncode == 0
