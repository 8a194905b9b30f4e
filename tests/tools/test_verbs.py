import json
import os
import re
import subprocess
import sys

import pytest

from tools import verbs
from tools.__main__ import main
from tools.places import ROOT
from tools.verbs import BARE, VERBS


def test_make_and_python_know_the_same_verbs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (named,) = re.findall(r"^VERBS := (.+)$", makefile, re.MULTILINE)
    assert named.split() == list(VERBS)


def test_an_unknown_verb_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dance"]) == 2
    assert capsys.readouterr().out.splitlines()[0] == (
        "python -m tools serve  Show the site on this computer, and again at each edit."
    )
    assert main([]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(VERBS)


def test_without_a_new_enough_python_the_site_is_built_and_one_line_says_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(verbs, "_provide", lambda *, development: None)
    monkeypatch.setattr(verbs, "provide_pyodide_command", lambda: None)
    monkeypatch.setattr(verbs, "status", lambda command: ran.append([*map(str, command)]) or 0)
    assert verbs.build([]) == 0
    assert [command[2:] for command in ran] == [["mkdocs", "build", "--strict"]]
    assert capsys.readouterr().err == verbs.NO_INDEX + "\n"


def test_the_contributors_page_tells_every_verb() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"`make {verb}`" not in page] == []


def test_what_needs_the_packages_is_told_with_the_python_that_has_them() -> None:
    """A verb and the calculators themselves run with any Python."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = re.findall(r"([\w./]*python3?) -m ([\w.]+)", page)
    assert {name for python, name in told if python != ".venv/bin/python"} == {
        "tools",
        "calculators",
    }


@pytest.mark.parametrize("verb", BARE)
def test_a_verb_without_options_does_nothing_where_one_is_given(
    verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(arguments: list[str]) -> int:
        """What it does."""
        raise AssertionError(arguments)

    monkeypatch.setitem(VERBS, verb, fail)
    assert main([verb, "--help"]) == 0
    assert main([verb, "--all"]) == 2
    assert capsys.readouterr().out == f"What it does.\n{verb} takes no options: drop --all.\n"


ODD = """What's "open" \\n for $5, $HOME and $(id) `id`?"""


@pytest.mark.parametrize(
    ("given", "handed_on"),
    [
        (["calculator", "NAME=a-b", f"TITLE={ODD}"], ["calculator", "a-b", ODD]),
        (["calculator", "NAME=a b"], ["calculator", "a b"]),
        (["calculator"], ["calculator", ""]),
        (["lesson", "SLUG=a", f"TITLE={ODD}", "PART=rules"], ["lesson", "a", ODD, "rules"]),
        (["lesson", "SLUG=a", "PART=rules"], ["lesson", "a", "", "rules"]),
    ],
)
def test_make_hands_a_title_on_as_it_was_typed(given: list[str], handed_on: list[str]) -> None:
    said = "import json, sys; print(json.dumps(sys.argv[3:]))"
    command = ["make", "--silent", *given, f"PYTHON='{sys.executable}' -c '{said}'"]
    # What `make test ARGS=…` was given would go on to this make as well.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    ran = subprocess.run(command, cwd=ROOT, env=outside, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == handed_on


@pytest.mark.parametrize(("tests", "report", "code"), [(0, 0, 0), (1, 0, 1), (0, 2, 2), (1, 2, 2)])
def test_coverage_fails_where_a_test_does_or_too_little_was_run(
    tests: int, report: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def status(command: list[str]) -> int:
        ran.append([*map(str, command)][2:])
        return report if ran[-1] == ["coverage", "report"] else tests

    monkeypatch.setattr(verbs, "_provide", lambda *, development: None)
    monkeypatch.setattr(verbs, "status", status)
    assert verbs.coverage(["-x"]) == code
    assert ran[0][:4] == ["coverage", "run", "-m", "pytest"]
    assert ran[0][-1] == "-x"
    assert [path for path in verbs.COVERING if not (ROOT / path).exists()] == []
