"""What a browser knows as HTML: what was filled in and why, what to look up, and the raw values."""

from __future__ import annotations

from html import escape
from typing import Any

from calculators.browser.machine_hints import Guess, Path, Seen, what_is_seen
from calculators.core.calculator import Calculator, Field
from calculators.core.inputs import Choice
from calculators.core.numbers import format_quantity


def suggestion(calculator: Calculator, machine: Field, raw: object) -> dict[str, Any]:
    """The panel, its announcement, the inputs to preselect and what to mark in the form."""
    seen = what_is_seen(raw)
    own = {machine.name: getattr(machine.input, "ask_browser", "")}
    return {
        "html": seen_html(seen, calculator),
        "announcement": seen_headline(seen, calculator),
        "data": {
            "inputs": {**own, **seen.inputs} if seen.guesses else {},
            "marks": {each.field: each.mark for each in seen.guesses},
        },
    }


def seen_headline(seen: Seen, calculator: Calculator) -> str:
    """What was done, in one sentence for the eye and the ear."""
    filled = [_value(each, calculator) for each in seen.guesses if each.value is not None]
    if not filled:
        return f"This browser runs on {seen.system} and tells too little to fill anything in."
    return f"Filled in as a guess, please check: {'; '.join(filled)}."


def seen_html(seen: Seen, calculator: Calculator) -> str:
    """What was filled in and why, where the true figures are, and all that was read, folded."""
    parts = (
        f'<p class="sc-label">{escape(seen_headline(seen, calculator))}</p>',
        _buttons(seen),
        _reasons(seen, calculator),
        *(f"<p>{escape(note)}</p>" for note in seen.notes),
        _path(seen.path),
        _raw(seen),
    )
    return "\n".join(part for part in parts if part)


def _reasons(seen: Seen, calculator: Calculator) -> str:
    reasons = "".join(
        f"<dt><strong>{escape(calculator.field(each.field).input.label)}:</strong> "
        f"{escape(each.mark)}</dt>"
        f"<dd>{escape(each.why)}</dd>"
        for each in seen.guesses
    )
    return f"<dl>{reasons}</dl>" if reasons else ""


def _path(path: Path | None) -> str:
    if path is None:
        return ""
    return f"<p><strong>The true figures, {escape(path.system)}:</strong> {escape(path.steps)}</p>"


def _raw(seen: Seen) -> str:
    rows = "".join(
        f"<dt>{escape(row.source)}</dt><dd><code>{escape(row.value)}</code> "
        f"{escape(row.meaning)}</dd>"
        for row in seen.rows
    )
    return (
        '<details class="sc-fold"><summary>All that was read</summary>'
        f"<p>Read when you asked, and kept on this page.</p><dl>{rows}</dl></details>"
    )


def _buttons(seen: Seen) -> str:
    if not seen.guesses:
        return '<p class="sc-actions"><button type="button" data-action="close">Close</button></p>'
    return (
        '<p class="sc-actions"><button type="button" data-action="confirm">That is right</button>'
        '<button type="button" data-action="undo">Undo</button></p>'
        '<p data-part="pending">Until you confirm or change it, it stays out of links and is not '
        "remembered.</p>"
    )


def _value(guess: Guess, calculator: Calculator) -> str:
    """The value as the form shows it."""
    spec = calculator.field(guess.field).input
    value = guess.value or ""
    if isinstance(spec, Choice):
        return next(each.label for each in spec.options() if each.value == value)
    return f"memory {format_quantity(float(value), getattr(spec, 'unit', ''))}"
