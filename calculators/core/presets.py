"""Kinds of input as annotations of a field: `Annotated[int, count("Steps", "steps", 1, 9)] = 3`.

`calculators.core.form` takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Unpack

from calculators.core.form import CUSTOM, NONE, OWN, USUAL, Common, Numeric, Options, when
from calculators.core.inputs import Choice, Number, Option, Switch

__all__ = ["CUSTOM", "NONE", "OWN", "USUAL", "amount", "choice", "count", "switch", "when"]


def count(
    label: str, unit: str, minimum: int, maximum: int, help: str = "", **rest: Unpack[Numeric]
) -> Number:
    """A whole number of things."""
    return Number(label=label, unit=unit, minimum=minimum, maximum=maximum, help=help, **rest)


def amount(
    label: str, unit: str, minimum: float, maximum: float, help: str = "", **rest: Unpack[Numeric]
) -> Number:
    """A number that may have a fraction."""
    limits = {"minimum": minimum, "maximum": maximum}
    return Number(label=label, unit=unit, help=help, whole=False, **limits, **rest)


def choice(
    label: str,
    options: Mapping[str, str] | Options,
    help: str = "",
    *,
    ask_browser: str = "",
    unlisted: Callable[[], Sequence[str]] | None = None,
    **rest: Unpack[Common],
) -> Choice:
    """One of a menu."""
    if isinstance(options, Mapping):
        listed = [Option(value, label) for value, label in options.items()]
        options = lambda: listed  # noqa: E731
    extra = {"ask_browser": ask_browser, "unlisted": unlisted}
    return Choice(label=label, options=options, help=help, **extra, **rest)  # type: ignore[arg-type]


def switch(label: str, help: str = "", **rest: Unpack[Common]) -> Switch:
    """On or off."""
    return Switch(label=label, help=help, **rest)
