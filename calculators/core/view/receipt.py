"""A till receipt: a line and a bar for each amount, and below the tear line what no bill shows."""

from __future__ import annotations

from textwrap import wrap

from calculators.core.numbers import format_quantity
from calculators.core.results import Entry, Receipt
from calculators.core.view.picture import EDGE, SAVE, WIDTH, box, picture, shortened, words

LEFT, RIGHT = EDGE + 10, WIDTH - EDGE - 10
LINE, ROW = 20, 36
"""From one line of text to the next, and from one amount to the next."""
LETTERS, BOLD_LETTERS = 36, 31
"""That a line has room for."""
_TOOTH = 11


def receipt_html(receipt: Receipt) -> str:
    """The picture; the table of the answer says the same."""
    return f'<figure class="sc-figure sc-drawn">{_drawn(receipt)}{SAVE}</figure>'


def _drawn(receipt: Receipt) -> str:
    lines, y = [], 28
    for line in wrap(receipt.head, BOLD_LETTERS):
        lines.append(words(LEFT, y, line, bold=True))
        y += LINE
    for entry in receipt.entries:
        y += ROW
        lines.append(_entry(entry, receipt, y - 16, "weights"))
    if receipt.unbilled:
        y += 14
        lines.append(_rule(y))
        y += ROW
        last = _entry(receipt.unbilled, receipt, y - 12, "bad", bold=True)
        lines.append(f'<g fill="var(--sh-bad)">{last}</g>')
        for note in wrap(receipt.unbilled.note, LETTERS):
            y += LINE
            lines.append(words(LEFT, y - 4, note))
    height = y + 22
    return picture(
        "receipt", receipt.title, _said(receipt), height, _paper(height) + "".join(lines)
    )


def _entry(entry: Entry, receipt: Receipt, y: float, colour: str, *, bold: bool = False) -> str:
    amount = format_quantity(entry.value, receipt.unit)
    name = shortened(entry.label, LETTERS - len(amount) - 2)
    length = (RIGHT - LEFT) * entry.value / receipt.span
    return (
        words(LEFT, y, name, bold=bold)
        + words(RIGHT, y, amount, end=True, bold=bold)
        + box(LEFT, y + 5, length, 6, colour)
    )


def _rule(y: float) -> str:
    return (
        f'<path d="M{EDGE} {y}H{WIDTH - EDGE}" stroke="var(--sh-control)" stroke-width="2" '
        'stroke-dasharray="7 5"/>'
    )


def _paper(height: float) -> str:
    """With a torn edge below."""
    teeth = (WIDTH - 2 * EDGE) // (2 * _TOOTH)
    torn = f"l-{_TOOTH} 8l-{_TOOTH}-8" * teeth
    return (
        f'<path d="M{EDGE} 4H{WIDTH - EDGE}V{height - 12:g}{torn}z" fill="var(--sh-panel)" '
        'stroke="var(--sh-control)"/>'
    )


def _said(receipt: Receipt) -> str:
    def each(entry: Entry) -> str:
        return f"{entry.label} {format_quantity(entry.value, receipt.unit)}"

    said = f"{receipt.head}. {'; '.join(map(each, receipt.entries))}."
    if receipt.unbilled:
        said += f" Below the perforation, on no bill: {each(receipt.unbilled)}."
    return said
