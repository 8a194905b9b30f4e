"""The published package index: any Pyodide page can load the calculators by name.

Into `packages/` of the built site go the wheel and a `pyodide-lock.json` for the Pyodide that the
site uses, made by `pyodide lockfile add-wheels`. It names what lies beside it and nothing else.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from site_plugins.build.wheel import build_wheel
from site_plugins.runtime.engine import PYODIDE, empty_lock

PACKAGE = "start-here-calculators"
FOLDER = "packages"
LOCK = "pyodide-lock.json"


def publish(site_dir: Path, *, pyodide: Path, site_url: str = "") -> Path:
    """Add the index to a built site with the `pyodide` program, and return its lock file.

    With the site's address the wheel is named by its full address, so that a page may have the
    lock file at another; without, beside the lock file.
    """
    folder = site_dir / FOLDER
    wheel = build_wheel(folder)
    lock = add_to_lock(wheel, pyodide=pyodide, wheels_url=_folder_url(site_url))
    (folder / LOCK).write_text(lock, encoding="utf-8")
    return folder / LOCK


def add_to_lock(wheel: Path, *, pyodide: Path, wheels_url: str) -> str:
    """A lock file with the wheel alone in it, in a stable order."""
    with tempfile.TemporaryDirectory() as scratch:
        empty, made = Path(scratch, "empty.json"), Path(scratch, LOCK)
        empty.write_text(empty_lock(PYODIDE), encoding="utf-8")
        files = ["--input", empty, "--output", made, "--base-path", wheel.parent]
        address = ["--wheel-url", wheels_url] if wheels_url else []
        arguments = [pyodide, "lockfile", "add-wheels", *files, *address, wheel]
        subprocess.run([*map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
        return json.dumps(json.loads(made.read_bytes()), sort_keys=True) + "\n"


def _folder_url(site_url: str) -> str:
    return urljoin(site_url.rstrip("/") + "/", FOLDER + "/") if site_url else ""
