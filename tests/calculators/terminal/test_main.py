import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.core.view import to_html, to_json, to_text
from calculators.questions.fit import FIT
from calculators.questions.log_check.examples import OLLAMA_VERBOSE, SERVER
from calculators.registry import CALCULATORS
from calculators.terminal.main import batch, main
from tests.golden.cases import CONFIG
from tests.paths import ROOT

ASKED = ["--model", "qwen3-8b", "--context", "8192", "--machine", "macbook-air-m4-16gb"]
INPUTS = {"model": "qwen3-8b", "context": "8192", "machine": "macbook-air-m4-16gb"}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def whole_disk(tmp_path: Path) -> Path:
    """A file that seems to go on and on, as a device does."""
    path = tmp_path / "disk.img"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)  # sparse: it takes no room itself
    return path


def test_without_a_name_it_lists_the_calculators(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert code == 0
    assert "fit          Will this model fit in this machine's memory?" in out


def test_an_answer_is_one_of_three_views(capsys: pytest.CaptureFixture[str]) -> None:
    result = FIT.answer(INPUTS)
    assert run(capsys, "fit", *ASKED) == (0, to_text(result), "")
    assert run(capsys, "fit", *ASKED, "--json") == (0, to_json(result) + "\n", "")
    assert run(capsys, "fit", *ASKED, "--html") == (0, to_html(result) + "\n", "")


def test_bad_input_is_said_as_in_the_form_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "fit", "--context", "lots", "--slots", "0")
    assert (code, out) == (2, "")
    assert err == (
        "Context window: “lots” is not a number. Type a number from 1 to 10,485,760 tokens.\n"
        "Slots: “0” is below the limit. Type a number from 1 to 256 slots.\n"
    )


def test_a_calculator_that_is_not_there_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "toaster")
    known = ", ".join(CALCULATORS)
    assert (code, err) == (2, f"“toaster” is not a calculator. There are: {known}.\n")


def test_a_config_file_needs_no_model(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_text(json.dumps(CONFIG))
    code, out, _ = run(capsys, "fit", "--model-config", str(path), "--json")
    assert code == 0
    assert json.loads(out)["inputs"]["model"] == "custom"


def test_an_input_chooses_what_it_depends_on(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "fit", "--vram-gib", "24", "--ram-gib", "64", "--json")
    inputs = json.loads(out)["inputs"]
    assert (inputs["machine"], inputs["memory_kind"]) == ("custom", "dedicated")


def test_inputs_that_contradict_each_other_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "fit", "--machine", "laptop-8gb", "--ram-gib", "64")
    assert (code, err) == (2, "Memory (RAM): it counts only when machine is custom. Drop one.\n")
    _, _, err = run(capsys, "fit", "--machine", "laptop-8gb", "--vram-gib", "24")
    assert err.startswith("Graphics card memory (VRAM): it counts only when machine is custom.")


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "fit", "--model-config", "missing.json")
    assert code == 2
    assert err == (
        "config.json: the file “missing.json” cannot be read: No such file or directory.\n"
    )


def test_no_more_of_a_file_is_read_than_the_input_may_hold(
    capsys: pytest.CaptureFixture[str], whole_disk: Path
) -> None:
    tracemalloc.start()
    assert main(["fit", "--model-config", str(whole_disk)]) == 2
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 20_000_000
    said = capsys.readouterr().err
    assert said.startswith("config.json: the file “")
    assert "it has more than 262,144 characters, the limit. Paste only the file itself.\n" in said


def test_no_more_of_a_batch_is_read_than_a_line_may_hold(
    capsys: pytest.CaptureFixture[str], whole_disk: Path
) -> None:
    tracemalloc.start()
    assert main(["fit", "--batch", str(whole_disk)]) == 2
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 60_000_000
    assert capsys.readouterr().err.startswith("batch: a line has more than 8,000,000 characters")


def test_a_batch_reads_a_line_when_it_has_answered_the_one_before() -> None:
    taken: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(3):
            taken.append(number)
            yield json.dumps({"context": 4096 + number})

    answers = batch(FIT, lines())
    assert next(answers)["inputs"]["context"] == "4096"
    assert taken == [0]


def test_a_batch_of_many_models_keeps_memory_flat() -> None:
    def lines(first: int, count: int) -> Iterator[str]:
        for number in range(first, first + count):
            config = {**CONFIG, "intermediate_size": 8192 + 32 * number}
            yield json.dumps({"model_config": json.dumps(config)})

    assert all("error" not in each for each in batch(FIT, lines(0, 20)))
    tracemalloc.start()
    assert all("error" not in each for each in batch(FIT, lines(20, 60)))
    kept_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept_bytes < 60 * 30_000  # what is kept of a model, and only of the last thousands


