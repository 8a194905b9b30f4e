import io
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
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"memo": 1, "kept": []}')))
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
    assert err.endswith("it is not a UTF-8 text file. Export it anew from the page of the memo.\n")


def test_no_more_of_a_file_is_read_than_a_memo_may_hold(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "disk.img"
    with path.open("wb") as sparse:
        sparse.truncate(3_000_000_000)
    code, _, err = run(capsys, str(path))
    assert code == 2
    assert err.startswith("Memo: the file “")
    assert "it has more than 500,000 characters, the limit. Remove an answer" in err


def test_the_overview_names_the_memo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "\n  memo FILE  " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Memo: which file? Write python -m calculators memo FILE.\n"),
        (
            ["a", "--html", "--policy"],
            "Memo: --policy and --html contradict each other. Keep one.\n",
        ),
        (["a", "--polic"], "“--polic” is not an option here. Did you mean --policy? See all of "),
        (["a", "b"], "“b” stands alone. Drop it. See all of them: python -m calculators memo --h"),
    ],
)
def test_what_is_wrong_with_a_call_is_told(
    capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    code, out, err = run(capsys, *given)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_a_file_may_be_called_like_an_option(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--policy").write_text(write(KEPT), encoding="utf-8")
    assert run(capsys, "--json", "--", "--policy") == (0, write(KEPT), "")
