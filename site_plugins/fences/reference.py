"""The ```reference fence: every calculator for those who call it from a program, folded.

    ``` reference
    calculators
    ```

`version` in its place names the version of the reference, and where programs read it. Inputs come
from the declarations, so the page can't differ from what the calculators take.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from calculators.core.calculator import Calculator, Field
from calculators.core.inputs import Choice, Number, Switch, Text
from calculators.core.numbers import format_quantity
from calculators.registry import CALCULATORS
from calculators.terminal.options import flag
from site_plugins.fences import fence_formatter
from site_plugins.reference.declarations import (
    address,
    command,
    is_fixed,
    python,
    request,
    values_of,
)
from site_plugins.reference.names import Figures, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


LONG = 80
"""A default of more characters is a whole text."""


def render(body: str) -> str:
    """The HTML of one part; raises `ValueError` for a name there is none of."""
    if body not in PARTS:
        raise ValueError(f"no part {body!r}: one of {', '.join(PARTS)}")
    return PARTS[body]()


def _version() -> str:
    return (
        f"<p>This is version {kept().version} of the reference. Programs read the same from "
        f'<a href="site:{address()}">{address()}</a>.</p>'
    )


def _calculators() -> str:
    return "\n".join(map(_calculator, CALCULATORS.values()))


def _calculator(chosen: Calculator) -> str:
    return (
        f'<details id="{chosen.name}"><summary>{chosen.name}: {escape(chosen.title)}</summary>\n'
        f"<p>{escape(chosen.question)} See also "
        f'<a href="site:calculators/{chosen.name}/">its page</a>.</p>\n'
        f"{_code('In a terminal', command(chosen))}{_code('In Python', python(chosen))}"
        f"{_code('As JSON', json.dumps(request(chosen)))}"
        f"{_inputs(chosen)}{_figures(kept().figures.get(chosen.name, {}))}{_statuses(chosen)}"
        "</details>"
    )


def _code(where: str, text: str) -> str:
    return f"<p>{where}:</p><pre><code>{escape(text, quote=False)}</code></pre>\n"


def _inputs(chosen: Calculator) -> str:
    parts = (_name, _taken, _default, _meaning)
    rows = (tuple(part(field) for part in parts) for field in chosen.fields)
    return _table(("Input", "It takes", "Without it", "What it is"), rows)


def _name(field: Field) -> str:
    return f"<code>{field.name}</code><br><small><code>{flag(field.name)}</code></small>"


def _meaning(field: Field) -> str:
    when = field.input.when
    only = f" Only where <code>{when.field}</code> is {_listed(when.values)}." if when else ""
    help_text = f" {escape(field.input.help)}" if field.input.help else ""
    return f"{escape(field.input.label.rstrip('.'))}.{help_text}{only}"


def _taken(field: Field) -> str:
    match field.input:
        case Number() as number:
            kind = "a whole number" if number.whole else "a number"
            low = f"{number.minimum:,.6g}"
            return f"{kind} from {low} to {escape(format_quantity(number.maximum, number.unit))}"
        case Choice() as choice if is_fixed(choice):
            return f"one of {_listed(values_of(choice))}"
        case Choice() as choice:
            return f"one of {len(values_of(choice))} that its page and the file list"
        case Switch():
            return "on or off"
        case Text() as text:
            return f"text of up to {text.max_characters:,} characters; in a terminal a file, or -"
    return "a day, such as 2026-11-24, or with a time in UTC"


def _default(field: Field) -> str:
    if len(field.default_text) > LONG:
        return "an example"
    return f"<code>{escape(field.default_text)}</code>" if field.default_text else "empty"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"<code>{escape(value)}</code>" for value in values)


def _figures(figures: Figures) -> str:
    rows = (
        (
            f"<code>{name}</code>",
            escape(each["unit"]),
            "always" if each.get("usual") else "in some answers",
            escape(each["label"]),
        )
        for name, each in figures.items()
    )
    return _table(("Figure", "Unit", "It’s there", "What it is"), rows)


def _statuses(chosen: Calculator) -> str:
    looks: Mapping[str, Any] = chosen.parts.verdict.LOOKS
    rows = ((f"<code>{status}</code>", escape(look.word)) for status, look in looks.items())
    return _table(("Verdict", "On the page"), rows)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(
            f'<td data-label="{label}">{cell}</td>'
            for label, cell in zip(columns[1:], rest, strict=True)
        )
        + "</tr>"
        for first, *rest in rows
    )
    return (
        '<div class="sc-wide"><table class="sc-rows sc-sentences">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


PARTS: dict[str, Callable[[], str]] = {"version": _version, "calculators": _calculators}

fence = fence_formatter("reference", lambda body, _: render(body.strip()))
