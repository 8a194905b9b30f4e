"""What NOTICES.md says is in the site must be what the lock files put there."""

import json
import re

import pytest

from tools.places import REQUIREMENTS, ROOT

NOTICES = (ROOT / "NOTICES.md").read_text(encoding="utf-8")
SITE_LOCK = (REQUIREMENTS / "site.lock").read_text(encoding="utf-8")
PYODIDE = ROOT / "node_modules/pyodide"


def noticed(part: str) -> str:
    """The version column of the row that begins with this part."""
    (version,) = re.findall(rf"^\| {part}[^|]*\| ([^|]+) \|", NOTICES, re.MULTILINE)
    return str(version)


@pytest.mark.parametrize(
    ("part", "package"), [("Material for MkDocs", "mkdocs-material"), ("MkDocs", "mkdocs")]
)
def test_python_packages(part: str, package: str) -> None:
    assert f"\n{package}=={noticed(part)} \\" in SITE_LOCK


def test_pyodide_and_what_it_is_made_of() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_bytes())
    info = json.loads((PYODIDE / "pyodide-lock.json").read_bytes())["info"]
    assert noticed("Pyodide") == lock["packages"]["node_modules/pyodide"]["version"]
    assert noticed("Python and") == info["python"]
    assert noticed("Emscripten") == info["platform"].removeprefix("emscripten_").replace("_", ".")


def test_the_lists_of_prices() -> None:
    prices = json.loads((ROOT / "calculators/data/prices.json").read_bytes())
    assert noticed("genai-prices") == prices["package"]["version"]
    litellm = json.loads((ROOT / "tests/data/litellm_prices.json").read_bytes())
    assert f"litellm {noticed('LiteLLM')}" == litellm["from"]


def test_zlib_is_the_one_inside_the_runtime() -> None:
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    assert f" inflate {noticed('zlib')} Copyright".encode() in wasm


def test_the_pages_source_of_the_mpl_part_is_that_very_release() -> None:
    version = noticed("Pyodide")
    assert f"(https://github.com/pyodide/pyodide/tree/{version})" in NOTICES
