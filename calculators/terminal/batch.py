"""Many questions, one JSON object of inputs a line; one answer a line.

A line may carry an `id` of its own, which its answer repeats.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from calculators.core.calculator import Calculator
from calculators.core.errors import InputErrors, Problem
from calculators.core.view.data import errors_to_data, to_data
from calculators.terminal.implied import completed

LABEL = "id"


def batch(chosen: Calculator, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line that is not empty; a line that fails says so and the rest go on."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(chosen, line, number)


def _answer(chosen: Calculator, line: str, number: int) -> dict[str, Any]:
    label: dict[str, Any] = {}
    try:
        raw = _read(line)
        label = {LABEL: raw.pop(LABEL)} if LABEL in raw else {}
        return label | to_data(chosen.answer(completed(chosen, raw)))
    except InputErrors as errors:
        return label | {"line": number} | errors_to_data(errors.problems)
    except Exception as error:  # the other lines have a right to their answers
        problem = Problem(
            "", f"the calculation failed ({type(error).__name__}), which is our fault."
        )
        return label | {"line": number} | errors_to_data([problem])


def _read(line: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        message = "the line is not JSON. Write one object of inputs a line."
        raise InputErrors([Problem("", message)]) from None
    if not isinstance(raw, dict):
        raise InputErrors([Problem("", "the line is not a JSON object of inputs.")])
    return raw
