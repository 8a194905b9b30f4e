"""JupyterLite's console with its Pyodide kernel, and a slider of ipywidgets."""

import json
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.peers import program, pyodide_folder, wheels
from benchmarks.peers.places import LOCKS, PYODIDE
from tools.process import Argument

NAME = "JupyterLite"
CODE = """
import ipywidgets
slider = ipywidgets.IntSlider(8, 1, 100, description="Tokens")
def recalculate(thousand_tokens):
    print(f"Conversation: {thousand_tokens * 147456 // 1000} MB")
output = ipywidgets.interactive_output(recalculate, {"thousand_tokens": slider})
ipywidgets.VBox([slider, output])
"""
PAGE = "repl/index.html?" + urlencode({"kernel": "python", "execute": "1", "code": CODE.strip()})
MOVE = """() => document.querySelector(".noUi-handle").dispatchEvent(
  new KeyboardEvent("keydown", { key: "Right", bubbles: true }))"""
ANSWER = """() => document.querySelector(".noUi-handle") &&
  (document.querySelector(".jp-OutputArea .widget-box .jp-OutputArea-output")
    ?.textContent.match(/Conversation: \\d+ MB/)?.[0] ?? null)"""
SETTINGS = {
    "litePluginSettings": {
        "@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}
    }
}


def build(home: Path) -> Path:
    """Make the page's folder with the `jupyter lite` of an environment of its own."""
    source, site = home / "source", home / "site"
    loaded = wheels.download(LOCKS / "jupyterlite-page.lock", home / "wheels")
    pyodide_folder.write(source / "static/pyodide", PYODIDE, loaded)
    settings = {"jupyter-lite-schema-version": 0, "jupyter-config-data": SETTINGS}
    (source / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
    command: list[Argument] = [
        "-m",
        "jupyter",
        "lite",
        "build",
        "--lite-dir",
        source,
        "--output-dir",
        site,
    ]
    program.run("jupyterlite", command, cwd=source)
    return site
