"""The published index, read by a Pyodide that knows nothing of this site."""

import json
import subprocess
from pathlib import Path

import pytest

from site_plugins.__main__ import main
from site_plugins.build import package_index
from site_plugins.build.node import node_and_npm
from site_plugins.build.package_index import LOCK
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
    assert (name, package["imports"]) == (package_index.PACKAGE, ["calculators"])
    assert package["file_name"] == WHEEL
    assert sorted(path.name for path in folder.iterdir()) == [LOCK, WHEEL]


@needs_the_tool
def test_with_the_sites_address_the_wheel_is_named_in_full(tmp_path: Path) -> None:
    folder = index(tmp_path, "--site-url", "https://example.org/start-here/")
    lock = json.loads((folder / LOCK).read_bytes())
    expected = f"https://example.org/start-here/packages/{WHEEL}"
    assert lock["packages"][package_index.PACKAGE]["file_name"] == expected


OUR_INDEX = (
    '{ lockFileContents: readFileSync("FOLDER/pyodide-lock.json", "utf8"), '
    'packageBaseUrl: "FOLDER/" }'
)


@needs_the_tool
@pytest.mark.parametrize(
    ("options", "wheel"),
    [(OUR_INDEX, package_index.PACKAGE), ("{}", f"FOLDER/{WHEEL}")],
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
