"""`make calculator` writes a calculator that works before anybody has filled it in."""

import re
import shutil
import subprocess
import sys
from keyword import kwlist
from pathlib import Path

import pytest

from calculators.terminal.guide import COMMANDS
from tools.calculator import USAGE, write_calculator
from tools.failure import Failure
from tools.places import ROOT

WORKS = (
    *("tests/calculators/questions/how_many_tokens", "tests/calculators/test_registry.py"),
    *("tests/calculators/test_formula.py", "tests/content/test_calculators_page.py"),
    *("tests/content/test_prose.py", "tests/test_house.py", "tests/test_doctests.py"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with a new calculator in it."""
    copy = tmp_path_factory.mktemp("project")
    for folder in ("benchmarks", "calculators", "content", "site_plugins", "tests", "tools"):
        left_out = shutil.ignore_patterns("__pycache__", "node_modules", "theme", "golden")
        shutil.copytree(ROOT / folder, copy / folder, ignore=left_out)
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, copy)
    (copy / "tests/golden").mkdir(exist_ok=True)
    written = write_calculator(["how-many-tokens", "How many tokens?"], root=copy)
    assert len(written) == 9
    return copy


def run(project: Path, *command: str) -> str:
    ran = subprocess.run(
        [sys.executable, *command], cwd=project, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_its_tests_pass_and_so_do_those_that_every_calculator_must(project: Path) -> None:
    told = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *WORKS)
    assert " passed" in told


def test_it_answers_in_a_terminal(project: Path) -> None:
    told = run(project, "-m", "calculators", "how-many-tokens", "--words", "1500")
    assert "The text has about 2,000 tokens." in told


def test_it_has_no_fault_of_style_or_type(project: Path) -> None:
    folder = "calculators/questions/how_many_tokens"
    run(project, "-m", "ruff", "check", folder, "tests/calculators/questions/how_many_tokens")
    run(project, "-m", "ruff", "format", "--check", folder)
    run(project, "-m", "mypy", "--package", "calculators.questions.how_many_tokens")


@pytest.mark.parametrize("name", ["", "Tokens", "how many", "-tokens", "2tokens"])
def test_a_name_that_cannot_be_one_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="make calculator NAME=how-many-tokens"):
        write_calculator([name], root=tmp_path)
    assert USAGE.startswith("Name it in small letters")


@pytest.mark.parametrize(
    "name", [*COMMANDS, "models", "machines", "quantizations", "calculators", "json"]
)
def test_a_name_that_the_command_line_knows_already_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match=f"^NAME is '{name}', which means something else on the com"):
        write_calculator([name], root=tmp_path)


@pytest.mark.parametrize("name", [each for each in kwlist if each.islower()])
def test_a_word_of_python_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match=f"^NAME is '{name}', a word of Python itself"):
        write_calculator([name], root=tmp_path)


def test_a_folder_that_is_no_calculator_is_not_written_over() -> None:
    with pytest.raises(Failure, match=r"^calculators/questions/common/__init__\.py exists already"):
        write_calculator(["common"])


@pytest.mark.parametrize(
    "title", ['How "many"?', "A \\ B?", "What for $5?", "[A] or B?", "<b>?", "{a}?", "`a`?"]
)
def test_a_title_that_breaks_a_file_is_refused_with_the_sign(title: str, tmp_path: Path) -> None:
    sign = next(each for each in title if not each.isalnum() and each not in " ?")
    with pytest.raises(Failure, match=f"^TITLE is .*: leave out the {re.escape(sign)} in it"):
        write_calculator(["how-many", title], root=tmp_path)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("title", ["How\nmany?", "How\x1bmany?", "How \ud800 many?"])
def test_a_title_of_several_lines_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"^TITLE is .*: write it on one line"):
        write_calculator(["how-many", title], root=tmp_path)


def test_no_calculator_is_written_over() -> None:
    with pytest.raises(Failure, match=r"^calculators/questions/fit/__init__\.py exists already"):
        write_calculator(["fit"])
