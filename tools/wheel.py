"""`python -m tools.wheel [PYTHON …]`: the wheel alone, in an empty environment of each Python.

It builds the wheel, installs it where nothing else is, and asks it from an empty folder what the
sources answer here. Without a name it takes the Python that runs it; `all` stands for every one
that this machine has.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.failure import Failure
from tools.packages import provide_project_environment
from tools.places import ROOT, python_of
from tools.process import output

ASKED = (
    ("fit", "--model", "qwen3-8b", "--context", "8192", "--machine", "laptop-16gb"),
    ("api-cost", "--at", "2026-11-29", "--json"),
)
FIRST, LAST = 11, 14
"""The minor versions of Python 3 that are promised."""
VERSION = "import platform; print(platform.python_version())"
MINOR = "import sys, ensurepip, venv; print('%d.%d' % sys.version_info[:2])"
BUILD = (
    "import sys; from pathlib import Path; from site_plugins.build.package import build_wheel; "
    "print(build_wheel(Path(sys.argv[1])))"
)


def main(named: list[str]) -> int:
    """0 where the wheel answers alike in each of them."""
    asked = [*pythons().values()] if named == ["all"] else named or [sys.executable]
    with TemporaryDirectory() as scratch:
        try:
            wheel = build(Path(scratch))
            for number, python in enumerate(asked):
                version = try_alone(wheel, python, Path(scratch, f"python-{number}"))
                print(f"Python {version}: {wheel.name} answers alone as the sources do.")
        except Failure as failure:
            print(failure, file=sys.stderr)
            return 1
    return 0


def build(folder: Path) -> Path:
    """The wheel, made with the project's own environment."""
    python = provide_project_environment(development=False)
    told = output([python, "-c", BUILD, folder], seconds=120)
    if told is None:
        raise Failure("The wheel could not be built.")
    return Path(told)


def try_alone(wheel: Path, python: str, folder: Path) -> str:
    """Install the wheel into an empty environment and ask it; the version of its Python.

    Raises `Failure` where it can't be installed, or answers otherwise than the sources.
    """
    empty = folder / "empty"
    empty.mkdir(parents=True)
    own = _install(wheel, python, folder / "environment")
    version = _ran([own, "-c", VERSION], "it doesn't start").strip()
    for asked in ASKED:
        ours = _ran([sys.executable, "-m", "calculators", *asked], "our own answer failed", ROOT)
        theirs = _ran([own, "-I", "-m", "calculators", *asked], "the wheel gave no answer", empty)
        if ours != theirs:
            raise Failure(f"Python {version} answers {' '.join(asked)} otherwise:\n{theirs}")
    return version


def _install(wheel: Path, python: str, environment: Path) -> Path:
    """The Python of a new environment that holds the wheel and nothing else."""
    _ran([python, "-m", "venv", environment], "no virtual environment could be made")
    own = python_of(environment)
    alone = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    _ran([own, "-m", "pip", "install", *alone, wheel], "the wheel could not be installed")
    return own


def pythons() -> dict[str, str]:
    """The Pythons from 3.11 on that this machine has, by version: ours, those on PATH, of pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    on_path = (shutil.which(f"python3.{minor}") for minor in range(FIRST, LAST + 1))
    others = map(str, sorted(pyenv.glob("versions/3.1[1-9]*/bin/python")))
    found: dict[str, str] = {}
    for program in (sys.executable, *filter(None, on_path), *others):
        version = output([program, "-c", MINOR])
        if version and int(version.partition(".")[2]) >= FIRST:
            found.setdefault(version, program)
    return dict(sorted(found.items()))


def _ran(command: list[str | Path], otherwise: str, cwd: Path | None = None) -> str:
    shown = {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
    ran = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, encoding="utf-8",
        env={**_variables(), **shown},
    )  # fmt: skip
    if ran.returncode:
        raise Failure(f"{command[0]}: {otherwise}.\n{ran.stdout[-500:]}{ran.stderr[-2000:]}")
    return ran.stdout


def _variables() -> dict[str, str]:
    """The caller's, without what would lead a Python to modules of ours."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
