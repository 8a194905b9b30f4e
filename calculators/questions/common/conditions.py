"""A condition of a record in the words of the form that asks for its facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.core.calculator import fields_of
from calculators.engines.rules.condition import Condition, asks_about

Menus = Mapping[str, Mapping[str, str]]


def condition_words(when: Condition, form: Any, menus: Menus, between: str = " · ") -> str:
    """What a condition asks, each thing once; "always" where it asks nothing.

    A choice has the words of its menu, a switch those of its label.
    """
    labels = {field.name: field.input.label for field in fields_of(form)}
    said = dict.fromkeys(
        _one(labels[name], menus.get(name, {}), wanted) for name, wanted in asks_about(when)
    )
    return between.join(said) or "always"


def _one(label: str, menu: Mapping[str, str], wanted: str | list[str] | bool) -> str:
    if isinstance(wanted, bool):
        return label.lower() if wanted else f"not: {label.lower()}"
    levels = [wanted] if isinstance(wanted, str) else wanted
    return " or ".join(menu[each] for each in levels)
