"""What a published site has, and what it does not carry."""

import re
import shutil
from pathlib import Path

import pytest

from site_plugins import __main__ as command
from site_plugins.build import bundle
from site_plugins.build.finish import finish
from tools.places import ROOT

ASSETS = ROOT / "site_plugins" / "theme" / "assets"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(ASSETS, folder / "assets")
    (folder / "index.html").write_text("<html><head></head></html>", "utf-8")
    (folder / "assets" / "javascripts" / "lunr").mkdir(parents=True)
    (folder / "assets" / "javascripts" / "bundle.js.map").write_text("{}", "utf-8")
    return folder


def test_each_script_is_one_file_that_imports_nothing(site: Path) -> None:
    finish(site)
    scripts = sorted(path.name for path in (site / "assets" / "calculators").glob("*.js"))
    assert scripts == [
        "element.js",
        "formula.js",
        "machine-hints.js",
        "memo.js",
        "picture.js",
        "worker.js",
    ]
    for name in scripts:
        text = (site / "assets" / "calculators" / name).read_text("utf-8")
        assert re.search(r"\b(?:from|import)\s*[\"'][./]", text) is None
        assert ("import.meta.url" in text) == (name not in ("machine-hints.js", "picture.js"))


def test_packing_saves_at_least_half(site: Path) -> None:
    before = sum(path.stat().st_size for path in (site / "assets" / "calculators").glob("*.js"))
    finish(site)
    after = sum(path.stat().st_size for path in (site / "assets" / "calculators").glob("*.js"))
    assert after < before / 2


def test_nothing_unread_is_published(site: Path) -> None:
    finish(site)
    assert list(site.rglob("*.map")) == []
    assert not (site / "assets" / "javascripts" / "lunr").exists()


def test_a_site_being_written_stays_readable_and_without_a_policy(site: Path) -> None:
    finish(site, publish=False)
    assert "Content-Security-Policy" not in (site / "index.html").read_text("utf-8")
    assert (site / "assets" / "calculators" / "engine.js").is_file()
    finish(site)
    assert "Content-Security-Policy" in (site / "index.html").read_text("utf-8")


def test_a_site_being_written_calculates_without_waiting_for_a_trimmed_python(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "fast_set", lambda *given: pytest.fail("it takes minutes"))
    (stock,) = finish(site, publish=False).sets
    assert stock.name == "stock"
    assert stock.wheel == "start_here_calculators-0.1.0-py3-none-any.whl"
    folder = site / "assets" / "py" / finish(site, publish=False).runtime / "stock"
    assert {file.name for file in stock.files} == {path.name for path in folder.iterdir()}


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    other = shutil.copytree(site, tmp_path / "other")
    finish(site)
    finish(other)
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    assert len(files) > 8
    assert [(site / name).read_bytes() == (other / name).read_bytes() for name in files] == [
        True
    ] * len(files)


def test_the_command_says_what_it_did(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["finish", str(site)]) == 0
    assert capsys.readouterr().out.startswith("Pyodide 314.0.7, to load: fast ")
