"""The inputs of a form, each declared in a line or three: what it takes, then what it says.

    context: int = count(8192, "tokens", 1, MAX_CONTEXT, thousand=KIB)("Context window")
    hosted_usd: float = usd(0, 1000)("Price of the host", "Per million tokens.")
    caching: str = choice("off", {"off": "Not cached", "5min": "For 5 minutes"})("Cache")

The first call has the default and what may be given, the second the label and the help. What a
preset doesn't set, it hands on to the kind itself (`calculators.core.inputs`). A type checker sees
the type of the value, as with `dataclasses.field`, which is what all of them come to.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from functools import cache
from typing import Any, Protocol, TypedDict, TypeVar, Unpack

from calculators.core.inputs import Choice, Input, Moment, Number, Option, Switch, Text, When

NONE, OWN, CUSTOM, USUAL = "none", "own", "custom", "usual"
"""Choices that stand in many menus: nothing, what the reader gives (in two spellings, for both are
in links that people keep), what is usual."""

MORE = " …"
"""At the end of a heading: the form names there what is chosen under it."""

Options = Callable[[], Sequence[Option]]
Menu = Mapping[str, str] | Options | Option
"""Labels by value; a function, where they come from the catalog; or one more option."""

Value = TypeVar("Value")
Said = TypeVar("Said", covariant=True)


class Words(Protocol[Said]):
    """An input that only lacks its words."""

    def __call__(self, label: str, help: str = "") -> Said:
        """The field of the form; to a type checker, its value."""


class Common(TypedDict, total=False):
    """What any input may say besides."""

    group: str
    remember: bool
    when: When | None


class Numeric(Common, total=False):
    """What any number may say besides."""

    stops: tuple[int, ...]
    thousand: int


class Written(Common, total=False):
    """What any text may say besides; see `Text`."""

    placeholder: str
    less: str
    typed: bool
    private: bool
    examples: tuple[str, ...]
    check: Callable[[str], Sequence[str]] | None


def when(field: str, *values: str) -> When:
    """Only while another input has one of these values."""
    return When(field, values)


def count(
    default: int, unit: str, minimum: int, maximum: int, **rest: Unpack[Numeric]
) -> Words[int]:
    """A whole number of things."""
    return _asked(default, Number, unit=unit, minimum=minimum, maximum=maximum, **rest)


def amount(
    default: float, unit: str, minimum: float, maximum: float, **rest: Unpack[Numeric]
) -> Words[float]:
    """A number that may have a fraction."""
    limits = {"minimum": minimum, "maximum": maximum}
    return _asked(default, Number, unit=unit, whole=False, **limits, **rest)


def usd(default: float, maximum: float, *, per: str = "", **rest: Unpack[Numeric]) -> Words[float]:
    """An amount of US dollars from nothing on, for one of something where `per` names it."""
    return amount(default, f"USD/{per}" if per else "USD", 0, maximum, **rest)


def percent(default: float, *, maximum: float = 100, **rest: Unpack[Numeric]) -> Words[float]:
    """A share in percent, from nothing on."""
    return amount(default, "%", 0, maximum, **rest)


def choice(
    default: str,
    *menus: Menu,
    ask_browser: str = "",
    unlisted: Callable[[], Sequence[str]] | None = None,
    **rest: Unpack[Common],
) -> Words[str]:
    """One of a menu, or of several one after the other."""
    options = _joined(menus)
    return _asked(
        default, Choice, options=options, ask_browser=ask_browser, unlisted=unlisted, **rest
    )


def switch(default: bool, **rest: Unpack[Common]) -> Words[bool]:
    """On or off."""
    return _asked(default, Switch, **rest)


def text(default: str, *, max_characters: int, **rest: Unpack[Written]) -> Words[str]:
    """Free text, such as a pasted file."""
    return _asked(default, Text, max_characters=max_characters, **rest)


def moment(**rest: Unpack[Common]) -> Words[datetime | None]:
    """A day, or a day and a time, which is empty at first."""
    return _asked(None, Moment, **rest)


def again(form: Any, name: str, **changed: Unpack[Common]) -> Any:
    """An input of another form once more, in another group, say, or under another condition."""
    asked = next(each for each in dataclasses.fields(form) if each.name == name)
    metadata = {"input": dataclasses.replace(asked.metadata["input"], **changed)}
    return field(default=asked.default, metadata=metadata)


def _asked(default: Value, kind: type[Input], **rest: Any) -> Words[Value]:
    def said(label: str, help: str = "") -> Any:
        metadata = {"input": kind(label=label, help=help, **rest)}
        return field(default=default, metadata=metadata)

    return said


def _joined(menus: Sequence[Menu]) -> Options:
    """One function for all of them, which gives the same list at each call."""

    @cache
    def options() -> Sequence[Option]:
        return [each for menu in menus for each in _listed(menu)]

    return options


def _listed(menu: Menu) -> Sequence[Option]:
    if isinstance(menu, Option):
        return [menu]
    if callable(menu):
        return menu()
    return [Option(value, label) for value, label in menu.items()]
