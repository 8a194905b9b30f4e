import csv
import io
import json
import os
import re
import signal
import subprocess
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors
from calculators.core.inputs import Text
from calculators.questions.fit import FIT
from calculators.questions.log_check.examples import OLLAMA_VERBOSE, SERVER
from calculators.registry import CALCULATORS
from calculators.terminal.batch import batch
from calculators.terminal.formats import answer_data
from calculators.terminal.implied import completed
from calculators.terminal.main import main
from tests.calculators.terminal.running import PROGRAM, run, sparse
from tests.golden.cases import CONFIG
from tests.paths import ROOT

INPUTS = {"model": "qwen3-8b", "context": "8192", "machine": "macbook-air-m4-16gb"}
TOO_LARGE = {"model": "qwen3-235b-a22b", "machine": "laptop-8gb"}


@pytest.fixture
def lines(tmp_path: Path) -> str:
    """Three lines: one that fits, one that is wrong, one that doesn't fit."""
    path = tmp_path / "lines.jsonl"
    each = [{"id": "a", **INPUTS}, {"id": "=b", "model": "qwen3-8"}, {"id": ["c"], **TOO_LARGE}]
    path.write_text("\n".join(map(json.dumps, each)), encoding="utf-8")
    return str(path)


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
    code, out, err = run(capsys, "fit", "--batch", str(path))
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (4, "batch: 5 of 8 lines failed.\n")
    assert answers[0] == answer_data(FIT.answer(INPUTS))
    assert answers[1]["line"] == 3
    assert answers[1]["error"] == "the line is not JSON. Write one object of inputs a line."
    assert answers[2]["error"] == "the line is not a JSON object of inputs."
    assert answers[3]["errors"][0]["field"] == "context"
    assert answers[4]["figures"]["weights_bytes"] > 0
    assert (answers[5]["id"], answers[5]["inputs"]["model"]) == ("mine", "qwen3-8b")
    assert (answers[6]["id"], answers[6]["line"]) == ("odd", 8)
    assert "is not a number" in answers[7]["error"]
    assert len(answers) == 8
    assert {each["version"] for each in answers} == {1}


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


def test_no_more_of_a_batch_is_read_than_a_line_may_hold(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = sparse(tmp_path / "disk.img")
    tracemalloc.start()
    assert main(["fit", "--batch", path]) == 2
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 60_000_000
    out, err = capsys.readouterr()
    assert json.loads(out)["error"] == "the line has more than 8,000,000 characters, the limit."
    assert err.startswith("batch: line 1 has no end within 80,000,000 characters")


@pytest.mark.parametrize(
    ("characters", "ends", "answered"),
    [
        (8_000_000, "\n", True),
        (8_000_001, "\n", False),
        (16_000_001, "\n", False),
        (16_000_002, "\n", False),
        (30_000_000, "\n", False),
        (30_000_000, "", False),
    ],
)
def test_a_line_that_is_too_long_has_an_error_in_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, characters: int, ends: str, answered: bool
) -> None:
    path = tmp_path / "lines"
    good = json.dumps(INPUTS)
    long = json.dumps(INPUTS).ljust(characters)
    path.write_text(f"{good}\n{long}{ends}{f'{good}{ends}' if ends else ''}", encoding="utf-8")
    del long
    tracemalloc.start()
    code, out, err = run(capsys, "fit", "--batch", str(path))
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    answers = [json.loads(line) for line in out.splitlines()]
    assert peak_bytes < 60_000_000
    assert code == (0 if answered else 4)
    assert len(answers) == (3 if ends else 2)
    assert [each.get("line") for each in answers if "error" in each] == ([] if answered else [2])
    if not answered:
        assert answers[1]["error"] == "the line has more than 8,000,000 characters, the limit."
        assert err == f"batch: 1 of {len(answers)} lines failed.\n"


def test_a_long_line_that_begins_with_blanks_is_no_empty_line() -> None:
    (answer,) = batch(FIT, [" " * 8_000_001 + "\n"])
    assert answer["error"] == "the line has more than 8,000,000 characters, the limit."


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400"])
@pytest.mark.parametrize("place", ["id", "context"])
@pytest.mark.parametrize("shape", ["{}", "[1, {}]", '{{"a": {}}}'])
def test_a_number_that_json_has_not_is_refused_where_the_line_is_read(
    number: str, place: str, shape: str
) -> None:
    (answer,) = batch(FIT, [f'{{"{place}": {shape.format(number)}}}'])
    assert answer["error"] == f"the line holds “{number}”, which is no number."
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert "id" not in answer


