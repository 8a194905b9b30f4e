"""The same answers, byte for byte, from the sets of files that ship, in Pyodide under Node.js."""

from pathlib import Path

import pytest

from calculators.browser import respond
from site_plugins.build.bundle import bundle
from site_plugins.runtime import exercise
from site_plugins.runtime.exercise import mixed_requests
from tests.golden import cases
from tests.golden.odd import odd_requests
from tests.golden.pyodide import answers


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the sets, as in the site."""
    site = tmp_path_factory.mktemp("site")
    return site / "assets" / "py" / bundle(site).runtime


@pytest.mark.parametrize("name", ["fast", "stock"])
def test_pyodide_under_node_answers_as_cpython_does(sets: Path, name: str) -> None:
    asked = cases.requests()
    assert len(asked) > 200
    for request, answer in zip(asked, answers(sets / name, asked), strict=True):
        assert answer == respond(request), request


def test_the_fast_set_answers_all_that_it_was_trimmed_to(sets: Path) -> None:
    asked = exercise.requests()
    for request, answer in zip(asked, answers(sets / "fast", asked), strict=True):
        assert answer == respond(request), request[:300]


def test_the_fast_set_lacks_nothing_for_odd_requests(sets: Path) -> None:
    """A module or a codec that was trimmed away would show here as an error, or as another text."""
    asked = odd_requests(count=600)
    for request, answer in zip(asked, answers(sets / "fast", asked), strict=True):
        assert answer == respond(request), request[:300]


def test_the_fast_set_lacks_nothing_for_mixed_requests(sets: Path) -> None:
    """Nor a function that was pruned; `python -m tests.golden.many` asks very many more."""
    asked = mixed_requests(count=1000, seed=2)
    for request, answer in zip(asked, answers(sets / "fast", asked), strict=True):
        assert answer == respond(request), request[:300]
