"""Other inputs are tried, and what comes of it is told with what to set."""

from dataclasses import dataclass

import pytest

from calculators.core.errors import InputErrors, Problem
from calculators.core.form import amount, count, switch
from calculators.core.results import Change
from calculators.questions.common.whatif import Try, differing, given, tried, written


@dataclass(frozen=True, kw_only=True)
class Oven:
    slices: int = count(2, "slices", 1, 4)("Slices")
    minutes: float = amount(3, "minutes", 1, 5)("Minutes")
    thawed: bool = switch(False)("Thawed")


@dataclass(frozen=True)
class Case:
    values: Oven

    def __post_init__(self) -> None:
        if self.values.slices == 3:
            raise InputErrors([Problem("slices", "Slices: 3 do not lie flat.")])

    @property
    def seconds(self) -> float:
        return 60 * self.values.minutes / (2 if self.values.thawed else 1)


TOAST = Case(Oven())


def test_a_case_is_asked_again_with_some_inputs_set_otherwise() -> None:
    other = given(TOAST, minutes=2, thawed=True)
    assert other.values == Oven(slices=2, minutes=2, thawed=True)
    assert (TOAST.seconds, other.seconds) == (180, 60)


def test_inputs_that_contradict_each_other_are_refused_and_never_tried() -> None:
    with pytest.raises(InputErrors, match="do not lie flat"):
        given(TOAST, slices=3)
    assert not list(tried(TOAST, "With three slices", slices=3))


def test_what_would_come_of_it_is_a_sentence_with_the_inputs_to_set() -> None:
    [each] = tried(TOAST, "Thawed", thawed=True)
    assert each.change(f"{each.case.seconds:g} seconds") == Change(
        text="Thawed: 90 seconds.", inputs={"thawed": "on"}
    )


def test_every_input_that_was_named_is_told_even_if_it_stays_the_same() -> None:
    assert written(TOAST, slices=2, minutes=2.5) == {"slices": "2", "minutes": "2.5"}


def test_only_what_differs_is_told_in_the_order_of_the_form() -> None:
    other = Case(Oven(thawed=True, slices=4))
    found = Try("All at once", other, differing(TOAST, other))
    assert list(found.inputs.items()) == [("slices", "4"), ("thawed", "on")]
    assert not differing(TOAST, TOAST)
