"""marimo's notebook as an app in the page: `marimo export html-wasm`."""

import re
from pathlib import Path

from benchmarks.peers import program, pyodide_folder, wheels
from benchmarks.peers.places import LOCKS, NPM
from tools.process import Argument

NAME = "marimo"
PAGE = "index.html"
NOTEBOOK = """import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    return (mo,)


@app.cell
def _(mo):
    thousand_tokens = mo.ui.slider(1, 100, value=8, label="Thousand tokens")
    thousand_tokens
    return (thousand_tokens,)


@app.cell
def _(mo, thousand_tokens):
    mo.md(f"Conversation: {thousand_tokens.value * 147456 // 1000} MB")
    return
"""
THUMB = "document.querySelector('marimo-slider')?.shadowRoot?.querySelector('[role=slider]')"
MOVE = f"""() => {THUMB}.dispatchEvent(
  new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true, composed: true }}))"""
ANSWER = f"() => {THUMB} && (document.body.textContent.match(/Conversation: \\d+ MB/)?.[0] ?? null)"
# An attribute of the page that its own `--offline` would set, which needs a mirror to copy from.
MARK = re.compile(r'<marimo-wasm hidden=""')
OURS = (
    '<marimo-wasm hidden="" data-pyodide-index-url="./pyodide/" '
    'data-pyodide-lockfile-url="./pyodide/pyodide-lock.json"'
)


def build(home: Path) -> Path:
    """Make the page's folder with the `marimo` of an environment of its own."""
    site, notebook = home / "site", home / "slider.py"
    notebook.write_text(NOTEBOOK, encoding="utf-8")
    options: list[Argument] = ["--output", site, "--mode", "run", "--no-show-code", "--no-sandbox"]
    program.run("marimo", ["-m", "marimo", "export", "html-wasm", notebook, *options], cwd=home)
    loaded = [*wheels.download(LOCKS / "marimo-page.lock", home / "wheels"), _yaml(home)]
    pyodide_folder.write(site / "pyodide", NPM / "node_modules/pyodide", loaded)
    page = site / PAGE
    page.write_text(from_here(page.read_text(encoding="utf-8")), encoding="utf-8")
    return site


def _yaml(home: Path) -> Path:
    """PyYAML without its optional part in C, which nobody publishes a wheel of for the page."""
    where = "import yaml; print(yaml.__version__, yaml.__path__[0], sep='\\n')"
    version, folder = program.run("marimo", ["-c", where], cwd=home).splitlines()
    return wheels.pure("pyyaml", version, Path(folder), home / "wheels")


def from_here(html: str) -> str:
    """The exported page, with Pyodide and its packages from the folder beside it.

    >>> from_here('<marimo-wasm hidden=""></marimo-wasm>').count("./pyodide/")
    2
    """
    text, found = MARK.subn(OURS, html)
    if found != 1:
        raise ValueError("marimo's page names its Pyodide in another way than it did.")
    return text
