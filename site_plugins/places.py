"""Where this project keeps what a build reads and makes, from its root down."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
"""What commands make for themselves and may make again: programs, the Python for browsers."""
NODE_MODULES = ROOT / "node_modules"
MEASURED = ROOT / "benchmarks" / "measured.json"
"""The record of a whole run of the benchmarks, kept in the repository."""
