"""PyScript with the same Pyodide as ours, in the page itself."""

import shutil
from pathlib import Path

from benchmarks.peers import pyodide_folder, wheels
from benchmarks.peers.places import LOCKS, NPM, PYODIDE

NAME = "PyScript"
PAGE = "index.html"
SLIDER = "document.querySelector('#slider')"
MOVE = f"() => {{ {SLIDER}.value = '16'; {SLIDER}.dispatchEvent(new Event('input')); }}"
ANSWER = "() => document.querySelector('#answer')?.textContent ?? null"

HTML = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>One slider, one formula</title>
<script type="module" src="pyscript/core.js"></script>
<p><label>Thousand tokens <input id="slider" type="range" min="1" max="100" value="8"></label></p>
<p id="answer">Conversation: 1179 MB</p>
<script type="py" config='{"interpreter": "./pyodide/pyodide.mjs"}'>
from pyscript import document, when


@when("input", "#slider")
def recalculate(event):
    kilobytes = int(event.target.value) * 147456
    document.querySelector("#answer").textContent = f"Conversation: {kilobytes // 1000} MB"
</script>
</html>
"""


def build(home: Path) -> Path:
    """Make the page's folder."""
    site = home / "site"
    loaded = wheels.download(LOCKS / "pyscript-page.lock", home / "wheels")
    pyodide_folder.write(site / "pyodide", PYODIDE, loaded)
    shutil.copytree(
        NPM / "node_modules/@pyscript/core/dist",
        site / "pyscript",
        ignore=shutil.ignore_patterns("*.map"),
    )
    (site / PAGE).write_text(HTML, encoding="utf-8")
    return site
