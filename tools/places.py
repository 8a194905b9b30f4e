"""Where the set-up puts things. All of it is ignored by git and removed by `make clean`."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"  # programs that may not share the project's own environment
SITE = ROOT / "site"
REQUIREMENTS = ROOT / "requirements"
BENCHMARKS = ROOT / "benchmarks"
MEASURED = BENCHMARKS / "measured.json"  # the record of a whole run, kept in the repository
PEERS = BENCHMARKS / "peers"  # what the site is measured against
NODE_MODULES = ROOT / "node_modules"
CACHES = [ROOT / name for name in (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis")]
GENERATED = [VENV, TOOLS, SITE, NODE_MODULES, BENCHMARKS / "node_modules", BENCHMARKS / "results"]


def python_of(environment: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def programs_of(environment: Path) -> Path:
    """The folder of a virtual environment that belongs on PATH."""
    return python_of(environment).parent
