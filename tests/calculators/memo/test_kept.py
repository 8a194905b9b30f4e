"""What a file of kept answers may hold, and what a reader is told where it holds something else."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.errors import InputErrors
from calculators.memo.kept import (
    LONGEST,
    LONGEST_ITEM,
    MOST,
    MOST_CHARACTERS,
    MOST_KEPT,
    Kept,
    read,
    write,
)
from tests.calculators.memo.anything import any_kept
from tests.paths import ROOT

FAULTS = tomllib.loads((ROOT / "tests/data/memo_faults.toml").read_text("utf-8"))["case"]


def said(text: str) -> str:
    with pytest.raises(InputErrors) as refused:
        read(text)
    return str(refused.value)


def a_file(**entry: object) -> str:
    return json.dumps({"memo": 1, "kept": [{"calculator": "fit", **entry}]})


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["name"])
def test_a_file_that_is_no_memo_is_told_with_a_fix(case: dict[str, str]) -> None:
    assert said(case["file"]) == case["says"]


def test_all_but_the_name_of_the_calculator_may_be_left_out() -> None:
    assert read(a_file()) == (Kept(calculator="fit"),)


@given(st.lists(any_kept(), max_size=4).map(tuple))
def test_what_is_written_is_read_back_unchanged(kept: tuple[Kept, ...]) -> None:
    assert read(write(kept)) == kept
    assert write(read(write(kept))) == write(kept)


def test_no_more_answers_than_a_memo_may_hold() -> None:
    most = write((Kept(calculator="fit"),) * MOST_KEPT)
    assert len(read(most)) == MOST_KEPT
    more = write((Kept(calculator="fit"),) * (MOST_KEPT + 1))
    assert said(more) == (
        "Memo: it holds 25 answers, and the limit is 24. Remove some, or begin a second memo."
    )


def test_no_longer_file_is_read() -> None:
    assert said(" " * (MOST_CHARACTERS + 1)).startswith(
        "Memo: it has 500,001 characters, and the limit is 500,000."
    )


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_no_longer_text(name: str, most: int) -> None:
    assert read(a_file(**{name: "x" * most}))
    assert f"has {most + 1:,} characters, and the limit is {most:,}. Shorten it." in said(
        a_file(**{name: "x" * (most + 1)})
    )


@pytest.mark.parametrize(("name", "most"), MOST.items())
def test_no_more_items_and_none_longer(name: str, most: int) -> None:
    def items(count: int, length: int = 8) -> object:
        texts = [f"{place:0{length}}" for place in range(count)]
        return texts if name == "ticked" else dict.fromkeys(texts, "x")

    longest = LONGEST_ITEM[name]
    assert read(a_file(**{name: items(most)}))
    assert f"{name} holds {most + 1}, and the limit is {most}. Remove some." in said(
        a_file(**{name: items(most + 1)})
    )
    assert read(a_file(**{name: items(1, longest)}))
    assert f"has {longest + 1:,} characters" in said(a_file(**{name: items(1, longest + 1)}))


def test_every_answer_at_fault_is_named_at_once() -> None:
    kept = [{"calculator": "fit", "note": "x" * 2001}, {"calculator": 7}, {"calculator": "gap"}]
    lines = said(json.dumps({"memo": 1, "kept": kept})).splitlines()
    assert [line[:23] for line in lines] == ["Answer 1 of the memo: n", "Answer 2 of the memo: c"]


def test_half_a_character_is_refused() -> None:
    assert "cannot hold" in said('{"memo": 1, "kept": [{"calculator": "fit", "note": "\\ud800"}]}')


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert said(text).startswith("Memo: ")
