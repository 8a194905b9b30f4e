"""The same answers, byte for byte, from the sets of files that ship, in Pyodide under Node.js."""

from pathlib import Path

import pytest

from site_plugins.build.bundle import bundle
from site_plugins.runtime import exercise
from site_plugins.runtime.exercise import mixed_requests
from tests.golden import cases
from tests.golden.cpython import answer, answers_to_exercise
from tests.golden.odd import odd_requests
from tests.golden.pyodide import answers
from tests.shared import Shared

CASES = cases.requests()
EXERCISE = exercise.requests()
ODD = odd_requests(count=600)
MIXED = mixed_requests(count=1000, seed=2)


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the sets, as in the site."""
    site = tmp_path_factory.mktemp("site")
    return site / "assets" / "py" / bundle(site).runtime


@pytest.fixture(scope="module")
def fast(sets: Path) -> dict[str, str]:
    """What one start of the fast set answers to all that is asked here."""
    asked = list(dict.fromkeys([*CASES, *EXERCISE, *ODD, *MIXED]))
    return dict(zip(asked, answers(sets / "fast", asked), strict=True))


def test_the_fast_set_answers_as_cpython_does(fast: dict[str, str]) -> None:
    assert len(CASES) > 200
    for request in CASES:
        assert fast[request] == answer(request), request


def test_the_stock_set_answers_as_cpython_does(sets: Path) -> None:
    for request, given in zip(CASES, answers(sets / "stock", CASES), strict=True):
        assert given == answer(request), request


def test_the_fast_set_answers_all_that_it_was_trimmed_to(
    fast: dict[str, str], shared: Shared
) -> None:
    for request, expected in zip(EXERCISE, answers_to_exercise(shared), strict=True):
        assert fast[request] == expected, request[:300]


def test_the_fast_set_lacks_nothing_for_odd_requests(fast: dict[str, str]) -> None:
    """A module or a codec that was trimmed away would show here as an error, or as another text."""
    for request in ODD:
        assert fast[request] == answer(request), request[:300]


def test_the_fast_set_lacks_nothing_for_mixed_requests(fast: dict[str, str]) -> None:
    """Nor a function that was pruned; `python -m tests.golden.many` asks very many more."""
    for request in MIXED:
        assert fast[request] == answer(request), request[:300]
