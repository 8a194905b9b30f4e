"""How these tests run the command line, in this process or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from calculators.terminal.main import main
from tests.paths import ROOT

PROGRAM = [sys.executable, "-m", "calculators"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code, what was printed, and what was said on standard error."""
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """The one JSON object that is printed."""
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def process(
    *arguments: str, environ: Mapping[str, str] | None = None, **rest: Any
) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    found = {**os.environ, **(environ or {})}
    return subprocess.run([*PROGRAM, *arguments], env=found, cwd=ROOT, check=False, **rest)


def sparse(path: Path) -> str:
    """A file that seems to go on and on, as a device does, and takes no room itself."""
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    return str(path)
