import io
import json
import tracemalloc
from pathlib import Path

import pytest

from calculators.questions.log_check.examples import OLLAMA_VERBOSE
from calculators.terminal.main import main
from tests.calculators.terminal.running import data, run, sparse
from tests.golden.cases import CONFIG


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


def test_a_file_that_is_too_large_is_refused_by_its_size(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = sparse(tmp_path / "disk.img")
    tracemalloc.start()
    assert main(["fit", "--model-config", path]) == 2
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 20_000_000
    said = capsys.readouterr().err
    assert said.startswith("config.json: the file “")
    assert "it has more than 262,144 characters, the limit. Paste only the file itself.\n" in said


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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_a_log_is_read_as_powershell_writes_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, encoding: str
) -> None:
    """https://github.com/ollama/ollama/issues/14475: version 5.1 writes UTF-16."""
    path = tmp_path / "server.log"
    path.write_bytes(OLLAMA_VERBOSE.replace("\n", "\r\n").encode(encoding))
    _, out, _ = run(capsys, "log-check", "--log", str(path), "--json")
    assert json.loads(out)["figures"]["writing_tokens_per_s"] == 24.61


def test_a_text_itself_is_none_of_the_names_of_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "fit", "--model-config", json.dumps(CONFIG))["inputs"]["model"] == "custom"
    found = data(capsys, "log-check", "--log", OLLAMA_VERBOSE)
    assert found["figures"]["writing_tokens_per_s"] == 24.61


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "."])
def test_what_no_file_can_be_called_is_refused(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, _, err = run(capsys, "log-check", "--log", name)
    assert code == 2
    assert err.startswith("Your log: the file “")
    assert " cannot be read: " in err


def test_a_standard_input_that_is_closed_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    said = "Your log: standard input cannot be read: it is closed.\n"
    assert run(capsys, "log-check", "--log", "-") == (2, "", said)


def test_a_file_that_is_no_text_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF\x03\xff\xfe\xfa")
    code, _, err = run(capsys, "log-check", "--log", str(path))
    assert code == 2
    assert err.endswith("cannot be read: it is not a UTF-8 text file.\n")


def test_of_a_device_no_more_is_read_than_the_limit(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "log-check", "--log", "/dev/zero")
    assert code == 2
    assert "it has more than 1,000,000 characters, the limit." in err
