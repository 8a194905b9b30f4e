"""What if: the same question with some inputs set otherwise, and what would come of it.

    for each in tried(case, "With one slot", slots=1):
        if each.case.fits:
            yield each.change("fits")

gives "With one slot: fits." with the inputs that a reader can try.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from calculators.core.calculator import fields_of, texts
from calculators.core.errors import InputErrors
from calculators.core.results import Change


class Asked(Protocol):
    """A case that is made of its values alone."""

    @property
    def values(self) -> Any:
        """The inputs."""


C = TypeVar("C", bound=Asked)


@dataclass(frozen=True, slots=True)
class Try(Generic[C]):
    """Something to do otherwise: in words, as a case, and as the form holds it."""

    words: str
    case: C
    inputs: Mapping[str, str]

    def change(self, outcome: str) -> Change:
        """What would come of it, as a reader sees it."""
        return Change(text=f"{self.words}: {outcome}.", inputs=self.inputs)


def given(case: C, **inputs: Any) -> C:
    """The same question with some inputs set otherwise; raises `InputErrors`."""
    made: Any = type(case)
    other: C = made(replace(case.values, **inputs))
    return other


def tried(case: C, words: str, **inputs: Any) -> Iterator[Try[C]]:
    """One thing to try; none where the inputs would contradict each other."""
    try:
        other = given(case, **inputs)
    except InputErrors:
        return
    yield Try(words, other, written(case, **inputs))


def written(case: Asked, **inputs: Any) -> dict[str, str]:
    """Inputs of a case as the form holds them."""
    form: Any = type(case.values)
    kinds = {field.name: field.input for field in fields_of(form)}
    return {name: kinds[name].write(value) for name, value in inputs.items()}


def differing(case: Asked, other: Asked) -> dict[str, str]:
    """The inputs of another case that differ, in the order of the form and as it holds them."""
    before, after = texts(case.values), texts(other.values)
    return {name: text for name, text in after.items() if text != before[name]}
