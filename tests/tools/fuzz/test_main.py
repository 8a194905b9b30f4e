"""What the fuzzer says of itself where atheris isn't installed, as in the project's environment."""

import subprocess
import sys

from tests.paths import ROOT
from tools.fuzz.targets import TARGETS

WITHOUT = "import runpy, sys; sys.modules['atheris'] = None; runpy.run_module('tools.fuzz', None, "


def asked(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = f"{WITHOUT}'__main__', alter_sys=True)"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_explains_itself_without_atheris() -> None:
    ran = asked("--help")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "usage: python -m tools.fuzz" in ran.stdout
    assert all(name in ran.stdout for name in TARGETS)


def test_without_atheris_a_sentence_says_how_to_get_it() -> None:
    ran = asked("config")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == (
        "The fuzzer, atheris, is in an environment of its own, which make fuzz makes: "
        'make fuzz ARGS="config --runs 100000"\n'
    )
