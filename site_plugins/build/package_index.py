"""The published package index: any Pyodide page can load the calculators by name.

Into `packages/` of the built site go the wheel and a `pyodide-lock.json`: the lock file of the
Pyodide that the site uses, with the calculators added by `pyodide lockfile add-wheels`.
`python -m site_plugins.build.package_index site` adds it to a built site.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from site_plugins.build.wheel import build_wheel
from site_plugins.places import NODE_MODULES
from tools.pyodide_build import provide_pyodide_command

PACKAGE = "start-here-calculators"
FOLDER = "packages"
LOCK = "pyodide-lock.json"
PYODIDE_LOCK = NODE_MODULES / "pyodide" / LOCK
LEFT_OUT = (
    "The package index for other Pyodide pages is left out: "
    "its tool, pyodide-build, needs Python 3.12 or newer, and none was found."
)


def publish(site: Path, *, site_url: str = "") -> Path | None:
    """Add the index to a built site; return its lock file, or None where it is left out.

    With the site's address the wheel is named by its full address, so that a page may take
    all other packages from where its own Pyodide lies; without, beside the lock file.
    """
    command = provide_pyodide_command()
    if command is None:
        print(LEFT_OUT, file=sys.stderr)
        return None
    folder = site / FOLDER
    wheel = build_wheel(folder)
    lock = add_to_lock(wheel, command=command, wheels_url=_folder_url(site_url))
    (folder / LOCK).write_text(lock, encoding="utf-8")
    return folder / LOCK


def add_to_lock(wheel: Path, *, command: Path, wheels_url: str) -> str:
    """Pyodide's own lock file with the wheel in it, in a stable order."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch, LOCK)
        files = ["--input", PYODIDE_LOCK, "--output", made, "--base-path", wheel.parent]
        address = ["--wheel-url", wheels_url] if wheels_url else []
        arguments = [command, "lockfile", "add-wheels", *files, *address, wheel]
        subprocess.run([*map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
        return json.dumps(json.loads(made.read_bytes()), sort_keys=True) + "\n"


def _folder_url(site_url: str) -> str:
    return urljoin(site_url.rstrip("/") + "/", FOLDER + "/") if site_url else ""


if __name__ == "__main__":
    publish(Path(sys.argv[1]), site_url=os.environ.get("SITE_URL", ""))
