"""The usual kinds of input, each said in one line where a form declares it.

    context: Annotated[int, count("Context window", "tokens", 1, MAX_CONTEXT, thousand=KIB)] = 8192
    hosted_usd: Annotated[float, usd("Price of the host", 1000, "Per million tokens.")] = 0
    caching: Annotated[str, choice("Cache", {"off": "Not cached", "5min": "For 5 minutes"})] = "off"

Whatever a preset doesn't set, it hands on to the kind itself (`calculators.core.inputs`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict, Unpack

from calculators.core.inputs import Choice, Number, Option, Switch, When

NONE, OWN, CUSTOM, USUAL = "none", "own", "custom", "usual"
"""Choices that stand in many menus: nothing, what the reader gives (in two spellings, for both are
in links that people keep), what is usual."""

Options = Callable[[], Sequence[Option]]
Menu = Mapping[str, str] | Options
"""Labels by value; or a function, where the list comes from the catalog or has headings."""


class Common(TypedDict, total=False):
    """What any input may say besides."""

    more: bool
    remember: bool
    when: When | None


class Numeric(Common, total=False):
    """What any number may say besides."""

    stops: tuple[int, ...]
    thousand: int


def when(field: str, *values: str) -> When:
    """Only while another input has one of these values."""
    return When(field, values)


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


def usd(
    label: str, maximum: float, help: str = "", *, per: str = "", **rest: Unpack[Numeric]
) -> Number:
    """An amount of US dollars from nothing on, for one of something where `per` names it.

    >>> usd("Price", 100, per="hour").unit
    'USD/hour'
    """
    return amount(label, f"USD/{per}" if per else "USD", 0, maximum, help, **rest)


def percent(label: str, help: str = "", *, maximum: float = 100, **rest: Unpack[Numeric]) -> Number:
    """A share in percent, from nothing on."""
    return amount(label, "%", 0, maximum, help, **rest)


def choice(
    label: str,
    options: Menu,
    help: str = "",
    *,
    ask_browser: str = "",
    unlisted: Callable[[], Sequence[str]] | None = None,
    **rest: Unpack[Common],
) -> Choice:
    """One of a menu."""
    return Choice(
        label=label,
        options=_listed(options),
        help=help,
        ask_browser=ask_browser,
        unlisted=unlisted,
        **rest,
    )


def switch(label: str, help: str = "", **rest: Unpack[Common]) -> Switch:
    """On or off."""
    return Switch(label=label, help=help, **rest)


def _listed(options: Menu) -> Options:
    if not isinstance(options, Mapping):
        return options
    listed = [Option(value, label) for value, label in options.items()]
    return lambda: listed
