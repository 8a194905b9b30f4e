"""One result, three ways to see it: HTML for the page, text for the terminal, data for programs.

Data is what `--json`, `--batch` and other programs get; HTML and text have modules of their own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from calculators.core.errors import Problem
from calculators.core.results import Figure, Path, Result, Table
from calculators.core.view.html import to_html
from calculators.core.view.text import to_text

__all__ = ["errors_to_data", "to_data", "to_html", "to_json", "to_text"]


def to_data(result: Result) -> dict[str, Any]:
    """The result as JSON types; `figures` maps each name to its bare value."""
    return {
        "calculator": result.calculator,
        "inputs": dict(result.inputs),
        "asked": result.asked,
        "verdict": result.verdict.status,
        "headline": result.verdict.headline,
        "reasons": list(result.verdict.reasons),
        "figures": {
            **{figure.name: figure.value for figure in result.figures},
            "verdict": result.verdict.status,
            **result.words,
        },
        "details": {figure.name: _detail(figure) for figure in result.figures},
        "changes": [{"text": each.text, "inputs": dict(each.inputs)} for each in result.changes],
        "working": [asdict(step) for step in result.steps],
        "notes": list(result.notes),
        "sources": [asdict(source) for source in result.sources],
        **_paths(result),
        **_tables(result.tables),
    }


def _paths(result: Result) -> dict[str, Any]:
    """Only answers that have a path say so, as with tables."""
    charts = (result.chart, *result.more_charts)
    found = [asdict(each) for each in charts if isinstance(each, Path)]
    return {"paths": found} if found else {}


def _tables(tables: Sequence[Table]) -> dict[str, Any]:
    """Only answers that have tables say so; a program looks for the key."""
    found = [
        {"title": each.title, "columns": list(each.columns), "rows": [list(r) for r in each.rows]}
        for each in tables
    ]
    return {"tables": found} if found else {}


def to_json(result: Result) -> str:
    """`to_data` on one line, keys in a fixed order, so that runs can be compared byte for byte."""
    return json.dumps(to_data(result), ensure_ascii=False)


def errors_to_data(problems: Sequence[Problem]) -> dict[str, Any]:
    """What was wrong with the inputs, field by field."""
    return {
        "error": "\n".join(problem.message for problem in problems),
        "errors": [asdict(problem) for problem in problems],
    }


def _detail(figure: Figure) -> dict[str, Any]:
    detail: dict[str, Any] = {"label": figure.label, "unit": figure.unit, "basis": figure.basis}
    if figure.ranged:
        detail["low"], detail["high"] = figure.low, figure.high
    return detail
