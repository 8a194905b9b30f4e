"""A folder with Pyodide and some wheels, as a page of others would load them from a CDN."""

import json
import shutil
from pathlib import Path

from benchmarks.peers.wheels import lock_entries

FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"


def write(folder: Path, pyodide: Path, wheels: list[Path]) -> None:
    """Copy Pyodide's own files, unchanged, and the wheels; the lock file names these alone."""
    folder.mkdir(parents=True)
    for file in (*(pyodide / name for name in FILES), *wheels):
        shutil.copy2(file, folder)
    lock = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))
    lock["packages"] = lock_entries(wheels)
    (folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")
