"""The answer in words: the question in one line, and how far apart the formulas are."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes, format_quantity
from calculators.core.results import good, tight
from calculators.questions.disagree.case import CLOSE, Case
from calculators.questions.disagree.reasons import layers_differ

LOOKS = {"agree": good("They agree"), "disagree": tight("They disagree", "≠")}


def asked(case: Case) -> str:
    """The question in one line."""
    context = format_quantity(case.values.context, "tokens")
    return f"{case.model.name}, {case.values.quantization}, {context} · llama.cpp, one slot"


def status(case: Case) -> str:
    """Whether the formulas agree."""
    return "agree" if case.times_apart <= 1 + CLOSE else "disagree"


def headline(case: Case) -> str:
    """What is needed beside what the formulas say."""
    said = f"{format_bytes(case.lowest)} to {format_bytes(case.highest)}"
    return f"It needs {format_bytes(case.needed.total_bytes)}. The formulas say {said}."


def reasons(case: Case) -> Iterator[str]:
    """What the layers keep, and how many formulas come near."""
    said = layers_differ(case.question, case.layers)
    yield said or f"Each of the {case.layers.total} layers keeps the whole conversation."
    formulas = f"{case.close or 'None'} of {len(case.worked)} formulas"
    yield f"{formulas} {'comes' if case.close <= 1 else 'come'} within 5 %."
