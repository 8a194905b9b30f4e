"""Pyodide under Node.js, asked with a set of files as the site has it."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from site_plugins.build.node import node_and_npm

SCRIPT = Path(__file__).with_name("respond.mjs")
MISSED = "!missed"
"""In place of each answer after a pruned function was called."""


def answers(folder: Path, requests: Sequence[str]) -> list[str]:
    """What Pyodide answers from one set; an error that came out of it starts with "!"."""
    node, _ = node_and_npm()
    ran = subprocess.run(
        [node, SCRIPT, folder],
        input=json.dumps(requests).encode(),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found: list[str] = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(found) == len(requests)
    return found
