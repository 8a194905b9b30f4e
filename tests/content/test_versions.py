import json
import re

from tools.places import ROOT


def test_pages_name_the_pyodide_that_is_pinned() -> None:
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]["pyodide"]
    pages = [*(ROOT / "content").rglob("*.md"), ROOT / "NOTICES.md"]
    named = [version for page in pages for version in named_versions(page.read_text("utf-8"))]
    assert set(named) == {pinned}


def named_versions(text: str) -> list[str]:
    return re.findall(r"Pyodide \|? ?(\d+\.\d+\.\d+)", text)
