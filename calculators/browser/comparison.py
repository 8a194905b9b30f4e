"""Two answers to the same question, ours and one of the reader's own formula, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.core.numbers import MIB, format_quantity
from calculators.core.view.text import amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.core.results import Figure, Result

ABSENT = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure that differs: what ours is, what theirs is, and by how much."""

    label: str
    original: str
    edited: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another formula changed."""

    rows: tuple[Row, ...]
    same: int
    """How many figures are as they were."""
    rest_differs: bool
    """Whether something else than the figures differs, such as a table or a note."""

    @property
    def headline(self) -> str:
        """The outcome in one sentence."""
        if not self.rows:
            return "Every figure is the same as ours."
        count = len(self.rows)
        return f"{count} {'figure differs' if count == 1 else 'figures differ'} from ours."


def difference(original: Result, edited: Result) -> Difference:
    """Figure by figure, the verdict first, then ours in their order, then what only theirs has."""
    ours = {figure.name: figure for figure in original.figures}
    theirs = {figure.name: figure for figure in edited.figures}
    rows = (*_verdict(original, edited), *_rows(ours, theirs))
    return Difference(
        rows=rows,
        same=sum(theirs.get(name) == figure for name, figure in ours.items()),
        rest_differs=_rest(original) != _rest(edited),
    )


def _rest(result: Result) -> Result:
    """Everything but the figures, and but what buttons would do: an edited answer has none."""
    changes = tuple(replace(change, inputs={}) for change in result.changes)
    return replace(result, figures=(), changes=changes)


def _verdict(original: Result, edited: Result) -> Iterator[Row]:
    before, after = original.verdict.word, edited.verdict.word
    if before != after:
        yield Row(label="Verdict", original=before, edited=after, change="another verdict")


def _rows(ours: dict[str, Figure], theirs: dict[str, Figure]) -> Iterator[Row]:
    for name in {**ours, **theirs}:
        before, after = ours.get(name), theirs.get(name)
        shown = before or after
        if before != after and shown:
            yield Row(
                label=shown.label,
                original=amount(before) if before else ABSENT,
                edited=amount(after) if after else ABSENT,
                change=_change(before, after),
            )


def _change(before: Figure | None, after: Figure | None) -> str:
    if before is None or after is None:
        return "gone" if before else "new"
    if before.value is None or after.value is None or before.unit != after.unit:
        return "not comparable"
    by = after.value - before.value
    if not by:
        same_range = (before.low, before.high) == (after.low, after.high)
        return "only its words" if same_range else "only its range"
    return f"{'+' if by > 0 else '−'}{_size(abs(by), before.unit)}{_share(before.value, by)}"


def _share(value: float, by: float) -> str:
    """The change in per cent, where both values are of one sign.

    >>> _share(200, 50), _share(2000, -5), _share(3, -7)
    (' (+25 %)', ' (−0.2 %)', '')
    """
    if not value or (value + by) / value < 0:
        return ""
    percent = 100 * abs(by / value)
    sign = "+" if (by > 0) == (value > 0) else "−"
    return f" ({sign}{percent:,.{0 if percent >= 10 else 1}f} %)"


def _size(by: float, unit: str) -> str:
    """An amount, in single bytes where MiB would show nothing.

    >>> _size(12, "bytes"), _size(3 * 2**20, "bytes")
    ('12 bytes', '3.0 MiB')
    """
    if unit == "bytes" and by < MIB / 10:
        return f"{by:,.0f} bytes"
    return format_quantity(by, unit)
