"""The memory of a Python that has started, for later visits to go on from instead of starting.

It is kept as what differs from the memory of a Python that has not run yet, which is a fifth of it.
What a browser does with it stands in `theme/assets/calculators/snapshot.js`.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.runtime.cache import cached, key_of
from site_plugins.runtime.engine import INSIDE, PYODIDE, empty_lock, run_script
from site_plugins.runtime.used_files import squeeze

SNAPSHOT = "memory.packed"
ARCHIVE = "python.zip"


def snapshot(files: Mapping[str, bytes], archive: str, requests: Sequence[str]) -> bytes:
    """The memory of a set, made from its very files, after the plainest of these requests."""
    plain = [request for request in requests if is_plain(request)]
    made = cached(
        key_of("snapshot", files, plain), lambda: {SNAPSHOT: squeeze(memory(files, archive, plain))}
    )
    return made[SNAPSHOT]


def memory(files: Mapping[str, bytes], archive: str, requests: Sequence[str]) -> bytes:
    """The difference as `snapshot.js` reads it, not packed yet."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            unpacked = name == archive
            target = Path(folder, ARCHIVE if unpacked else name)
            target.write_bytes(gzip.decompress(content) if unpacked else content)
        Path(folder, "pyodide-lock.json").write_text(empty_lock(PYODIDE), "utf-8")
        output = Path(folder, SNAPSHOT)
        zipped, program = Path(folder, ARCHIVE), INSIDE / "settle.py"
        run_script(
            "snapshot.mjs", Path(folder), zipped, program, output, given=json.dumps(requests)
        )
        return output.read_bytes()


def is_plain(request: str) -> bool:
    """Whether a request leaves every input at its default.

    >>> is_plain('{"calculator": "fit", "inputs": {}}'), is_plain('{"inputs": {"a": 1}}')
    (True, False)
    """
    try:
        asked = json.loads(request)
    except (ValueError, RecursionError):
        return False
    return isinstance(asked, dict) and asked.get("inputs") == {} and "edited" not in asked
