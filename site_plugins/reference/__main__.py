"""`python -m site_plugins.reference`: write the record of names anew, after a change that is meant.

It asks each calculator about a thousand times which figures its answers have: a minute or so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from calculators.core.calculator import Calculator, Field
from calculators.core.errors import InputErrors
from calculators.core.inputs import Choice, Number
from calculators.core.results import Result
from calculators.registry import CALCULATORS
from site_plugins.reference.declarations import is_fixed, type_of
from site_plugins.reference.names import RECORD, Names, gone, kept, new, next_version, text
from site_plugins.runtime.exercise import good_values_of, mixed_requests, shown_with

WORD = "A word for programs"
SOME = 4
"""Of a menu of the catalog, every so many are enough."""
MIXED = 80


def main() -> int:
    """Write it, and say what is new and what is gone."""
    before = kept() if RECORD.is_file() else Names("1.0", {}, {})
    now = Names("", inputs(), {name: figures(each) for name, each in CALCULATORS.items()})
    version = next_version(before, now) if before.inputs else before.version
    for sign, found in (("+", new(before, now)), ("-", gone(before, now))):
        for each in found:
            print(f"{sign} {each}")
    made = Names(version, now.inputs, now.figures)
    RECORD.write_text(text(made), encoding="utf-8", newline="\n")
    print(f"Version {version} (it was {before.version}).")
    return 0


def inputs() -> dict[str, dict[str, Any]]:
    """The inputs of all calculators with their types."""
    return {
        name: {field.name: said(field) for field in each.fields}
        for name, each in CALCULATORS.items()
    }


def said(field: Field) -> dict[str, Any]:
    """The type of an input, as it is recorded."""
    kind = field.input
    if isinstance(kind, Number):
        return {"type": type_of(kind)["type"]}
    options = {"options": type_of(kind)["enum"]} if is_fixed(kind) else {}
    return {"type": type(kind).__name__.lower(), **options}


def figures(chosen: Calculator) -> dict[str, dict[str, Any]]:
    """The figures that its answers may have, those of the default answer first."""
    found = {name: {**said, "usual": True} for name, said in _said(chosen.answer({})).items()}
    for asked in _asked(chosen):
        try:
            others = _said(chosen.answer(asked))
        except InputErrors:  # two inputs that don't go together
            continue
        found = {**others, **found}
    usual = {name: said for name, said in found.items() if "usual" in said}
    return usual | dict(sorted(found.items()))


def _said(result: Result) -> dict[str, dict[str, Any]]:
    """What programs find among the figures, the words too that some calculators tell them."""
    numbers = {each.name: {"label": each.label, "unit": each.unit} for each in result.figures}
    return numbers | {name: {"label": WORD, "unit": "text"} for name in result.words}


def _asked(chosen: Calculator) -> Iterator[dict[str, object]]:
    """One input after the other at its options or its limits, then mixtures."""
    for field in chosen.fields:
        values = list(good_values_of(field))
        step = 1 if not isinstance(field.input, Choice) or is_fixed(field.input) else SOME
        for value in values[::step]:
            yield {**shown_with(chosen, field), field.name: value}
    for request in mixed_requests({chosen.name: chosen}, count=MIXED, seed=1):
        yield json.loads(request)["inputs"]


if __name__ == "__main__":
    sys.exit(main())
