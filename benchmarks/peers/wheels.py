"""Wheels for a page that runs Pyodide: downloaded by hash, and described as its lock file wants."""

import hashlib
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from benchmarks.peers.program import quietly

PYTHON = "3.14"
# https://peps.python.org/pep-0783/: what wheels for Pyodide 314 are tagged with.
PLATFORM = "pyemscripten_2026_0_wasm32"
IN_THE_PAGE = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "platform_machine": "wasm32",
    "python_version": PYTHON,
    "python_full_version": "3.14.2",
    "os_name": "posix",
    "extra": "",
}
TOP = ("dist-info", "data")


def download(lock: Path, folder: Path) -> list[Path]:
    """The wheels that the lock file names, for Pyodide's Python, whatever this computer is."""
    for_pyodide = (
        *("--only-binary=:all:", f"--platform={PLATFORM}", f"--python-version={PYTHON}"),
        *("--implementation=cp", "--abi=cp314", "--abi=none"),
    )
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    pinned = ("--no-deps", "--require-hashes", f"--dest={folder}", "--requirement", str(lock))
    quietly([*command, *for_pyodide, *pinned])
    return sorted(folder.glob("*.whl"))


def pure(name: str, version: str, package: Path, folder: Path) -> Path:
    """A wheel of a package's Python files alone."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file in sorted(package.glob("*.py")):
            wheel.write(file, f"{package.name}/{file.name}")
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        wheel.writestr(f"{name}-{version}.dist-info/METADATA", about)
    return path


def lock_entries(wheels: list[Path]) -> dict[str, dict[str, Any]]:
    """The packages of a `pyodide-lock.json`; what is not among the wheels is not asked for."""
    entries = {entry["name"]: entry for entry in map(_entry, wheels)}
    for entry in entries.values():
        entry["depends"] = sorted(set(entry["depends"]) & entries.keys())
    return entries


def _entry(wheel: Path) -> dict[str, Any]:
    name, version, _, _ = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        imports = {path.partition("/")[0].removesuffix(".py") for path in archive.namelist()}
        metadata = _metadata(archive)
    return {
        "name": str(name),
        "version": str(version),
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in imports if not top.endswith(TOP)),
        "depends": needed(metadata.get_all("Requires-Dist") or []),
    }


def _metadata(archive: zipfile.ZipFile) -> Message:
    (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(archive.read(path).decode("utf-8"))


def needed(requirements: list[str]) -> list[str]:
    """The packages that these requirements ask for in the page.

    >>> needed(["Pygments>=2", "pexpect; sys_platform != 'emscripten'", "ruff; extra == 'dev'"])
    ['pygments']
    """
    parsed = map(Requirement, requirements)
    return [
        canonicalize_name(each.name)
        for each in parsed
        if not each.marker or each.marker.evaluate(IN_THE_PAGE)
    ]
