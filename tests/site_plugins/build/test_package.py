"""The wheel, and the published index, read by a Pyodide that knows nothing of this site."""

import json
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from site_plugins.__main__ import main
from site_plugins.build.node import node_and_npm
from site_plugins.build.package import LOCK, PACKAGE, build_wheel
from site_plugins.runtime.engine import PYODIDE
from tools.pyodide_build import find_interpreter, provide_pyodide_command

needs_the_tool = pytest.mark.skipif(
    find_interpreter() is None,
    reason="pyodide-build needs Python 3.12 or newer, and this machine has only an older one",
)
WHEEL = "start_here_calculators-0.1.0-py3-none-any.whl"
# Another page's whole program: load, import, calculate.
PROGRAM = """
import { readFileSync } from "node:fs";
import { loadPyodide } from "PYODIDE";
const python = await loadPyodide(OPTIONS);
await python.loadPackage("WHEEL", { messageCallback: () => {} });
const { respond } = python.pyimport("calculators.browser");
const request = { calculator: "fit", inputs: { model: "qwen3-8b", context: "8192" } };
console.log(respond(JSON.stringify(request)));
"""


def index(site: Path, *more: str) -> Path:
    """The `packages/` folder that the command makes in a built site."""
    (site / "index.html").write_text("<html></html>", encoding="utf-8")
    pyodide = provide_pyodide_command()
    assert main(["index", str(site), "--pyodide", str(pyodide), *more]) == 0
    return site / "packages"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `packages/` folder of a site with the index in it."""
    return index(tmp_path_factory.mktemp("site"))


@needs_the_tool
def test_the_index_names_what_lies_beside_it_and_nothing_else(folder: Path) -> None:
    own = json.loads((PYODIDE / LOCK).read_bytes())
    published = json.loads((folder / LOCK).read_bytes())
    assert published["info"] == own["info"]
    ((name, package),) = published["packages"].items()
    assert (name, package["imports"]) == (PACKAGE, ["calculators"])
    assert package["file_name"] == WHEEL
    assert sorted(path.name for path in folder.iterdir()) == [LOCK, WHEEL]


@needs_the_tool
def test_with_the_sites_address_the_wheel_is_named_in_full(tmp_path: Path) -> None:
    folder = index(tmp_path, "--site-url", "https://example.org/start-here/")
    lock = json.loads((folder / LOCK).read_bytes())
    expected = f"https://example.org/start-here/packages/{WHEEL}"
    assert lock["packages"][PACKAGE]["file_name"] == expected


OUR_INDEX = (
    '{ lockFileContents: readFileSync("FOLDER/pyodide-lock.json", "utf8"), '
    'packageBaseUrl: "FOLDER/" }'
)


@needs_the_tool
@pytest.mark.parametrize(
    ("options", "wheel"),
    [(OUR_INDEX, PACKAGE), ("{}", f"FOLDER/{WHEEL}")],
    ids=["by name", "by address"],
)
def test_another_pyodide_loads_the_calculators(
    folder: Path, tmp_path: Path, options: str, wheel: str
) -> None:
    from calculators.browser import respond

    program = tmp_path / "page.mjs"
    pyodide = (PYODIDE / "pyodide.mjs").as_uri()
    text = PROGRAM.replace("PYODIDE", pyodide).replace("OPTIONS", options)
    text = text.replace("WHEEL", wheel).replace("FOLDER", folder.as_posix())
    program.write_text(text, encoding="utf-8")
    node = str(node_and_npm()[0])
    done = subprocess.run([node, program], capture_output=True, text=True, check=True, timeout=90)

    request = {"calculator": "fit", "inputs": {"model": "qwen3-8b", "context": "8192"}}
    assert done.stdout == respond(json.dumps(request)) + "\n"


def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    first, second = (build_wheel(tmp_path / name) for name in ("first", "second"))
    assert first.name == "start_here_calculators-0.1.0-py3-none-any.whl"
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_holds_the_calculators_and_nothing_of_the_site(tmp_path: Path) -> None:
    with ZipFile(build_wheel(tmp_path)) as wheel:
        names = wheel.namelist()
        makers = [name for name in names if b"import tomllib" in wheel.read(name)]
    folders = {name.split("/")[0] for name in names}
    assert folders == {"calculators", "start_here_calculators-0.1.0.dist-info"}
    assert "calculators/data/catalog.json" in names
    assert "calculators/data/speed.json" in names
    assert "calculators/data/speed_points.json" not in names
    assert "calculators/py.typed" in names
    assert [name for name in names if name.endswith((".toml", ".md"))] == []
    assert makers == []  # what reads the records that do not ship does not ship either


def test_members_carry_the_time_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def times(folder: str) -> set[tuple[int, ...]]:
        with ZipFile(build_wheel(tmp_path / folder)) as wheel:
            return {member.date_time for member in wheel.infolist()}

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert times("plain") == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1792540800")
    assert times("asked") == {(2026, 10, 21, 0, 0, 0)}
