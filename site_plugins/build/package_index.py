"""The published package index: any Pyodide page can load the calculators by name.

Into `packages/` of the built site go the wheel and a `pyodide-lock.json`: the lock file of the
Pyodide that the site uses, with the calculators added by `pyodide lockfile add-wheels`.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from site_plugins import NODE_MODULES
from site_plugins.build.wheel import build_wheel

PACKAGE = "start-here-calculators"
FOLDER = "packages"
LOCK = "pyodide-lock.json"
PYODIDE_LOCK = NODE_MODULES / "pyodide" / LOCK


def publish(site_dir: Path, *, pyodide: Path, site_url: str = "") -> Path:
    """Add the index to a built site with the `pyodide` program, and return its lock file.

    With the site's address the wheel is named by its full address, so that a page may take
    all other packages from where its own Pyodide lies; without, beside the lock file.
    """
    folder = site_dir / FOLDER
    wheel = build_wheel(folder)
    lock = add_to_lock(wheel, pyodide=pyodide, wheels_url=_folder_url(site_url))
    (folder / LOCK).write_text(lock, encoding="utf-8")
    return folder / LOCK


def add_to_lock(wheel: Path, *, pyodide: Path, wheels_url: str) -> str:
    """Pyodide's own lock file with the wheel in it, in a stable order."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch, LOCK)
        files = ["--input", PYODIDE_LOCK, "--output", made, "--base-path", wheel.parent]
        address = ["--wheel-url", wheels_url] if wheels_url else []
        arguments = [pyodide, "lockfile", "add-wheels", *files, *address, wheel]
        subprocess.run([*map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
        return json.dumps(json.loads(made.read_bytes()), sort_keys=True) + "\n"


def _folder_url(site_url: str) -> str:
    return urljoin(site_url.rstrip("/") + "/", FOLDER + "/") if site_url else ""
