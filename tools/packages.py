"""Virtual environments filled from hash-locked requirement files."""

import shutil
import sys
from pathlib import Path

from tools import apt, stamp
from tools.places import REQUIREMENTS, ROOT, VENV, python_of
from tools.process import Argument, need, output, status

VERSION_OF = "import sys; print('%d.%d' % sys.version_info[:2])"
NO_VENV = (
    "This Python cannot make a virtual environment. "
    "On Debian and Ubuntu: apt-get install python3-venv. Then run the command again."
)
NO_PACKAGES = (
    "The Python packages of {lock} could not be installed. "
    "Look at pip's message above: most often the network or a proxy is the reason. Then run again."
)


def provide_project_environment(*, development: bool) -> Path:
    """Make `.venv` hold what the site needs, and what its tests need too; return its Python.

    `dev.lock` pins everything in `site.lock` to the same versions, so one that has the former
    is never asked for the latter.
    """
    dev, site = (REQUIREMENTS / name for name in ("dev.lock", "site.lock"))
    if not development and _is_filled(VENV, dev):
        development = True
    python = provide_environment(VENV, dev if development else site, interpreter=sys.executable)
    _provide_project(python)
    return python


def provide_environment(directory: Path, lock: Path, *, interpreter: str | Path) -> Path:
    """Make `directory` a virtual environment with exactly the locked packages in it."""
    if _is_filled(directory, lock):
        return python_of(directory)
    python = _provide_venv(directory, interpreter)
    print(f"Installing {lock.name} …", file=sys.stderr, flush=True)
    otherwise = NO_PACKAGES.format(lock=lock.relative_to(ROOT))
    need([*_pip_install(python), "--require-hashes", "-r", lock], otherwise)
    stamp.write(_stamp(directory, lock), _key(lock))
    return python


def _is_filled(directory: Path, lock: Path) -> bool:
    return stamp.is_fresh(_stamp(directory, lock), _key(lock)) and python_of(directory).exists()


def _stamp(directory: Path, lock: Path) -> Path:
    return directory / "stamps" / lock.name


def _key(lock: Path) -> str:
    return stamp.fingerprint(lock, sys.version)


def _pip_install(python: Path) -> list[Argument]:
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def _provide_venv(directory: Path, interpreter: str | Path) -> Path:
    """A virtual environment of the interpreter's version; one of another version is replaced."""
    python = python_of(directory)
    if not python.exists() or output([python, "-c", VERSION_OF]) != _version(interpreter):
        shutil.rmtree(directory, ignore_errors=True)
        if status([interpreter, "-m", "venv", directory]):
            apt.install("python3-venv")  # Debian's Python comes without
            need([interpreter, "-m", "venv", "--clear", directory], NO_VENV)
    return python


def _version(interpreter: str | Path) -> str | None:
    return output([interpreter, "-c", VERSION_OF])


def _provide_project(python: Path) -> None:
    """Install the project itself as a link to this folder, so that MkDocs finds its plugin."""
    project = ROOT / "pyproject.toml"
    mark, key = VENV / "stamps" / "project", stamp.fingerprint(project, str(ROOT), sys.version)
    if stamp.is_fresh(mark, key):
        return
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    need(
        [*_pip_install(python), *offline, "--editable", ROOT],
        "The project could not be linked into .venv: look at pip's message above.",
    )
    stamp.write(mark, key)
