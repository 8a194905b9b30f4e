"""The commands, which do for any builder what the plugin does for MkDocs."""

from pathlib import Path

import pytest

from site_plugins import __main__ as command
from site_plugins.build.assets import PackError
from site_plugins.runtime.engine import BundleError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<html></html>", "utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", [["finish"], ["index", "--pyodide", "pyodide"]])
def test_a_command_wants_a_built_site(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main([*arguments, str(tmp_path)])
    assert stopped.value.code == 2
    assert "holds no index.html. Build the site first." in capsys.readouterr().err


def test_what_cannot_be_finished_is_told_in_one_sentence(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(site_dir: Path, *, site_url: str) -> None:
        raise PackError("esbuild could not pack the scripts: no such file")

    monkeypatch.setattr(command, "finish", refuse)
    with pytest.raises(SystemExit) as stopped:
        command.main(["finish", str(site)])
    assert stopped.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith("error: esbuild could not pack the scripts: no such file")


def test_a_runtime_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["runtime"])
    assert stopped.value.code == 2
    assert "python -m site_plugins runtime: error: " in capsys.readouterr().err


def test_a_runtime_is_written_and_each_file_told_with_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"python.zip.packed": b"12345", "pyodide.mjs": b"123"}
    monkeypatch.setattr(command, "fast_set", lambda *given: files)
    folder = tmp_path / "new" / "folder"
    assert command.main(["runtime", str(folder)]) == 0
    assert capsys.readouterr().out.split() == ["5", "python.zip.packed", "3", "pyodide.mjs"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


def test_what_is_missing_for_a_runtime_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*given: object) -> None:
        raise BundleError("Pyodide is not complete in pyodide.")

    monkeypatch.setattr(command, "fast_set", refuse)
    with pytest.raises(SystemExit):
        command.main(["runtime", str(tmp_path)])
    assert capsys.readouterr().err.splitlines()[-1].endswith("Pyodide is not complete in pyodide.")


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ([], "https://example.org/"),
        (["--site-url", "https://example.com/"], "https://example.com/"),
    ],
)
def test_the_index_takes_the_sites_address_from_the_environment_unless_it_is_given(
    more: list[str], address: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, Path, str]] = []

    def publish(site_dir: Path, *, pyodide: Path, site_url: str) -> None:
        asked.append((site_dir, pyodide, site_url))

    monkeypatch.setenv("SITE_URL", "https://example.org/")
    monkeypatch.setattr(command, "publish", publish)
    assert command.main(["index", str(site), "--pyodide", "bin/pyodide", *more]) == 0
    assert asked == [(site, Path("bin/pyodide"), address)]
