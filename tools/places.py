"""Where the set-up finds and puts things; `make clean` removes `GENERATED` and `CACHES`."""

import os
from pathlib import Path

from site_plugins import MEASURED as MEASURED
from site_plugins import NODE_MODULES as NODE_MODULES
from site_plugins import ROOT as ROOT
from site_plugins import TOOLS as TOOLS
from site_plugins import VENV as VENV

SITE = ROOT / "site"
REQUIREMENTS = ROOT / "requirements"
BENCHMARKS = ROOT / "benchmarks"
PEERS = BENCHMARKS / "peers"  # what the site is measured against
CACHES = [ROOT / name for name in (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis")]
GENERATED = [VENV, TOOLS, SITE, NODE_MODULES, BENCHMARKS / "node_modules", BENCHMARKS / "results"]


def python_of(environment: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def programs_of(environment: Path) -> Path:
    """The folder of a virtual environment that belongs on PATH."""
    return python_of(environment).parent
