"""Faults in functions, where all tests are loaded already and run but once before."""

import sys
from pathlib import Path

import pytest

from tests.tools.mutants.sample import MODULE, TEST_FILE, TESTS, fault
from tools.failure import Failure
from tools.mutants.bench import bench
from tools.mutants.trial import DOCTEST, SURVIVED

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


def test_each_fault_is_tried_with_the_tests_that_enter_its_function(sample: Path) -> None:
    jobs = [
        fault(words)
        for words in (
            *("number / 2 → number * 2", "number * 2 → number / 2"),
            *("number * TEN → number / TEN", "number > 0 → number >= 0"),
        )
    ]
    assert [job.function for job in jobs] == ["half", "Number.double", "tenfold", "countdown"]
    assert list(bench(jobs, [TEST_FILE])) == [
        (0, DOCTEST, True),
        (1, f"{TEST_FILE}::test_double", True),
        (2, f"{TEST_FILE}::test_tenfold", True),
        (3, SURVIVED, True),
    ]
    assert MODULE not in sys.modules


def test_another_trial_has_the_last_word_where_no_test_enters_or_something_did_before(
    sample: Path,
) -> None:
    jobs = [fault("number - 1 → number + 1"), fault("3 + 4 → 3 - 4")]
    assert list(bench(jobs, [TEST_FILE])) == [(0, SURVIVED, False), (1, SURVIVED, False)]


def test_a_test_that_fails_without_any_fault_stops_it(sample: Path) -> None:
    (sample / TEST_FILE).write_text(TESTS.replace("== 30", "== 31"))
    with pytest.raises(Failure, match=r"^Without any fault .*test_tenfold fails: mend that first"):
        list(bench([fault("number - 1 → number + 1")], [TEST_FILE]))


def test_tests_that_pytest_does_not_find_stop_it_and_drop_no_fault(sample: Path) -> None:
    jobs = [fault("number - 1 → number + 1"), fault("3 + 4 → 3 - 4")]
    with pytest.raises(Failure, match=r"^pytest stopped when 0 of 2 faults were tried\.") as told:
        list(bench(jobs, ["none.py"]))
    assert str(told.value).endswith("Look why: .venv/bin/python -m pytest none.py")
