"""Writes the lock files: versions and hashes only, no addresses, valid on every system."""

import sys
from pathlib import Path

from tools import npm
from tools.packages import provide_project_environment
from tools.places import BENCHMARKS, PEERS, REQUIREMENTS, ROOT, TOOLS, python_of
from tools.process import Argument, need

UV = "uv==0.13.9"  # resolves for all systems and Pythons at once, which pip does not
COMPILE = (
    *("pip", "compile", "--quiet", "--generate-hashes"),
    *("--no-header", "--no-emit-index-url", "--no-emit-find-links"),
)
EVERYWHERE = ("--universal", "--python-version", "3.11")
IN_THE_PAGE = (  # uv's newest name for Pyodide; 314 is newer, and its Python is 3.14
    *("--python-platform", "wasm32-pyodide2025", "--python-version", "3.14"),
    # No wheel for the page; the kernel of JupyterLite has stand-ins of its own for the other two.
    *("--no-emit-package=pyyaml", "--no-emit-package=widgetsnbextension"),
    "--no-emit-package=jupyterlab-widgets",
)
FAILED = "{name} could not be made: look at the message above."


def lock_all() -> None:
    """Write every *.lock and package-lock.json file."""
    compile_lock("site", python="3.11")
    # The same version of every shared package, so that one environment can serve both.
    compile_lock("dev", python="3.11", constraint="site")
    compile_lock("portable", python="3.11", constraint="site")
    compile_lock("pyodide-build", python="3.12")
    compile_lock("fuzz", python="3.12")
    compile_lock("audit", python="3.11")
    for source in sorted((PEERS / "requirements").glob("*.in")):
        lock_peer(source)
    provide_project_environment(development=False)
    for folder in (ROOT, BENCHMARKS, PEERS):
        otherwise = FAILED.format(name=f"{folder.name}/package-lock.json")
        npm.run(["install", "--package-lock-only"], otherwise, folder=folder)


def compile_lock(
    group: str, *, python: str, constraint: str | None = None, only: str | None = None
) -> None:
    """Resolve a dependency group of pyproject.toml into requirements/<group>.lock.

    `only` is the one package that may change; without it all do.
    """
    lock = REQUIREMENTS / f"{group}.lock"
    bound: list[Argument] = []
    if constraint:
        bound = ["--constraint", REQUIREMENTS / f"{constraint}.lock"]
    options: list[Argument] = ["--group", group, "--python-version", python, "--output-file", lock]
    upgrade = ["--upgrade-package", only] if only else ["--upgrade"]
    command = [uv(), *COMPILE, *upgrade, "--universal", "pyproject.toml", *options, *bound]
    need(command, FAILED.format(name=lock.name))


def lock_peer(source: Path) -> None:
    """Resolve what a page to compare with is built by, or loads, into a lock file beside it."""
    lock = source.with_suffix(".lock")
    where = IN_THE_PAGE if source.stem.endswith("-page") else EVERYWHERE
    # By its name alone: the lock's comments tell where a requirement came from.
    command = [uv(), *COMPILE, "--upgrade", *where, source.name, "--output-file", lock.name]
    need(command, FAILED.format(name=lock.name), cwd=source.parent)


def uv() -> str:
    """The program that resolves, in an environment of its own."""
    python = python_of(TOOLS / "uv")
    if not python.exists():
        need([sys.executable, "-m", "venv", TOOLS / "uv"], FAILED.format(name="uv's environment"))
    need([python, "-m", "pip", "install", "--quiet", UV], FAILED.format(name=UV))
    return str(python.with_name("uv"))
