"""Two answers to the same question, ours and one of the reader's own formula, figure by figure.

Theirs is what code of the reader's made: checked field by field before any of it is shown. The
declared types of `Result` are the rule: every field has its type, every choice one of its words,
every number is finite, every source has an https address. The views escape the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from calculators.core.numbers import MIB, format_quantity
from calculators.core.records import RecordError, read_record
from calculators.core.results import Figure, Result
from calculators.core.view.html import to_html, unbroken
from calculators.core.view.picture import SAVE
from calculators.core.view.text import amount


class NotAResult(ValueError):
    """The data is not a result; the message is a sentence for the reader."""


def result_from(data: object) -> Result:
    """The result that `dataclasses.asdict` made this data from; raises `NotAResult`.

    Suggested changes lose the inputs behind them: their buttons would act on our form.
    """
    try:
        result = read_record(Result, data, "answer")
    except RecordError as error:
        text = f"The part “{error.where}” of the answer holds something it cannot hold."
        raise NotAResult(text) from None
    known = {figure.name for figure in result.figures}
    if not known.issuperset(result.highlights):
        raise NotAResult("The answer highlights a figure that it does not have.")
    if not all(source.url.startswith("https://") for source in result.sources):
        raise NotAResult("A source of the answer has no address that starts with https://.")
    changes = tuple(replace(each, inputs={}) for each in result.changes)
    return replace(result, changes=changes)


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
    (' (+25%)', ' (−0.2%)', '')
    """
    if not value or (value + by) / value < 0:
        return ""
    percent = 100 * abs(by / value)
    sign = "+" if (by > 0) == (value > 0) else "−"
    return f" ({sign}{percent:,.{0 if percent >= 10 else 1}f}%)"


def _size(by: float, unit: str) -> str:
    """An amount, in single bytes where MiB would show nothing.

    >>> _size(12, "bytes"), _size(3 * 2**20, "bytes")
    ('12 bytes', '3.0 MiB')
    """
    if unit == "bytes" and by < MIB / 10:
        return f"{by:,.0f} bytes"
    return format_quantity(by, unit)


MARK = "Your version of the formula, not ours"


def difference_html(original: Result, edited: Result, found: Difference) -> str:
    """What both say, the figures that differ, and the whole edited answer, folded."""
    parts = (
        f'<p class="sc-mark-yours">{MARK}</p>',
        f'<dl class="sc-both">{_says("Ours says", original)}{_says("Yours says", edited)}</dl>',
        f'<p class="sc-label">{escape(found.headline)}{_also(found)}</p>',
        _table(found),
        f'<details class="sc-fold"><summary>The whole answer of your version</summary>'
        f'<p class="sc-mark-yours">{MARK}</p>\n'
        f"{to_html(edited).replace(SAVE, '')}</details>",  # what is saved is ours alone
    )
    return unbroken("\n".join(parts))


def _says(who: str, result: Result) -> str:
    return f"<div><dt>{who}</dt><dd>{escape(result.verdict.headline)}</dd></div>"


def _also(found: Difference) -> str:
    if found.rows:
        others = {0: "", 1: " The other is the same."}
        return others.get(found.same, f" The other {found.same} are the same.")
    return f" The rest of the answer {'differs' if found.rest_differs else 'is the same too'}."


def _table(found: Difference) -> str:
    if not found.rows:
        return ""
    heads = "".join(
        f'<th role="columnheader" scope="col">{name}</th>'
        for name in ("Figure", "Ours", "Yours", "Change")
    )
    # The roles keep it a table where a phone shows each row as a block.
    return (
        '<div class="sc-scroll" tabindex="0" role="group" aria-label="Figures that differ">'
        '<table role="table" class="sc-table sc-difference"><thead role="rowgroup">'
        f'<tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(map(_row, found.rows))}</tbody></table></div>'
    )


def _row(row: Row) -> str:
    cells = "".join(
        f'<td role="cell">{escape(text)}</td>' for text in (row.original, row.edited, row.change)
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{escape(row.label)}</th>{cells}</tr>'
