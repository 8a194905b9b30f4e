"""Running other programs, from the project's root and with its own programs first on PATH."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.failure import Failure
from tools.places import ROOT, VENV, programs_of

Argument = str | Path
Command = Sequence[Argument]


def variables(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment variables and what the project's programs need besides."""
    path = os.pathsep.join([str(programs_of(VENV)), os.environ.get("PATH", "")])
    return {
        **os.environ,
        "PATH": path,
        "PYTHONUTF8": "1",  # the same text on Windows, whatever its code page
        "NO_MKDOCS_2_WARNING": "1",  # an advertisement that Material prints at every build
        **(extra or {}),
    }


def status(command: Command, *, cwd: Path = ROOT, extra: Mapping[str, str] | None = None) -> int:
    """Run the command, its output going where ours goes, and return its exit code."""
    return subprocess.run([*map(str, command)], cwd=cwd, env=variables(extra)).returncode


def need(command: Command, otherwise: str, *, cwd: Path = ROOT) -> None:
    """Run the command; where it fails, stop with what it was for and what to do."""
    if status(command, cwd=cwd):
        raise Failure(otherwise)


def output(command: Command, *, seconds: float = 30) -> str | None:
    """What the command prints, or None where it is missing, fails or takes too long."""
    try:
        done = subprocess.run(
            [*map(str, command)], capture_output=True, text=True, timeout=seconds, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
