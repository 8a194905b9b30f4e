"""`make audit`: known weaknesses of the packages that the lock files name.

It asks the databases behind PyPI and npm, which mirrors of the registries often lack, and what it
finds changes from day to day; so it is no part of `make check`, and a workflow runs it.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from site_plugins.build.node import node_and_npm
from tools.packages import provide_environment, provide_project_environment
from tools.places import PEERS, REQUIREMENTS, ROOT, TOOLS
from tools.process import Command, variables
from tools.repository import LOCKS

NOT_AUDITED = "could not be audited"
"""What pip-audit says of a package that its database does not know, without failing."""


def run_all() -> int:
    """Audit every lock file, never stopping at the first; 1 when any names a known weakness."""
    failed = [name for name, command, folder in audits() if not is_clean(command, folder)]
    for name in failed:
        print(f"audit {name}: look at what is said above, then run make lock.", file=sys.stderr)
    return 1 if failed else 0


def audits() -> Iterator[tuple[str, Command, Path]]:
    """Each lock file by its name, with the command that audits it and where to run it."""
    provide_project_environment(development=False)  # Node.js is in it
    home = TOOLS / "audit"
    lock = REQUIREMENTS / "audit.lock"
    python = provide_environment(home, lock, interpreter=sys.executable)
    options = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--strict")
    for path in (*sorted(REQUIREMENTS.glob("*.lock")), *sorted(PEERS.rglob("*.lock"))):
        command: Command = [python, "-m", "pip_audit", *options, "--requirement", path]
        yield str(path.relative_to(ROOT)), command, ROOT
    for path in LOCKS:
        command = [*node_and_npm(), "audit", "--package-lock-only"]
        yield str(path.relative_to(ROOT)), command, path.parent


def is_clean(command: Command, folder: Path) -> bool:
    """Whether an audit was made of every package and found nothing; shows what it says."""
    words = [str(each) for each in command]
    ran = subprocess.run(
        words, cwd=folder, env=variables(), capture_output=True, text=True, check=False
    )
    said = ran.stdout + ran.stderr
    print(said, end="", flush=True)
    return ran.returncode == 0 and NOT_AUDITED not in said
