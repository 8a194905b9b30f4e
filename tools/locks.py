"""Making the lock files anew: versions and hashes only, no addresses, good for every system."""

import sys

from tools.node import npm
from tools.packages import provide_project_environment
from tools.places import BENCHMARKS, REQUIREMENTS, ROOT, TOOLS, python_of
from tools.process import Argument, need

UV = "uv==0.13.9"  # resolves for all systems and Pythons at once, which pip does not
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--generate-hashes", "--upgrade"),
    *("--no-header", "--no-emit-index-url", "--no-emit-find-links", "pyproject.toml"),
)
FAILED = "{name} could not be made: look at the message above."


def lock_all() -> None:
    """Write requirements/*.lock and both package-lock.json files."""
    compile_lock("site", python="3.11")
    # The same version of every shared package, so that one environment can serve both.
    compile_lock("dev", python="3.11", constraint="site")
    compile_lock("pyodide-build", python="3.12")
    provide_project_environment(development=False)
    for folder in (ROOT, BENCHMARKS):
        otherwise = FAILED.format(name=f"{folder.name}/package-lock.json")
        npm(["install", "--package-lock-only"], otherwise, folder=folder)


def compile_lock(group: str, *, python: str, constraint: str | None = None) -> None:
    """Resolve a dependency group of pyproject.toml into requirements/<group>.lock."""
    lock = REQUIREMENTS / f"{group}.lock"
    bound: list[Argument] = []
    if constraint:
        bound = ["--constraint", REQUIREMENTS / f"{constraint}.lock"]
    options: list[Argument] = ["--group", group, "--python-version", python, "--output-file", lock]
    need([_uv(), *COMPILE, *options, *bound], FAILED.format(name=lock.name))


def _uv() -> str:
    python = python_of(TOOLS / "uv")
    if not python.exists():
        need([sys.executable, "-m", "venv", TOOLS / "uv"], FAILED.format(name="uv's environment"))
    need([python, "-m", "pip", "install", "--quiet", UV], FAILED.format(name=UV))
    return str(python.with_name("uv"))