@pytest.mark.parametrize("named", ["-", "README.md", "/etc/hostname", "missing.log"])
@pytest.mark.parametrize(("name", "field"), [("log-check", "log"), ("fit", "model_config")])
def test_a_line_of_a_batch_names_no_file(name: str, field: str, named: str) -> None:
    """The lines may be somebody else's, who could have any file here looked at."""
    chosen = CALCULATORS[name]
    (answer,) = batch(chosen, [json.dumps({field: named})])
    with pytest.raises(InputErrors) as refused:
        chosen.answer(completed(chosen, {field: named}))
    assert answer["error"] == str(refused.value)
    assert "file “" not in answer["error"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_no_line_of_a_batch_opens_a_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = CALCULATORS[name]
    chosen.answer({})  # reads the records that are kept from then on
    texts = {field.name: "README.md" for field in chosen.fields if isinstance(field.input, Text)}

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("calculators.terminal.files._bytes", refuse)
    (answer,) = batch(chosen, [json.dumps(texts)])
    assert "our fault" not in answer.get("error", "")


def test_a_line_of_a_batch_holds_a_log_of_one_line() -> None:
    line = next(each for each in OLLAMA_VERBOSE.splitlines() if "eval rate" in each)
    (answer,) = batch(CALCULATORS["log-check"], [json.dumps({"log": line})])
    assert answer["calculator"] == "log-check"


def test_a_line_of_a_batch_holds_a_log_itself() -> None:
    (answer,) = batch(CALCULATORS["log-check"], [json.dumps({"id": 1, "log": SERVER})])
    assert (answer["id"], answer["verdict"]) == (1, "agrees")


def test_a_batch_takes_its_inputs_from_the_file_alone(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "fit", "--batch", "x.jsonl", "--context", "99")
    assert (code, err) == (2, "batch: the file holds the inputs. Drop --context.\n")


def test_a_misspelt_choice_in_a_line_gets_the_nearest(lines: str) -> None:
    with open(lines, encoding="utf-8") as file:
        found = list(batch(FIT, file))
    assert found[1]["errors"][0]["nearest"][0] == "qwen3-8b"
    assert found[1]["line"] == 2


def test_the_exit_code_tells_how_a_batch_went(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lines: str
) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text(json.dumps(INPUTS))
    bad.write_text(json.dumps(TOO_LARGE))
    assert run(capsys, "fit", "--batch", str(good), "--exit-code")[0] == 0
    assert run(capsys, "fit", "--batch", str(bad))[0] == 0
    assert run(capsys, "fit", "--batch", str(bad), "--exit-code")[0] == 3
    assert run(capsys, "fit", "--batch", lines, "--exit-code")[0] == 4


def test_a_batch_as_csv_has_a_row_for_each_line(
    capsys: pytest.CaptureFixture[str], lines: str
) -> None:
    code, out, err = run(capsys, "fit", "--batch", lines, "--format", "csv")
    first, second, third = csv.DictReader(io.StringIO(out))
    assert (code, err) == (4, "batch: 1 of 3 lines failed.\n")
    assert (first["line"], first["id"], first["tone"], first["error"]) == ("1", "a", "good", "")
    figures = answer_data(FIT.answer(INPUTS))["figures"]
    assert {name: first[name] for name in figures} == {n: str(v) for n, v in figures.items()}
    assert (second["id"], second["total_bytes"]) == ("'=b", "")
    assert second["error"].startswith("Model: “qwen3-8” is not in the list.")
    assert (third["id"], third["verdict"], third["tone"]) == ('["c"]', "does_not_fit", "bad")


def test_a_figure_that_only_a_later_line_has_has_its_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "lines"
    plain, sliced = {"model": "qwen3-8b"}, {"model": "gemma-4-12b"}
    path.write_text(f"{json.dumps(plain)}\n\n{json.dumps(sliced)}")
    extra = set(FIT.answer(sliced).figures) - set(FIT.answer(plain).figures)
    assert "picture_bytes" in {figure.name for figure in extra}
    _, out, _ = run(capsys, "fit", "--batch", str(path), "--format", "csv")
    first, second = csv.DictReader(io.StringIO(out))
    assert (first["picture_bytes"], first["line"]) == ("", "1")
    assert (int(second["picture_bytes"]) > 0, second["line"]) == (True, "3")


@pytest.mark.parametrize("form", ["text", "table", "html"])
def test_a_batch_has_no_format_for_readers(
    capsys: pytest.CaptureFixture[str], lines: str, form: str
) -> None:
    code, out, err = run(capsys, "fit", "--batch", lines, "--format", form)
    said = f"format: a batch is written as json or csv, not as {form}.\n"
    assert (code, out, err) == (2, "", said)


def test_a_fault_of_ours_costs_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lines: str
) -> None:
    def fail(chosen: Calculator, raw: dict[str, object]) -> dict[str, object]:
        if raw.get("machine") == "laptop-8gb":
            raise ZeroDivisionError
        return completed(chosen, raw)

    monkeypatch.setattr("calculators.terminal.batch.completed", fail)
    code, out, _ = run(capsys, "fit", "--batch", lines)
    first, _, third = map(json.loads, out.splitlines())
    assert (code, first["verdict"], third["id"]) == (4, "fits", ["c"])
    assert third["error"] == "the calculation failed (ZeroDivisionError), which is our fault."


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_batch_from_a_standard_input_that_is_closed_is_told(form: str) -> None:
    command = f"{' '.join(PROGRAM)} fit --batch - --format {form} <&-"
    ran = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    told = ran.stderr.decode()
    said = "batch: standard input cannot be read: it is closed."
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert (json.loads(told)["error"] if form == "json" else told.strip()) == said


