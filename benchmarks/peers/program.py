"""Programs that build the pages to compare with: silent, unless they fail."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.peers.places import LOCKS, PROGRAMS
from tools.failure import Failure
from tools.packages import provide_environment
from tools.places import ROOT
from tools.process import Argument, variables


def run(name: str, arguments: Sequence[Argument], *, cwd: Path) -> str:
    """What Python prints in the environment that `<name>.lock` fills, its programs on PATH."""
    environment = PROGRAMS / name
    python = provide_environment(environment, LOCKS / f"{name}.lock", interpreter=sys.executable)
    path = os.pathsep.join([str(python.parent), variables()["PATH"]])
    return quietly([python, *arguments], cwd=cwd, extra={"PATH": path})


def quietly(
    command: Sequence[Argument], *, cwd: Path = ROOT, extra: Mapping[str, str] | None = None
) -> str:
    """What the command prints. Where it fails, the end of what it said is the failure."""
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=variables(extra), capture_output=True, text=True
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise Failure(f"{command[0]}: {said[-400:]}")
    return done.stdout.strip()
