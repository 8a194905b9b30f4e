"""Pyodide as npm installed it, and the scripts that work on it under Node.js."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins import NODE_MODULES
from site_plugins.build.node import node_and_npm

PYODIDE = NODE_MODULES / "pyodide"
VERSION = "314.0.7"
"""What is replaced and left out was read in the sources of exactly this version."""
LOADER, GLUE, WASM = "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"
STDLIB = "python_stdlib.zip"
FILES = (LOADER, GLUE, WASM, STDLIB)

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE / "scripts"
INSIDE = HERE / "inside"
"""What runs inside Pyodide."""
SECONDS = 600


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


def run_script(name: str, *arguments: Path, given: str = "") -> str:
    """What a script prints; where it fails, one error with the end of its complaint."""
    node, _ = node_and_npm()
    ran = subprocess.run(
        [node, SCRIPTS / name, *arguments],
        input=given.encode("utf-8", "surrogatepass"),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if ran.returncode:
        complaint = ran.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise BundleError(
            f"The Python for browsers could not be made: {name} failed. {complaint} "
            "Where a package is missing, run `make build`, which installs it."
        )
    return ran.stdout.decode("utf-8")


def rewrite_wasm(script: str, wasm: bytes, given: str = "") -> bytes:
    """A WebAssembly that a script makes of another."""
    with TemporaryDirectory() as folder:
        before, after = Path(folder, WASM), Path(folder, "made.wasm")
        before.write_bytes(wasm)
        run_script(script, before, after, given=given)
        return after.read_bytes()
