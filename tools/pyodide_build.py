"""`pyodide-build`, run as a separate program: it needs Python 3.12 and pins of its own."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.packages import provide_environment
from tools.places import REQUIREMENTS, TOOLS, python_of
from tools.process import output

IS_NEW_ENOUGH = "import sys, ensurepip, venv; print(sys.version_info >= (3, 12))"


def provide_pyodide_command() -> Path | None:
    """The `pyodide` program in its own environment, or None without a Python new enough."""
    home = TOOLS / "pyodide-build"
    interpreter = find_interpreter()
    if interpreter is None:
        return None
    python = provide_environment(home, REQUIREMENTS / "pyodide-build.lock", interpreter=interpreter)
    return python_of(home).with_name("pyodide" + python.suffix)


def find_interpreter() -> Path | None:
    """A Python 3.12 or newer: the one that runs this, one on PATH, or one of pyenv or uv."""
    return next(filter(_is_new_enough, _interpreters()), None)


def _is_new_enough(interpreter: Path) -> bool:
    return output([interpreter, "-c", IS_NEW_ENOUGH]) == "True"


def _interpreters() -> Iterator[Path]:
    yield Path(sys.executable)
    for minor in (14, 13, 12):
        if found := shutil.which(f"python3.{minor}"):
            yield Path(found)
    if launcher := shutil.which("py"):  # Windows: python.exe is the same name for each version
        yield Path(output([launcher, "-3", "-c", "import sys; print(sys.executable)"]) or "-")
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob("versions/3.1[2-9]*/bin/python"), reverse=True)
    if uv := shutil.which("uv"):
        yield Path(output([uv, "python", "find", "--no-python-downloads", ">=3.12"]) or "-")
