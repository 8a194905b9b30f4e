"""The form of a calculator, made from its declaration. Plain HTML; the script only upgrades it.

What matters most stands in view. The rest is folded under its headings, and a summary says what is
set there otherwise than usual. `theme/assets/calculators/groups.js` keeps that up with the reader.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from calculators.browser.machine_hints import PATHS
from calculators.core.form import MORE, NONE
from calculators.core.inputs import Choice, Moment, Number, Switch, Text, today
from calculators.core.numbers import format_quantity, unit_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from calculators.core.calculator import Calculator, Field
    from calculators.core.inputs import Input

NOTHING = "nothing"
REMEMBER = (
    '<label class="sc-remember"><input type="checkbox" data-action="remember"> '
    "Remember my machine on this device</label>"
)
"""It stands in the last group about the machine, and below the form where there is none."""


def form_html(calculator: Calculator, instance: str, texts: Mapping[str, str]) -> str:
    """The whole form: the first fields, then the others folded in groups, then the actions."""
    shown = {each.name for each in calculator.fields if calculator.shows(each.name, texts)}
    groups = {
        heading: "\n".join(
            _field(each, instance, texts[each.name], hidden=each.name not in shown)
            for each in fields
        )
        for heading, fields in calculator.groups.items()
    }
    beside = [
        heading
        for heading, fields in calculator.groups.items()
        if any(each.input.remember for each in fields)
    ]
    if beside and beside[-1]:
        groups[beside[-1]] += REMEMBER
    folded = "".join(
        _group(heading, calculator.groups[heading], inside, texts, shown)
        for heading, inside in groups.items()
        if heading
    )
    actions = _actions(calculator.name, REMEMBER if beside == [""] else "")
    # The names in its menus stand in every form; who searches for one wants the page about it.
    form = '<form class="sc-form" data-part="form" novalidate data-search-exclude>'
    return f"{form}\n{groups['']}\n{folded}{actions}</form>"


def _group(
    heading: str,
    fields: Sequence[Field],
    inside: str,
    texts: Mapping[str, str],
    shown: Collection[str],
) -> str:
    words = heading.removesuffix(MORE)
    counted = [each for each in fields if each.name in shown]
    names = _chosen(counted, texts) if heading != words else ""
    said = f' <span data-part="chosen">{escape(names)}</span>' if names else ""
    differ = sum(texts[each.name] != each.default_text for each in counted)
    note = f"{differ} set for this page" if differ and not names else ""
    hidden = "" if counted else " hidden"
    return (
        f'<details class="sc-more" data-part="group"{hidden}><summary><span>{escape(words)}{said} '
        f'<small>{note}</small> <small data-part="changed"></small></span></summary>\n'
        f"<fieldset><legend>{escape(words)}</legend>{inside}</fieldset></details>\n"
    )


def _chosen(fields: Sequence[Field], texts: Mapping[str, str]) -> str:
    """What is chosen in the menus of a group, named; nothing counts while its switch is off."""
    if any(isinstance(each.input, Switch) and texts[each.name] == "off" for each in fields):
        return NOTHING
    menus = [(each.input, texts[each.name]) for each in fields if isinstance(each.input, Choice)]
    labels = (
        option.label
        for menu, value in menus
        for option in menu.options()
        if option.value == value != NONE
    )
    return ", ".join(labels) or NOTHING


def _actions(name: str, remember: str) -> str:
    formula = f'<a href="site:calculators/{name}/#the-formula" data-part="formula">The formula</a>'
    return (
        '<div class="sc-actions"><button type="button" data-action="reset">Reset</button>'
        f'<button type="button" data-action="link">Copy link</button>{formula}{remember}</div>\n'
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
        '<details class="sc-fold"><summary>How do I find out?</summary>'
        '<button type="button" data-action="see">Fill in what this browser knows</button>'
        f'{ways}</details><div class="sc-seen" data-part="seen" hidden></div>\n'
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
        return f"{label}{_moment(spec, common, value)}"
    raise TypeError(f"no control for an input of type {type(spec).__name__}")


def _moment(spec: Moment, common: str, value: str) -> str:
    """The day of the build, which the script turns into the reader's today; or the day given.

    No later day than that in `data-today` is taken from a reader's clock.
    """
    if value:
        return f'<input autocomplete="off" {common} value="{value}">'
    day = today().isoformat()
    dated = common.replace('data-default=""', f'data-default="{day}"')
    return f'<input autocomplete="off" data-today="{spec.last}-12-31" {dated} value="{day}">'


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
