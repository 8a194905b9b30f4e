import io
import json
from pathlib import Path

import pytest

from calculators.memo.html import to_html
from calculators.memo.joined import joined
from calculators.memo.kept import Kept, read, write
from calculators.memo.markdown import memo_markdown, policy_markdown
from calculators.terminal.main import main

KEPT = (Kept(calculator="fit", task="Letters"), Kept(calculator="cover", note="Ask again in May."))


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "memo.json"
    path.write_text(write(KEPT), encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["memo", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_memo_is_one_of_five_views(capsys: pytest.CaptureFixture[str], file: str) -> None:
    memo = joined(KEPT)
    whole, policy = memo_markdown(memo), policy_markdown(memo)
    assert run(capsys, file) == (0, f"{whole}\n{policy}", "")
    assert run(capsys, file, "--markdown") == (0, whole, "")
    assert run(capsys, file, "--policy") == (0, policy, "")
    assert run(capsys, file, "--json") == (0, write(KEPT), "")
    assert run(capsys, file, "--html") == (0, to_html(memo) + "\n", "")


def test_a_memo_can_come_from_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"memo": 1, "kept": []})))
    code, out, _ = run(capsys, "-", "--json")
    assert (code, read(out)) == (0, ())


def test_a_file_that_cannot_be_read_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = run(capsys, "missing.json")
    said = "Memo: the file “missing.json” cannot be read: No such file or directory.\n"
    assert (code, out, err) == (2, "", said)
    (tmp_path / "latin").write_bytes(b"\xff\xfe\xe9")
    code, _, err = run(capsys, str(tmp_path / "latin"))
    assert code == 2
    assert err.endswith("is not UTF-8 text. Export it anew from the page of the memo.\n")


def test_no_more_of_a_file_is_read_than_a_memo_may_hold(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "disk.img"
    with path.open("wb") as sparse:
        sparse.truncate(3_000_000_000)
    code, _, err = run(capsys, str(path))
    assert code == 2
    assert err.startswith("Memo: it has 2,000,001 characters, and the limit is 500,000.")


def test_the_list_of_calculators_names_the_memo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "python -m calculators memo FILE" in capsys.readouterr().out
