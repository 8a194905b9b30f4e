"""Pyodide as npm installed it: its files, and that it is the one this room was written for."""

import json
from pathlib import Path

from site_plugins import NODE_MODULES

PYODIDE = NODE_MODULES / "pyodide"
VERSION = "314.0.7"
"""What is replaced and left out was read in the sources of exactly this version."""
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


class BundleError(Exception):
    """The bundle cannot be made; the text says what is missing and how to get it."""


def read_files(pyodide_dir: Path) -> dict[str, bytes]:
    """The files of Pyodide that a browser loads, by name."""
    missing = [name for name in FILES if not (pyodide_dir / name).is_file()]
    if missing:
        raise BundleError(
            f"Pyodide is not complete in {pyodide_dir.name}: {', '.join(missing)} missing. "
            "Run `make build`, which installs it."
        )
    return {name: (pyodide_dir / name).read_bytes() for name in FILES}


def read_version(pyodide_dir: Path) -> str:
    """The version of Pyodide, as its package says."""
    package = json.loads((pyodide_dir / "package.json").read_text("utf-8"))
    return str(package["version"])


def empty_lock(pyodide_dir: Path) -> str:
    """The lock file of a Pyodide that installs no packages, for this very version."""
    info = json.loads((pyodide_dir / "pyodide-lock.json").read_text("utf-8"))["info"]
    return json.dumps({"info": info, "packages": {}}, sort_keys=True)


def check_version(version: str) -> None:
    """Stop where Pyodide is another one than this room was written for."""
    if version != VERSION:
        raise BundleError(
            f"Pyodide is {version}, and site_plugins/runtime was written for {VERSION}. "
            "Read the stubs in inside/stubs against the new sources, change VERSION, "
            "and run the tests."
        )
