import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.terminal.sheet import csv_text, table_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
CELLS = st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=5)


@given(CELLS)
def test_a_reader_of_csv_gets_back_each_cell(rows: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert [[each.removeprefix("'") for each in row] for row in found] == [
        [each.replace("\r\n", "\n").replace("\r", "\n").removeprefix("'") for each in row]
        for row in rows
    ]


@given(TEXTS)
def test_no_text_is_a_formula_for_a_spreadsheet(text: str) -> None:
    ((found,),) = csv.reader(io.StringIO(csv_text([[text or "x"]]), newline=""))
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_end_within_a_cell_ends_no_row(end: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text([[f"a{end}b", "c"]]), newline="")))
    assert rows == [["a\nb", "c"]]


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert csv_text([["a", -1.5, 3, None, "", True]]) == "a,-1.5,3,,,True\n"


@given(CELLS, st.integers(30, 100))
def test_a_table_is_no_wider_than_the_line(rows: list[list[str]], width: int) -> None:
    told = table_text(["First", "Second"], rows, width)
    assert max(map(len, told.splitlines())) <= width


def test_a_long_cell_is_wrapped_within_its_column() -> None:
    told = table_text(["Name", "What it is"], [["a", "one two three four five six"]], 24)
    assert told.splitlines() == [
        "Name  What it is",
        "────  ──────────────────",
        "a     one two three four",
        "      five six",
    ]
