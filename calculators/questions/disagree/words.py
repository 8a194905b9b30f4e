"""The answer in words: the question, the verdict, each formula with its fault, the working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import GIB, format_bytes, format_quantity
from calculators.core.results import Step, Table, Verdict
from calculators.questions.disagree.reasons import layers_differ, why

if TYPE_CHECKING:
    from calculators.questions.disagree.lab import Lab

CLOSE = 0.05
"""Formulas this near to what is needed count as right."""


def asked(lab: Lab) -> str:
    """The question in one line."""
    context = format_quantity(lab.question.context, "tokens")
    return f"{lab.model.name}, {lab.question.quantization}, {context} · llama.cpp, one slot"


def verdict(lab: Lab) -> Verdict:
    """How far apart the formulas are."""
    needed = lab.needed.total_bytes
    apart = max(needed / max(lab.lowest, 1), lab.highest / needed)
    close = sum(abs(parts.total_bytes / needed - 1) <= CLOSE for _, parts in lab.worked)
    said = f"{format_bytes(lab.lowest)} to {format_bytes(lab.highest)}"
    return Verdict(
        status="agree" if apart <= 1 + CLOSE else "disagree",
        word="They agree" if apart <= 1 + CLOSE else "They disagree",
        sign="✓" if apart <= 1 + CLOSE else "≠",
        tone="good" if apart <= 1 + CLOSE else "tight",
        headline=f"It needs {format_bytes(needed)}. The formulas say {said}.",
        reasons=(_layers_in_words(lab), f"{_share(close, len(lab.worked))} within 5 %."),
    )


def _share(close: int, of: int) -> str:
    return f"{close or 'None'} of {of} formulas {'comes' if close <= 1 else 'come'}"


def _layers_in_words(lab: Lab) -> str:
    said = layers_differ(lab.question, lab.layers)
    return said or f"Each of the {lab.layers.total} layers keeps the whole conversation."


def table(lab: Lab) -> Table:
    """Each formula: its conversation, its total, how far off, and why."""
    needed = lab.needed
    cache = needed.kv_cache_bytes + needed.recurrent_state_bytes
    rows = [
        (
            formula.name,
            format_bytes(parts.cache_bytes) if parts.cache_bytes else "",
            format_bytes(parts.total_bytes),
            off_by(parts.total_bytes, needed.total_bytes),
            why(formula.key, lab.question, lab.layers, needed),
        )
        for formula, parts in lab.worked
    ]
    right = ("What llama.cpp needs", format_bytes(cache), format_bytes(needed.total_bytes), "", "")
    return Table(
        title="Where each goes wrong for this model",
        columns=("Formula", "Conversation", "Total", "Off by", "Why here"),
        rows=(right, *rows),
    )


def off_by(said: float, needed: float) -> str:
    """The difference in words.

    >>> off_by(3 * GIB, 2 * GIB), off_by(1 * GIB, 2 * GIB), off_by(2.04 * GIB, 2 * GIB)
    ('1.00 GiB too high (1.5 times)', '1.00 GiB too low (50 %)', 'less than 5 %')
    """
    if abs(said / needed - 1) <= CLOSE:
        return "less than 5 %"
    if said > needed:
        return f"{format_bytes(said - needed)} too high ({said / needed:.1f} times)"
    return f"{format_bytes(needed - said)} too low ({100 * said / needed:.0f} %)"


def steps(lab: Lab) -> tuple[Step, ...]:
    """Each formula with the numbers of this model put in."""
    return tuple(
        Step(
            title=formula.name,
            formula=formula.text,
            working=" + ".join(
                f"{part / GIB:.2f}"
                for part in (parts.weights_bytes, parts.cache_bytes, parts.extra_bytes)
                if part
            )
            + " GiB",
            outcome=format_bytes(parts.total_bytes),
        )
        for formula, parts in lab.worked
    )