@pytest.mark.parametrize("name", ["missing.jsonl", ".", "a\0b"])
def test_a_batch_that_cannot_be_read_is_named(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, err = run(capsys, "fit", "--batch", name)
    assert (code, out) == (2, "")
    assert err.startswith("batch: the file “")
    assert " cannot be read: " in err


def test_the_number_of_failed_lines_is_json_where_json_is_asked_for(
    capsys: pytest.CaptureFixture[str], lines: str
) -> None:
    _, _, err = run(capsys, "fit", "--batch", lines, "--json")
    assert json.loads(err)["error"] == "batch: 1 of 3 lines failed."


def test_an_id_of_somebody_else_stays_in_its_cell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "lines"
    path.write_text(json.dumps({"id": "a\x1b[2Jb\r\nc\x9bd", **INPUTS}))
    _, out, _ = run(capsys, "fit", "--batch", str(path), "--format", "csv")
    assert out.count("\n") == 2
    assert next(csv.DictReader(io.StringIO(out)))["id"] == "a [2Jb  c d"


def test_a_file_that_breaks_off_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            if line := super().readline(-1 if size is None else size):
                return line
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("sys.stdin", Broken(json.dumps(INPUTS)))
    code, out, err = run(capsys, "fit", "--batch", "-")
    said = "batch: the file cannot be read any further: Input/output error.\n"
    assert (code, out.count("\n"), err) == (2, 1, said)


class Terminal(io.StringIO):
    """What somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calculators.terminal.progress.FIRST_SECONDS", 0.0)
    monkeypatch.setattr("calculators.terminal.progress.EVERY_SECONDS", 0.0)


@pytest.mark.usefixtures("at_once")
def test_a_batch_shows_its_progress_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, lines: str
) -> None:
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    assert main(["fit", "--batch", lines]) == 4
    shown = seen.getvalue().split("\r\x1b[K")
    assert [re.sub(r"[\d,]+ a second", "N a second", each) for each in shown] == [
        "",
        "1 line, N a second, 46% of the file",
        "2 lines, N a second, 1 with an error, 64% of the file",
        "3 lines, N a second, 1 with an error, 100% of the file",
        "batch: 1 of 3 lines failed.\n",
    ]


@pytest.mark.usefixtures("at_once")
def test_a_batch_shows_no_progress_to_a_file_nor_among_its_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lines: str
) -> None:
    assert run(capsys, "fit", "--batch", lines)[2] == "batch: 1 of 3 lines failed.\n"
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    monkeypatch.setattr("sys.stdout", Terminal())
    assert main(["fit", "--batch", lines]) == 4
    assert seen.getvalue() == "batch: 1 of 3 lines failed.\n"


class Stopped(io.StringIO):
    """A first line, and Ctrl-C while the second is waited for."""

    def readline(self, size: int | None = -1, /) -> str:
        if line := super().readline(-1 if size is None else size):
            return line
        raise KeyboardInterrupt


@pytest.mark.parametrize(("form", "lines"), [("json", 1), ("csv", 2)])
def test_a_batch_that_is_stopped_keeps_what_it_has_answered(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str, lines: int
) -> None:
    monkeypatch.setattr("sys.stdin", Stopped(json.dumps(INPUTS)))
    code, out, err = run(capsys, "fit", "--batch", "-", "--format", form)
    assert (code, err) == (130, "")
    assert len(out.splitlines()) == lines


def test_ctrl_c_ends_a_batch_without_a_traceback() -> None:
    """A second line never comes, so it waits when it is stopped."""
    with subprocess.Popen(
        [*PROGRAM, "fit", "--batch", "-"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where the tests run in the background, Ctrl-C is ignored, and would be here as well.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as ran:
        assert ran.stdin
        assert ran.stdout
        ran.stdin.write(b'{"model": "qwen3-8b"}\n')
        ran.stdin.flush()
        assert b"qwen3-8b" in ran.stdout.readline()
        ran.send_signal(signal.SIGINT)
        assert ran.stderr
        assert ran.stderr.read() == b""
    assert ran.returncode == 130
