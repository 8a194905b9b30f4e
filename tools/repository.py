"""What may not be in the repository: addresses in lock files, files that commands make."""

import re
import subprocess
import sys
from collections.abc import Iterable

from tools.places import BENCHMARKS, PEERS, REQUIREMENTS, ROOT

LOCKS = tuple(folder / "package-lock.json" for folder in (ROOT, BENCHMARKS, PEERS))
# A lock pins by hash; where to download from is the reader's own setting.
ADDRESS = re.compile(r'"resolved"|--(?:extra-)?index-url|--find-links|@ (?:https?|file):')
UNPINNED = re.compile(r"^[a-z0-9]\S*==\S+[^\\\n]*$", re.IGNORECASE | re.MULTILINE)
MADE = re.compile(
    r"^(?:site|\.venv|\.tools|node_modules|dist|benchmarks/results)/|(?:^|/)__pycache__/|\.pyc$"
)


def check_locks() -> int:
    """1 where a lock file tells a download address or pins a package without a hash."""
    return _report(
        f"{lock.relative_to(ROOT)}: {fault}"
        for lock in (*sorted(REQUIREMENTS.glob("*.lock")), *sorted(PEERS.rglob("*.lock")), *LOCKS)
        for fault in lock_faults(lock.read_text(encoding="utf-8"))
    )


def check_tree() -> int:
    """1 where git keeps a file that a command makes."""
    return _report(f"{path} is made by a command" for path in made_files(_tracked()))


def lock_faults(text: str) -> list[str]:
    """The addresses in a lock file's text, and its requirements that carry no hash."""
    addresses = [f"address: {found.group()}" for found in ADDRESS.finditer(text)]
    return addresses + [f"no hash: {found.group()}" for found in UNPINNED.finditer(text)]


def made_files(paths: Iterable[str]) -> list[str]:
    """Those of the paths that a command makes."""
    return [path for path in paths if MADE.search(path)]


def _tracked() -> list[str]:
    if not (ROOT / ".git").exists():  # a copy without its history has nothing tracked
        return []
    command = ["git", "-C", str(ROOT), "ls-files"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def _report(faults: Iterable[str]) -> int:
    found = list(faults)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0
