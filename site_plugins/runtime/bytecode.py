"""Python sources to bytecode: starting from source takes three times as long."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path

from site_plugins.runtime.node import INSIDE, run_script


def compiled(pyodide_dir: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with each source replaced by its bytecode, made by Pyodide's own Python."""
    sources = {name: text.decode() for name, text in files.items() if name.endswith(".py")}
    program = INSIDE / "to_bytecode.py"
    said = run_script("compile.mjs", pyodide_dir, program, given=json.dumps(sources))
    made = {name: base64.b64decode(text) for name, text in json.loads(said).items()}
    return {name: text for name, text in files.items() if name not in sources} | made
