"""The form of a calculator, made from its declaration. Plain HTML; the script only upgrades it."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from calculators.browser.machine_hints import PATHS
from calculators.core.inputs import Choice, Moment, Number, Switch, Text, today
from calculators.core.numbers import format_quantity, unit_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.core.calculator import Calculator, Field
    from calculators.core.inputs import Input


def form_html(calculator: Calculator, instance: str, texts: Mapping[str, str]) -> str:
    """The whole form: main fields, then the others folded, then the actions."""
    main, more = (
        "\n".join(
            _field(each, instance, texts[each.name], hidden=not calculator.shows(each.name, texts))
            for each in calculator.fields
            if each.input.more == folded
        )
        for folded in (False, True)
    )
    return (
        f'<form class="sc-form" data-part="form" novalidate>\n{main}\n'
        f"{_more(more)}{_actions(calculator)}</form>"
    )


def _more(inside: str) -> str:
    if not inside:
        return ""
    return (
        '<details class="sc-more"><summary>More settings</summary>\n'
        f'<div class="sc-more-fields">{inside}</div></details>\n'
    )


def _actions(calculator: Calculator) -> str:
    remember = (
        '<label class="sc-remember"><input type="checkbox" data-action="remember"> '
        "Remember my machine on this device</label>"
        if any(each.input.remember for each in calculator.fields)
        else ""
    )
    return (
        '<div class="sc-actions"><button type="button" data-action="reset">Reset</button>'
        f'<button type="button" data-action="link">Copy link</button>{remember}</div>\n'
    )


def _field(field: Field, instance: str, value: str, *, hidden: bool) -> str:
    spec, ident = field.input, f"{instance}-{field.name}"
    when = (
        f' data-when="{spec.when.field}={escape("|".join(spec.when.values))}"' if spec.when else ""
    )
    private = isinstance(spec, Text) and spec.private
    marks = (" data-remember" if spec.remember else "") + (" data-private" if private else "")
    marks += " hidden" if hidden else ""
    help_line = f'<p class="sc-help" id="{ident}-help">{escape(spec.help)}</p>' if spec.help else ""
    return (
        f'<div class="sc-field" data-field="{field.name}"{when}{marks}>\n'
        f"{_labelled(field, ident, value)}\n{help_line}{_finding_out(spec)}"
        f'<p class="sc-error" id="{ident}-error" data-part="error" hidden></p></div>'
    )


def _finding_out(spec: Input) -> str:
    """How to find out what a machine has: by hand, or from the browser, as far as it knows."""
    if not (isinstance(spec, Choice) and spec.ask_browser):
        return ""
    ways = "".join(
        f'<p class="sc-help"><b>{each.system}:</b> {escape(each.steps)}</p>'
        for each in PATHS.values()
    )
    return (
        '<button type="button" data-action="see">Fill in what this browser knows</button>'
        '<div class="sc-seen" data-part="seen" hidden></div>'
        f'<details class="sc-fold"><summary>How do I find out?</summary>{ways}</details>\n'
    )


def _labelled(field: Field, ident: str, value: str) -> str:
    spec = field.input
    described = (f"{ident}-help " if spec.help else "") + f"{ident}-error"
    common = (
        f'id="{ident}" name="{field.name}" data-default="{escape(value)}" '
        f'aria-describedby="{described}"'
    )
    label = f'<label for="{ident}">{escape(spec.label)}</label>'
    if isinstance(spec, Switch):
        checked = " checked" if value == "on" else ""
        return f'<span class="sc-switch"><input type="checkbox" {common}{checked}>{label}</span>'
    if isinstance(spec, Choice):
        return f"{label}<select {common}>{_options(spec, value)}</select>"
    if isinstance(spec, Number):
        return _number(spec, label, common, ident, value)
    if isinstance(spec, Text):
        hint = escape(spec.placeholder)
        kept = ' autocomplete="off"' if spec.private else ""
        rows = 2 if spec.typed else 6
        attributes = f'{common} rows="{rows}" spellcheck="false"{kept} placeholder="{hint}"'
        return f"{label}<textarea {attributes}>{escape(value)}</textarea>"
    if isinstance(spec, Moment):
        return f"{label}{_moment(common, value)}"
    raise TypeError(f"no control for an input of type {type(spec).__name__}")


def _moment(common: str, value: str) -> str:
    """The day of the build, which the script turns into the reader's today; or the day given."""
    if value:
        return f'<input autocomplete="off" {common} value="{value}">'
    day = today().isoformat()
    dated = common.replace('data-default=""', f'data-default="{day}"')
    return f'<input autocomplete="off" data-today {dated} value="{day}">'


def _number(spec: Number, label: str, common: str, ident: str, value: str) -> str:
    mode = "numeric" if spec.whole else "decimal"
    unit = f'<span class="sc-unit">{escape(unit_words(spec.unit))}</span>' if spec.unit else ""
    box = (
        f'<span class="sc-number"><input inputmode="{mode}" autocomplete="off" {common} '
        f'value="{escape(value)}">{unit}</span>'
    )
    if not spec.stops:
        return label + box
    stops = " ".join(str(stop) for stop in spec.stops)
    nearest = min(range(len(spec.stops)), key=lambda i: abs(spec.stops[i] - float(value)))
    spoken = format_quantity(float(value), spec.unit)
    slider = (
        f'<input type="range" class="sc-slider" data-part="slider" data-for="{ident}" '
        f'data-stops="{stops}" min="0" max="{len(spec.stops) - 1}" step="1" value="{nearest}" '
        f'aria-label="{escape(spec.label)}, slider" aria-valuetext="{escape(spoken)}">'
    )
    return f'<span class="sc-pair">{label}{box}</span>{slider}'


def _options(spec: Choice, value: str) -> str:
    parts = []
    for group, options in groupby(spec.options(), key=lambda option: option.group):
        inside = "".join(
            f'<option value="{escape(option.value)}"{" selected" if option.value == value else ""}>'
            f"{escape(option.label)}</option>"
            for option in options
        )
        parts.append(f'<optgroup label="{escape(group)}">{inside}</optgroup>' if group else inside)
    return "".join(parts)
