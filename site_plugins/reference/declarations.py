"""The calculators as data for programs: inputs as JSON Schema, figures, and how they are asked.

All of it comes from the declarations, but for the figures: which ones an answer may have shows only
when it is asked, so `names.py` keeps those that were seen.
"""

from __future__ import annotations

from typing import Any

from calculators.core.calculator import Calculator, Field
from calculators.core.inputs import Choice, Input, Moment, Number, Switch, Text
from calculators.registry import CALCULATORS
from calculators.terminal.options import flag
from site_plugins.reference.names import FEW_OPTIONS, Figures, kept

DRAFT = "https://json-schema.org/draft/2020-12/schema"
COMMAND = "python -m calculators"
MOMENT = r"^(\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?)?$"


def reference() -> dict[str, Any]:
    """All calculators."""
    return {
        "version": kept().version,
        "about": (
            "Within a major version no input, option of a fixed menu or figure goes away or "
            "changes its type. Each value of an input may also be text, as somebody would type it."
        ),
        "calculators": [
            declaration(each, kept().figures.get(each.name, {})) for each in CALCULATORS.values()
        ],
    }


def declaration(chosen: Calculator, figures: Figures) -> dict[str, Any]:
    """One calculator: what it asks, what it answers, and the three ways to ask it."""
    return {
        "name": chosen.name,
        "title": chosen.title,
        "question": chosen.question,
        "page": f"calculators/{chosen.name}/",
        "command": command(chosen),
        "python": python(chosen),
        "request": request(chosen),
        "inputs": schema(chosen),
        "figures": [{"name": name, **each} for name, each in figures.items()],
        "statuses": {status: look.word for status, look in chosen.parts.verdict.LOOKS.items()},
    }


def address() -> str:
    """Where the file stands, below the root of the site; another major version has another.

    >>> address()
    'api/v1/calculators.json'
    """
    return f"api/v{kept().version.partition('.')[0]}/calculators.json"


def command(chosen: Calculator) -> str:
    """The line for a terminal.

    >>> command(CALCULATORS["fit"])
    'python -m calculators fit --json'
    """
    return f"{COMMAND} {chosen.name} --json"


def python(chosen: Calculator) -> str:
    """Python that asks it.

    >>> print(python(CALCULATORS["fit"]))
    from calculators.registry import calculator
    result = calculator("fit").answer({})
    """
    return (
        "from calculators.registry import calculator\n"
        f'result = calculator("{chosen.name}").answer({{}})'
    )


def request(chosen: Calculator) -> dict[str, Any]:
    """What `calculators.browser.respond` is asked with, as JSON.

    >>> request(CALCULATORS["fit"])
    {'calculator': 'fit', 'inputs': {}}
    """
    return {"calculator": chosen.name, "inputs": {}}


def schema(chosen: Calculator) -> dict[str, Any]:
    """The inputs of one calculator; all of them may be left out."""
    return {
        "$schema": DRAFT,
        "title": chosen.title,
        "type": "object",
        "properties": {field.name: _property(field) for field in chosen.fields},
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    kind = field.input
    found = {
        "title": kind.label,
        **({"description": kind.help} if kind.help else {}),
        **type_of(kind),
        "default": default(field),
        "x-flag": flag(field.name),
    }
    if kind.when:
        found["x-when"] = {"input": kind.when.field, "values": [*kind.when.values]}
    return found


def type_of(kind: Input) -> dict[str, Any]:
    """The values that an input takes."""
    match kind:
        case Number():
            limits = {"minimum": kind.minimum, "maximum": kind.maximum, "x-unit": kind.unit}
            return {"type": "integer" if kind.whole else "number", **limits}
        case Choice():
            return {"enum": values_of(kind)}
        case Switch():
            return {"type": "boolean"}
        case Text():
            return {"type": "string", "maxLength": kind.max_characters}
        case Moment():
            return {"type": "string", "pattern": MOMENT}
    raise TypeError(f"{type(kind).__name__} is no kind of input that a program was told of")


def values_of(kind: Choice) -> list[str]:
    """All that a menu takes, also what it shows no more."""
    shown = [option.value for option in kind.options()]
    return [*shown, *(each for each in (kind.unlisted or tuple)() if each not in shown)]


def default(field: Field) -> Any:
    """The default as JSON has it: a number, a boolean or text."""
    match field.input:
        case Number() | Switch():
            return field.default
        case _:
            return field.default_text


def is_fixed(kind: Input) -> bool:
    """Whether it has a menu that is part of the record; longer ones come from the catalog."""
    return isinstance(kind, Choice) and len(kind.options()) <= FEW_OPTIONS
