"""What a version of the site is, and which of its files are kept on a reader's device."""

import base64
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from site_plugins.build import offline
from site_plugins.build.finish import finish
from site_plugins.build.offline import write_version
from tools.places import ROOT

ASSETS = ROOT / "site_plugins" / "theme" / "assets"
CALCULATOR = "<start-calculator name='fit'></start-calculator>"
PAGE = """<html><head><title>{title}</title>
<link rel="stylesheet" href="{up}assets/start-here.css">
</head><body>{body}<script type="module" src="{up}assets/moved.js"></script></body></html>
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with the real scripts and the real Python: two pages, one calculator."""
    folder = tmp_path_factory.mktemp("offline") / "site"
    shutil.copytree(ASSETS, folder / "assets")
    pages = {
        "index.html": ("Home", "", CALCULATOR),
        "plain/index.html": ("Plain", "../", "<img src='../pictures/plain.svg' alt=''>"),
        "fit/index.html": ("Fit", "../", CALCULATOR + "<img src='../pictures/fit.svg' alt=''>"),
        "404.html": ("Not found", "/repo/", ""),
        "503.html": ("Not kept", "/repo/", ""),
        "pictures/fit.svg": ("", "", ""),
        "pictures/plain.svg": ("", "", ""),
    }
    for name, (title, up, body) in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.format(title=title, up=up, body=body), "utf-8")
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_text("{}", "utf-8")
    finish(folder)
    return folder


@pytest.fixture
def site(finished: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return shutil.copytree(finished, tmp_path / "site")


def listed(site: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((site / "assets/version.json").read_text("utf-8"))
    return content


def kept(site: Path) -> set[str]:
    return {path for path, file in listed(site)["files"].items() if file.get("keep")}


def test_the_service_worker_is_at_the_root_and_nowhere_else(finished: Path) -> None:
    assert "addEventListener" in (finished / "service-worker.js").read_text("utf-8")
    assert [path.name for path in (finished / "assets/offline").iterdir()] == ["kept.js"]


def test_pages_with_a_calculator_are_kept_with_all_they_load(finished: Path) -> None:
    ours = {path for path in kept(finished) if not path.startswith("assets/py/")}
    assert ours == {
        "",
        "503.html",
        "assets/moved.js",
        "assets/start-here.css",
        "fit/",
        "pictures/fit.svg",
    }


def test_scripts_bring_what_they_start_themselves(site: Path) -> None:
    page = site / "index.html"
    script = '<script type="module" src="assets/calculators/element.js"></script>'
    page.write_text(page.read_text("utf-8") + script, "utf-8")
    write_version(site)
    assert {"assets/calculators/element.js", "assets/calculators/worker.js"} <= kept(site)
    assert "service-worker.js" not in listed(site)["files"]


def test_of_python_the_set_that_is_tried_first_is_kept_and_the_other_waits(finished: Path) -> None:
    python = {path for path in listed(finished)["files"] if path.startswith("assets/py/")}
    names = {path.split("/", 3)[-1] for path in kept(finished) & python}
    assert names == {
        "manifest.json",
        "fast/pyodide.asm.mjs",
        "fast/pyodide.asm.wasm",
        "fast/pyodide.mjs",
        "fast/python.zip.packed",
    }
    assert all("/stock/" in path for path in python - kept(finished))
    assert len(python - kept(finished)) == 7


def test_a_device_holds_at_most_eleven_megabytes_before_anything_else_is_visited(
    finished: Path,
) -> None:
    files = listed(finished)["files"].values()
    assert sum(file["bytes"] for file in files if file.get("keep")) < 11_000_000


def test_pages_without_a_calculator_and_the_search_are_listed_and_wait_for_a_visit(
    finished: Path,
) -> None:
    files = set(listed(finished)["files"])
    assert {"plain/", "pictures/plain.svg", "search/search_index.json"} <= files - kept(finished)
    assert "404.html" not in files


def test_each_file_is_listed_with_its_size_and_hash(finished: Path) -> None:
    for path, file in listed(finished)["files"].items():
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        content = (finished / name).read_bytes()
        hashed = base64.b64encode(hashlib.sha256(content).digest()).decode()
        assert (file["bytes"], file["integrity"]) == (len(content), f"sha256-{hashed}")


def test_a_page_names_its_version_and_its_title_is_listed(finished: Path) -> None:
    name = listed(finished)["version"]
    meta = f'<meta name="start-here-version" content="{name}">\n</head>'
    assert meta in (finished / "fit/index.html").read_text("utf-8")
    assert listed(finished)["files"]["fit/"]["title"] == "Fit"


def test_scripts_and_styles_have_addresses_that_change_with_them(site: Path) -> None:
    page = site / "fit/index.html"
    before = page.read_text("utf-8")
    (site / "assets/moved.js").write_text("// other\n", "utf-8")
    write_version(site)
    after = page.read_text("utf-8")
    assert "../assets/moved.js?v=" in before
    assert listed(site)["files"]["assets/moved.js"]["query"] in after
    assert listed(site)["files"]["assets/moved.js"]["query"] not in before
    assert listed(site)["files"]["assets/start-here.css"]["query"] in before


def test_one_changed_file_makes_another_version_and_other_pages(site: Path) -> None:
    before, files = listed(site)["version"], listed(site)["files"]
    (site / "pictures/plain.svg").write_text("<svg/>", "utf-8")
    write_version(site)
    assert listed(site)["version"] != before
    changed = {path for path in files if listed(site)["files"][path] != files[path]}
    assert changed == {"", "503.html", "fit/", "plain/", "pictures/plain.svg"}


def test_the_same_files_make_the_same_version_however_often(site: Path) -> None:
    before = (site / "assets/version.json").read_bytes()
    page = (site / "index.html").read_bytes()
    write_version(site)
    assert (site / "assets/version.json").read_bytes() == before
    assert (site / "index.html").read_bytes() == page


def test_of_more_than_a_device_should_hold_the_first_pages_are_kept(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = listed(site)["files"]
    before = kept(site)
    monkeypatch.setattr(offline, "LIMIT_BYTES", sum(files[path]["bytes"] for path in before) - 1)

    write_version(site)

    assert before - kept(site) == {"fit/", "pictures/fit.svg"}


def test_the_title_is_the_one_that_others_show() -> None:
    own = '<meta property="og:title" content="Fit &amp; more">'
    page = f"<title>Fit &amp; more - Start Here</title>{own}"
    assert offline.title(page) == "Fit & more"
    assert offline.title("<title>Plain</title><svg><title>Not this</title></svg>") == "Plain"
