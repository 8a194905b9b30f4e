"""The wheel alone, on every Python from 3.11 on that this machine has, and in Pyodide."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from site_plugins.build.node import node_and_npm
from site_plugins.build.package import build_wheel
from site_plugins.runtime.engine import PYODIDE
from tools import wheel as module
from tools.failure import Failure
from tools.places import ROOT
from tools.wheel import ASKED, pythons, try_alone

IN_PYODIDE = """
import { readFileSync } from "node:fs";
import { loadPyodide } from "PYODIDE";
const python = await loadPyodide();
python.unpackArchive(new Uint8Array(readFileSync("WHEEL")), "wheel");
const ran = python.runPython(`
import contextlib, io, platform, sys
from calculators.terminal.main import main
said = io.StringIO()
with contextlib.redirect_stdout(said):
    code = main(ASKED)
f"{platform.python_version()} {code}\\\\n{said.getvalue()}"
`);
console.log(ran);
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.mark.parametrize("version", pythons())
def test_it_answers_in_an_empty_environment(version: str, built: Path, tmp_path: Path) -> None:
    assert try_alone(built, pythons()[version], tmp_path).startswith(version)


def test_it_answers_in_pyodide_whose_python_is_newer(built: Path, tmp_path: Path) -> None:
    program = tmp_path / "alone.mjs"
    pyodide = (PYODIDE / "pyodide.mjs").as_uri()
    text = IN_PYODIDE.replace("PYODIDE", pyodide).replace("WHEEL", built.as_posix())
    program.write_text(text.replace("ASKED", repr([*ASKED[0]])), encoding="utf-8")
    node = str(node_and_npm()[0])
    told = subprocess.run([node, program], capture_output=True, text=True, check=True, timeout=120)
    first, _, said = told.stdout.partition("\n")
    asked = [sys.executable, "-m", "calculators", *ASKED[0]]
    ours = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert re.fullmatch(r"3\.14\.\d+ 0", first)
    assert said.strip() == ours.strip()


def test_the_matrix_has_every_python_that_is_promised() -> None:
    promised = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    matrix = re.findall(r'"(3\.\d+)"', (ROOT / ".github/workflows/wheel.yml").read_text("utf-8"))
    assert matrix == promised == ["3.11", "3.12", "3.13", "3.14"]


def test_a_wheel_that_answers_otherwise_is_told(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_install", lambda wheel, python, folder: Path(sys.executable))
    monkeypatch.setattr(module, "ASKED", (("fit", "--model", "toaster"),))
    with pytest.raises(Failure, match="our own answer failed"):
        try_alone(built, sys.executable, tmp_path / "one")
    answers = iter(["3.11.0\n", "one", "other"])
    monkeypatch.setattr(module, "_ran", lambda *given: next(answers))
    with pytest.raises(Failure, match=r"Python 3\.11\.0 answers fit --model toaster otherwise"):
        try_alone(built, sys.executable, tmp_path / "two")
