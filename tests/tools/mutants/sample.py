"""A module with its tests, to put faults into."""

import ast
from pathlib import Path

from tools.mutants.bench import Job
from tools.mutants.edits import edits

MODULE, TEST_FILE = "sample_formula", "test_sample.py"
SOURCE = '''
from functools import lru_cache

TEN = 10


def half(number):
    """The half.

    >>> half(4)
    2.0
    """
    return number / 2


class Number:
    def __init__(self, number):
        self.number = number

    @property
    def double(self):
        number = self.number
        return number * 2


@lru_cache(maxsize=8)
def tenfold(number):
    return number * TEN


def unused(number):
    return number - 1


def countdown(number):
    while number > 0:
        number -= 1
    return number


def early():
    return 3 + 4


SEVEN = early()
'''
TESTS = """
from sample_formula import SEVEN, Number, countdown, early, tenfold

def test_double():
    assert Number(3).double == 6

def test_tenfold():
    assert tenfold(3) == 30

def test_tenfold_again():
    assert tenfold(3) == 30

def test_countdown():
    assert countdown(2.5) == -0.5

def test_early():
    early()
    assert SEVEN == 7
"""


def write(folder: Path) -> None:
    """Both, in a folder."""
    (folder / f"{MODULE}.py").write_text(SOURCE)
    (folder / TEST_FILE).write_text(TESTS)
    (folder / "pytest.ini").write_text("[pytest]\n")


def fault(words: str) -> Job:
    """A fault by its words."""
    found = edits(ast.parse(SOURCE))
    (number,) = (number for number, edit in enumerate(found) if str(edit) == words)
    return Job(MODULE, number, found[number].function)
