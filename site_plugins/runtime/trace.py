"""Which files of the archive the calculators use."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.runtime.archive import pack
from site_plugins.runtime.node import INSIDE, run_script


def trace(pyodide_dir: Path, sources: Mapping[str, bytes], requests: Sequence[str]) -> list[str]:
    """Names of the sources that Pyodide imports to start and to answer all these requests."""
    with TemporaryDirectory() as folder:
        archive = Path(folder, "python.zip")
        archive.write_bytes(pack(sources))
        program = INSIDE / "exercise.py"
        said = run_script("trace.mjs", pyodide_dir, archive, program, given=json.dumps(requests))
    used: list[str] = json.loads(said)
    return used


def keep(sources: Mapping[str, bytes], used: Sequence[str], own: str) -> dict[str, bytes]:
    """The sources that are used, and the data files of our own package."""
    data = (name for name in sources if name.startswith(own) and name.endswith(".json"))
    return {name: sources[name] for name in (*used, *data)}
