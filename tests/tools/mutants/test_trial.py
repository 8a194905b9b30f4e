"""One fault on trial: noticed by an example, by a test, by its time, or by nobody."""

import sys
from pathlib import Path

import pytest

from tests.tools.mutants.sample import MODULE, TEST_FILE, fault
from tools.mutants.trial import DOCTEST, SURVIVED, TIME, tried

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


def outcome(words: str | None, *, limit: float = 120) -> str:
    number = None if words is None else fault(words).number
    return tried(MODULE, number, [[TEST_FILE]], limit=limit)


def test_without_a_fault_all_is_well(sample: Path) -> None:
    assert outcome(None) == SURVIVED


def test_an_example_in_a_docstring_notices_first(sample: Path) -> None:
    assert outcome("number / 2 → number * 2") == DOCTEST


def test_the_test_that_fails_is_named(sample: Path) -> None:
    assert outcome("number * 2 → number / 2").endswith("test_sample.py::test_double")


def test_a_number_outside_of_functions_counts_too(sample: Path) -> None:
    assert outcome("10 → 11").endswith("test_sample.py::test_tenfold")


def test_what_no_test_looks_at_survives(sample: Path) -> None:
    assert outcome("number - 1 → number + 1") == SURVIVED


def test_a_loop_that_does_not_end_is_noticed_by_its_time(sample: Path) -> None:
    assert outcome("number -= 1 → number += 1", limit=10) == TIME


def test_only_a_process_of_its_own_has_loaded_the_module(sample: Path) -> None:
    assert outcome(None) == SURVIVED
    assert MODULE not in sys.modules
