"""What would make do with less: each with the first machine of its list, where that is another."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes
from calculators.core.results import Change
from calculators.questions.common.whatif import Try, tried
from calculators.questions.needs.case import Case

_FEWER_BITS = "Q4_K_M"


def title(case: Case) -> str:
    """The heading over the changes."""
    return "What would make do with less"


def changes(case: Case) -> Iterator[Change]:
    """Fewer bits, fewer programs, more patience."""
    before = case.first.machine.id if case.first else None
    for each in _tries(case):
        first = each.case.first
        if first and first.machine.id != before:
            size = format_bytes(each.case.wanted.total_bytes)
            outcome = f"{first.machine.name}, {first.price_words}"
            yield Change(text=f"{each.words} ({size}): {outcome}.", inputs=each.inputs)


def _tries(case: Case) -> Iterator[Try[Case]]:
    if case.quantization != _FEWER_BITS and _FEWER_BITS in case.model.quantizations:
        yield from tried(case, f"In {_FEWER_BITS}", quantization=_FEWER_BITS)
    if case.values.other_apps != "nothing":
        yield from tried(case, "With everything else closed", other_apps="nothing")
    if case.values.pace != "any":
        yield from tried(case, "If you can wait", pace="any")
