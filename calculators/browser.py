"""The browser's door: one JSON string in, one JSON string out.

The page's worker calls `respond` and knows nothing else of this package. The build calls the same
`answer`, which is why a page and a live answer cannot differ.
"""

from __future__ import annotations

import json
from typing import Any

from calculators.errors import InputErrors, Problem, quoted
from calculators.registry import calculator
from calculators.view import to_data, to_html


def respond(request: str) -> str:
    """Answer `{"calculator": name, "inputs": {...}}`; bad input is an answer too, never an error.

    Returns `{"ok": true, "html", "announcement", "data"}` or
    `{"ok": false, "errors": [{"field", "message"}], "announcement"}`.
    """
    try:
        name, inputs = _parts(request)
        return json.dumps(answer(name, inputs), ensure_ascii=False)
    except InputErrors as errors:
        return json.dumps(_refusal(errors), ensure_ascii=False)


def answer(name: str, inputs: dict[str, object]) -> dict[str, Any]:
    """The answer of one calculator; raises `InputErrors`."""
    result = calculator(name).answer(inputs)
    return {
        "ok": True,
        "html": to_html(result),
        "announcement": result.verdict.headline,
        "data": to_data(result),
    }


def _parts(request: str) -> tuple[str, dict[str, object]]:
    try:
        body = json.loads(request)
        name, inputs = body["calculator"], body.get("inputs", {})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputErrors(
            [Problem("", "The request is not a JSON object with a calculator.")]
        ) from None
    if not isinstance(name, str) or not isinstance(inputs, dict):
        raise InputErrors([Problem("", f"{quoted(name)} with these inputs cannot be read.")])
    return name, inputs


def _refusal(errors: InputErrors) -> dict[str, Any]:
    count = len(errors.problems)
    first = errors.problems[0].message
    return {
        "ok": False,
        "errors": [{"field": each.field, "message": each.message} for each in errors.problems],
        "announcement": first if count == 1 else f"{count} inputs need a change. {first}",
    }
