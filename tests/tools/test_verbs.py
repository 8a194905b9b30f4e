import re

import pytest

from tools.__main__ import main
from tools.places import ROOT
from tools.verbs import VERBS


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


def test_the_contributors_page_tells_every_verb() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"`make {verb}`" not in page] == []
