"""The `calculators` package for others: a wheel, and an index by which any Pyodide page loads it.

The wheel is equal byte for byte from equal sources. Into `packages/` of the built site go the wheel
and a `pyodide-lock.json` for the Pyodide that the site uses, made by `pyodide lockfile add-wheels`.
It names what lies beside it and nothing else.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from hatchling.builders.wheel import WheelBuilder

from site_plugins import ROOT
from site_plugins.runtime.engine import PYODIDE, empty_lock

EARLIEST_ZIP_TIME = "315532800"  # 1980-01-01, the first second a ZIP file can hold
PACKAGE = "start-here-calculators"
FOLDER = "packages"
LOCK = "pyodide-lock.json"


def build_wheel(out_dir: Path) -> Path:
    """Build the wheel into `out_dir` (made when missing) and return its path.

    Every member gets the time SOURCE_DATE_EPOCH, or 1980-01-01 where that is not set.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    with _source_date():
        built = next(WheelBuilder(str(ROOT)).build(directory=str(out_dir), versions=["standard"]))
    return Path(built)


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


@contextmanager
def _source_date() -> Iterator[None]:
    """Give hatchling a fixed time, and take it away again."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    os.environ["SOURCE_DATE_EPOCH"] = EARLIEST_ZIP_TIME
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
