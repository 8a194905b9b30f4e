"""Two answers beside each other, figure by figure."""

import dataclasses
from typing import Any

import pytest

from calculators.browser.comparison import Row, difference
from calculators.core.results import Figure, Result, Table
from calculators.questions.fit import FIT
from tests.calculators.sample import WEIGH

OURS = WEIGH.answer({})


def with_figure(name: str, **changed: Any) -> Result:
    figures = tuple(
        dataclasses.replace(each, **changed) if each.name == name else each for each in OURS.figures
    )
    return dataclasses.replace(OURS, figures=figures)


def test_equal_answers_differ_in_nothing() -> None:
    found = difference(OURS, OURS)
    assert (found.rows, found.same, found.rest_differs) == ((), 2, False)
    assert found.headline == "Every figure is the same as ours."


def test_a_figure_that_differs_is_a_row_with_the_change() -> None:
    found = difference(OURS, with_figure("total_kg", value=2.5))
    change = "+0.50 kg (+25%)"
    assert found.rows == (Row(label="Total", original="2 kg", edited="2.50 kg", change=change),)
    assert found.headline == "1 figure differs from ours."
    assert found.same == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": 1}, "−1 kg (−50%)"),
        ({"value": 1.99}, "−0.01 kg (−0.5%)"),
        ({"value": -2}, "−4 kg"),
        ({"value": None}, "not comparable"),
        ({"unit": "g"}, "not comparable"),
        ({"low": 1.0, "high": 3.0}, "only its range"),
        ({"note": "heavy"}, "only its words"),
    ],
)
def test_a_change_is_said_in_the_figures_own_unit(changed: dict[str, Any], said: str) -> None:
    (row,) = difference(OURS, with_figure("total_kg", **changed)).rows
    assert row.change == said


def test_a_few_bytes_are_not_rounded_away() -> None:
    (row,) = difference(OURS, with_figure("bag_bytes", value=2**30 + 12)).rows
    assert row.original == row.edited == "1.00 GiB (512 MiB to 2.00 GiB)"
    assert row.change == "+12 bytes (+0.0%)"


def test_figures_may_come_and_go() -> None:
    new = Figure(name="new", label="New", value=1, unit="kg", basis="exact")
    theirs = dataclasses.replace(OURS, figures=(OURS.figures[0], new))
    gone, come = difference(OURS, theirs).rows
    assert (gone.label, gone.edited, gone.change) == ("Bag", "none", "gone")
    assert (come.label, come.original, come.change) == ("New", "none", "new")


def test_another_verdict_comes_first() -> None:
    verdict = dataclasses.replace(OURS.verdict, word="Heavy")
    (row,) = difference(OURS, dataclasses.replace(OURS, verdict=verdict)).rows
    assert row == Row(label="Verdict", original="Light", edited="Heavy", change="another verdict")


def test_words_and_tables_alone_may_differ() -> None:
    table = Table(title="Bags", columns=("Bag", "Load"), rows=(("red", "2 kg"),))
    for changed in ({"notes": ("Mine.",)}, {"tables": (table,)}):
        found = difference(OURS, dataclasses.replace(OURS, **changed))
        assert (found.rows, found.rest_differs) == ((), True)


def test_buttons_are_no_difference() -> None:
    changes = tuple(dataclasses.replace(each, inputs={}) for each in OURS.changes)
    assert not difference(OURS, dataclasses.replace(OURS, changes=changes)).rest_differs


def test_two_answers_of_fit() -> None:
    found = difference(FIT.answer({}), FIT.answer({"context": "16384"}))
    assert [row.label for row in found.rows][:2] == [
        "Conversation (KV cache)",
        "Working space (compute buffer)",
    ]
    assert found.rows[0].change == "+128 MiB (+21%)"