def test_nothing_is_kept_without_a_limit() -> None:
    """`@cache` is for what takes no input, or the name of a record or of a class."""
    for path in (ROOT / "calculators").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "lru_cache()" not in text
        assert "maxsize=None" not in text, path
        for call in re.findall(r"@cache\ndef \w+\((.*?)\)", text):
            assert call in ("", "name: str", "ident: str", "kind: Any", "form: Any"), (path, call)


def test_a_batch_answers_each_line_and_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "lines.jsonl"
    lines = [
        json.dumps(INPUTS),
        "",
        "{broken",
        "[1]",
        json.dumps({"context": 0}),
        json.dumps({"model_config": CONFIG, "flash_attention": True, "slots": 4}),
        json.dumps({"id": "mine", "model": "Qwen3-8B", "machine": None, "flash_attention": 1.0}),
        json.dumps({"id": "odd", "model_config": "\ud800", "\ud800": 1, "model": " custom "}),
    ]
    # As some editors write it: a byte order mark first, and a byte that is no UTF-8.
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode() + b'\n{"context": "\xff"}')
    code, out, _ = run(capsys, "fit", "--batch", str(path))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert answers[0] == json.loads(to_json(FIT.answer(INPUTS)))
    assert answers[1]["line"] == 3
    assert answers[1]["error"] == "the line is not JSON. Write one object of inputs a line."
    assert answers[2]["error"] == "the line is not a JSON object of inputs."
    assert answers[3]["errors"][0]["field"] == "context"
    assert answers[4]["figures"]["weights_bytes"] > 0
    assert (answers[5]["id"], answers[5]["inputs"]["model"]) == ("mine", "qwen3-8b")
    assert (answers[6]["id"], answers[6]["line"]) == ("odd", 8)
    assert "is not a number" in answers[7]["error"]
    assert len(answers) == 8


def test_the_inputs_of_an_answer_can_be_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    _, first, _ = run(capsys, "fit", *ASKED, "--json")
    (again,) = batch(FIT, [json.dumps(json.loads(first)["inputs"])])
    assert again == json.loads(first)


def test_a_batch_takes_its_inputs_from_the_file_alone(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "fit", "--batch", "x.jsonl", "--context", "99")
    assert (code, err) == (2, "batch: the file holds the inputs. Drop --context.\n")


def test_signs_survive_a_terminal_that_has_none() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "calculators", "fit", "--second-copy", "off"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        cwd=ROOT,
        check=True,
    )
    assert "✓ Fits" in ran.stdout.decode("utf-8")


def test_help_lists_every_input(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["fit", "--help"])
    out = capsys.readouterr().out
    assert stopped.value.code == 0
    for field in FIT.fields:
        assert "--" + field.name.replace("_", "-") in out


def test_a_log_is_read_from_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "server.log"
    path.write_text(OLLAMA_VERBOSE)
    code, out, _ = run(capsys, "log-check", "--log", str(path), "--json")
    assert code == 0
    assert json.loads(out)["figures"]["writing_tokens_per_s"] == 24.61


def test_a_log_is_read_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OLLAMA_VERBOSE.encode())))
    code, out, _ = run(capsys, "log-check", "--log", "-", "--json")
    assert code == 0
    assert json.loads(out)["figures"]["writing_tokens_per_s"] == 24.61


def test_no_more_of_standard_input_is_read_than_the_input_may_hold(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 5_000_000)))
    code, _, err = run(capsys, "log-check", "--log", "-")
    assert code == 2
    assert err == (
        "Your log: standard input cannot be read: it has more than 1,000,000 characters, the "
        "limit. Paste only the part from the start of the program to its first answer.\n"
    )


def test_a_line_of_a_batch_does_not_read_standard_input() -> None:
    (answer,) = batch(CALCULATORS["log-check"], [json.dumps({"log": "-"})])
    assert answer["error"].startswith("Your log: the file “-” cannot be read")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_a_log_is_read_as_powershell_writes_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, encoding: str
) -> None:
    """https://github.com/ollama/ollama/issues/14475: version 5.1 writes UTF-16."""
    path = tmp_path / "server.log"
    path.write_bytes(OLLAMA_VERBOSE.replace("\n", "\r\n").encode(encoding))
    _, out, _ = run(capsys, "log-check", "--log", str(path), "--json")
    assert json.loads(out)["figures"]["writing_tokens_per_s"] == 24.61


def test_a_line_of_a_batch_holds_a_log_itself() -> None:
    (answer,) = batch(CALCULATORS["log-check"], [json.dumps({"id": 1, "log": SERVER})])
    assert (answer["id"], answer["verdict"]) == (1, "agrees")


def test_an_input_named_like_an_option_of_the_command_has_a_flag_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["api-cost", "--use-batch", "on", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["inputs"]["batch"] == "on"
