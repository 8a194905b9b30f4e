"""The names that scripts rely on, as they were recorded, with a version: `names.json`.

`python -m site_plugins.reference` compares them with the declarations, and writes the record anew
with the version that the difference asks for. A test fails until that was done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RECORD = Path(__file__).with_name("names.json")
FEW_OPTIONS = 20
"""A menu of more options is made from the catalog, which grows."""

Inputs = Mapping[str, Mapping[str, Any]]
"""The type of each input, and the options of a fixed menu."""
Figures = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Names:
    """What is recorded."""

    version: str
    inputs: Mapping[str, Inputs]
    """By calculator."""
    figures: Mapping[str, Figures]
    """By calculator: the label and the unit of each; `usual` where the default answer has it."""


@cache
def kept() -> Names:
    """The record as it is in the tree."""
    return Names(**json.loads(RECORD.read_text("utf-8")))


def text(names: Names) -> str:
    """The record as a file in which a diff shows single names."""
    parts = (f'"{kind}": {{\n{_lines(getattr(names, kind))}\n}}' for kind in ("inputs", "figures"))
    joined = ",\n".join(parts)
    return f'{{"version": "{names.version}",\n{joined}}}\n'


def _lines(by_calculator: Mapping[str, Mapping[str, Any]]) -> str:
    return ",\n".join(
        f' "{calculator}": {{{",".join(map(_line, own.items()))}\n }}'
        for calculator, own in by_calculator.items()
    )


def _line(named: tuple[str, Any]) -> str:
    name, said = named
    return f'\n  "{name}": {json.dumps(said, ensure_ascii=False)}'


def gone(before: Names, now: Names) -> list[str]:
    """What a script may have relied on and finds no more, or finds of another type."""
    found = [f"calculator {name}" for name in before.inputs if name not in now.inputs]
    for calculator, inputs in before.inputs.items():
        others = now.inputs.get(calculator, {})
        for name, kind in inputs.items():
            if calculator in now.inputs and not _takes(others.get(name, {}), kind):
                found.append(f"input {calculator}.{name}: {kind['type']}")
    for calculator, figures in before.figures.items():
        known = now.figures.get(calculator, {})
        for name, figure in figures.items():
            if calculator in now.inputs and known.get(name, {}).get("unit") != figure["unit"]:
                found.append(f"figure {calculator}.{name}: {figure['unit']}")
    return found


def _takes(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether an input takes all that it took; a menu may grow into one of the catalog."""
    if now.get("type") != before["type"]:
        return False
    return "options" not in now or {*before.get("options", ())} <= {*now["options"]}


def new(before: Names, now: Names) -> list[str]:
    """What wasn't there, or takes more than it took."""
    swapped = gone(now, before)
    return [each for each in swapped if each not in gone(before, now)]


def next_version(before: Names, now: Names) -> str:
    """The version that the difference asks for.

    >>> text, switch = {"type": "text"}, {"type": "switch"}
    >>> one = Names("1.4", {"fit": {"model": text}}, {})
    >>> next_version(one, Names("", {"fit": {"model": text, "x": switch}}, {}))
    '1.5'
    >>> next_version(one, Names("", {"fit": {}}, {}))
    '2.0'
    """
    major, minor = map(int, before.version.split("."))
    if gone(before, now):
        return f"{major + 1}.0"
    return f"{major}.{minor + 1}" if new(before, now) else before.version
