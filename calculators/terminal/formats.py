"""An answer, or what was wrong, in the format that was asked for.

Text and HTML are those of `calculators.core.view`; text has its pictures besides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from calculators.core.errors import InputErrors
from calculators.core.numbers import format_quantity, format_range
from calculators.core.results import Figure, Result
from calculators.core.view import errors_to_data, to_data, to_html, to_text
from calculators.core.view.text import head, whole
from calculators.terminal.charts import drawn
from calculators.terminal.lists import Hint, Hinted
from calculators.terminal.options import CSV, HTML, JSON, TABLE, TEXT
from calculators.terminal.screen import TONES, Screen
from calculators.terminal.sheet import csv_text, table_text

VERSION = 1
"""Of the JSON. It rises when a key goes or changes its meaning; a new key leaves it as it is."""
KEYS = {
    "version": f"of this shape: {VERSION}; it rises when a key goes or changes its meaning",
    "tone": "good, tight or bad; bad is what --exit-code exits with 3 for",
    "calculator": "its name",
    "inputs": "all inputs as text, by name; they can be asked again as a line of a batch",
    "asked": "the question in one line",
    "verdict": "the answer in one word for programs, such as does_not_fit",
    "headline": "the answer in one sentence",
    "reasons": "why, a sentence each",
    "figures": "values by name, without their units; with the verdict and other words",
    "details": "by name of the figure: label, unit, basis; low and high where it is a range",
    "changes": "what would change the answer: text, and the inputs to set",
    "working": "steps: title, formula, working, outcome",
    "notes": "what was assumed, and what is left out",
    "sources": "title, url, and the day it was checked",
    "paths": "only where the answer is a path: title, stops",
    "tables": "only where there are any: title, columns, rows",
}
"""What the JSON of an answer holds."""
ERROR_KEYS = {
    "version": "as above",
    "error": "all of it in one text",
    "errors": "a field and a message each; nearest and list where a choice is misspelt",
    "line": "only in a batch: the number of the line",
}
"""What it holds where there is no answer."""


def answer_data(result: Result) -> dict[str, Any]:
    """An answer as `KEYS` tell it."""
    return {"version": VERSION, "tone": result.verdict.tone, **to_data(result)}


def error_data(errors: InputErrors) -> dict[str, Any]:
    """What was wrong as `ERROR_KEYS` tell it."""
    data = errors_to_data(errors.problems)
    hints = _hints(errors)
    for each in data["errors"]:
        if hint := hints.get(each["field"]):
            each |= {"nearest": list(hint.nearest), "list": hint.listed}
    return {"version": VERSION, **data}


def error_text(errors: InputErrors) -> str:
    """What was wrong, a line each, and what helps with a misspelt choice below it."""
    hints = _hints(errors)
    lines = []
    for problem in errors.problems:
        lines.append(problem.message)
        if hint := hints.get(problem.field):
            if hint.nearest:
                lines.append(f"  Nearest: {', '.join(hint.nearest)}")
            lines.append(f"  All {hint.count}: {hint.listed}")
    return "\n".join(lines)


def _hints(errors: InputErrors) -> Mapping[str, Hint]:
    return errors.hints if isinstance(errors, Hinted) else {}


def one_line(data: Mapping[str, Any]) -> str:
    """JSON on a line of its own."""
    return json.dumps(data, ensure_ascii=False)


def written(result: Result, form: str, shown: Screen) -> str:
    """An answer ready to print."""
    views: Mapping[str, Callable[[Result], str]] = {
        JSON: lambda result: one_line(answer_data(result)) + "\n",
        HTML: lambda result: to_html(result) + "\n",
        CSV: _csv,
        TABLE: partial(_table, shown=shown),
        TEXT: partial(_text, shown=shown),
    }
    return views[form](result)


def _text(result: Result, shown: Screen) -> str:
    plain = to_text(result, width=shown.text_width, draw=partial(drawn, shown=shown))
    return _painted(plain, result, shown)


def _painted(text: str, result: Result, shown: Screen) -> str:
    """A text with the sign and the word of the verdict, at the beginning of a line, in its tone."""
    said = f"{result.verdict.sign} {result.verdict.word}:"
    folded = r"\s".join(map(re.escape, said.split(" ")))
    paint = partial(shown.painted, code=f"1;{TONES[result.verdict.tone]}")
    return re.sub(f"^{folded}", lambda found: paint(found[0]), text, count=1, flags=re.MULTILINE)


def _table(result: Result, shown: Screen) -> str:
    rows = [
        (each.label, format_quantity(each.value, each.unit), _spread(each), each.basis)
        for each in result.figures
    ]
    width = shown.text_width
    blocks = [_painted(head(result, width), result, shown)]
    blocks += [table_text(("Figure", "Value", "Range", "Basis"), rows, width) if rows else ""]
    blocks += [
        f"{whole(each.title, width)}\n{table_text(each.columns, each.rows, width)}"
        for each in result.tables
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _spread(figure: Figure) -> str:
    return format_range(figure.low, figure.high, figure.unit)


def _csv(result: Result) -> str:
    """A row for each figure, in the unit that it names, and for each word that programs get."""
    verdict = result.verdict
    words = {"verdict": verdict.status, "tone": verdict.tone, **result.words}
    rows: list[tuple[object, ...]] = [("name", "label", "value", "unit", "basis", "low", "high")]
    for each in result.figures:
        low, high = (each.low, each.high) if each.ranged else (None, None)
        rows.append((each.name, each.label, each.value, each.unit, each.basis, low, high))
    rows += [(name, "", word, "", "", "", "") for name, word in words.items()]
    return csv_text(rows)
