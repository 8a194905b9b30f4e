"""Records: JSON files in `calculators/data/`, and data read into the dataclass that declares it.

A dataclass is the schema of its record: `read_record` takes JSON apart by the types of the fields,
which may be other dataclasses, tuples, mappings, literals and unions. Nothing is converted but a
list to a tuple, so what does not fit is refused with the place where it stands.
"""

from __future__ import annotations

import dataclasses
import json
import math
import os
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from calculators.core.results import Source

_DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
LARGEST = 1e300

Kind = TypeVar("Kind")


class RecordError(ValueError):
    """Data that may not ship or be shown; the message names the record, the key and the fix."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


def data_path(name: str) -> str:
    """Where the file of that name lies, which may be inside a wheel that was not unpacked."""
    return os.path.join(_DATA, name)


def read_data(name: str) -> bytes:
    """The bytes of a file in `calculators/data/`."""
    # A wheel that was not unpacked has no files to open; whatever loaded this module can read it.
    get_data = getattr(__spec__.loader, "get_data", None)
    if get_data is not None:
        return bytes(get_data(data_path(name)))
    with open(data_path(name), "rb") as file:
        return file.read()


@cache
def read_json(name: str) -> Any:
    """The content of a JSON file in `calculators/data/`, read once and for all to look at only."""
    return json.loads(read_data(name))


def source(ident: str) -> Source:
    """The source of that id; raises `KeyError`.

    >>> source("llama-cpp").title
    'llama.cpp’s own memory report'
    """
    return sources()[ident]


@cache
def sources() -> Mapping[str, Source]:
    """All of them by id."""
    shown = ("title", "url", "checked")
    return {
        each["id"]: Source(**{name: each[name] for name in shown})
        for each in read_json("sources.json")["source"]
    }


def read_record(kind: type[Kind], data: object, where: str = "record") -> Kind:
    """The data as an instance of the dataclass; raises `RecordError`.

    >>> @dataclasses.dataclass
    ... class Quote:
    ...     provider: str
    ...     usd_per_hour: float
    ...     note: str = ""
    >>> read_record(Quote, {"provider": "RunPod", "usd_per_hour": 2})
    Quote(provider='RunPod', usd_per_hour=2, note='')
    """
    found: Kind = _read(kind, data, where)
    return found


def github(version: str) -> str:
    """Where a reader opens `owner/repository@commit`, or a path in it.

    >>> github("me/terms@c0ffee:Chat/Terms of Use.md")
    'https://github.com/me/terms/blob/c0ffee/Chat/Terms%20of%20Use.md'
    >>> github("me/terms@c0ffee")
    'https://github.com/me/terms/tree/c0ffee'
    """
    repository, _, rest = version.partition("@")
    commit, _, path = rest.partition(":")
    inside = f"blob/{commit}/{path.replace(' ', '%20')}" if path else f"tree/{commit}"
    return f"https://github.com/{repository}/{inside}"


def with_sources(data: Any, checked: str) -> Any:
    """The same with each title and its address as a source, checked on the day of the file.

    >>> with_sources({"watts": 30, "title": "A test", "url": "https://example.org"}, "2026-11-24")
    {'watts': 30, 'source': {'title': 'A test', 'url': 'https://example.org', 'checked': \
'2026-11-24'}}
    """
    if isinstance(data, list):
        return [with_sources(each, checked) for each in data]
    if not isinstance(data, dict):
        return data
    found = {key: with_sources(value, checked) for key, value in data.items()}
    if "title" in found:
        parts = {"title": found.pop("title"), "url": found.pop("url"), "checked": checked}
        found["source"] = parts
    return found


def _read(hint: Any, data: object, where: str) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _one_of(inside, data, where)
    if origin is Literal:
        return _checked(isinstance(data, str) and data in inside, data, where)
    if origin is tuple and isinstance(data, list):
        return _tuple(inside, data, where)
    if origin is Mapping and isinstance(data, dict):
        return {_read(str, key, where): _read(inside[1], data[key], key) for key in data}
    if dataclasses.is_dataclass(hint) and isinstance(data, dict):
        return _dataclass(hint, data, where)
    if hint is Any:
        return data
    if hint is float:
        return _checked(_is_finite(data), data, where)
    if hint is str:
        return _checked(_is_text(data), data, where)
    return _checked(type(data) is hint, data, where)


def _one_of(hints: tuple[Any, ...], data: object, where: str) -> Any:
    for hint in hints:
        try:
            return _read(hint, data, where)
        except RecordError as error:
            last = error
    raise last


def _tuple(inside: tuple[Any, ...], data: list[object], where: str) -> tuple[Any, ...]:
    if inside[-1] is Ellipsis:
        return tuple(_read(inside[0], each, where) for each in data)
    if len(data) != len(inside):
        raise RecordError(f"{where}: holds {len(data)} values, not {len(inside)}", where)
    return tuple(_read(hint, each, where) for hint, each in zip(inside, data, strict=True))


def _dataclass(kind: Any, data: Mapping[str, object], where: str) -> Any:
    hints, required = _fields(kind)
    if missing := required - data.keys():
        raise RecordError(f"{where}: {', '.join(sorted(missing))} is missing", where)
    if unknown := data.keys() - hints.keys():
        raise RecordError(f"{where}: unknown key {', '.join(sorted(unknown))}", where)
    return kind(**{name: _read(hints[name], value, name) for name, value in data.items()})


@cache
def _fields(kind: Any) -> tuple[Mapping[str, Any], frozenset[str]]:
    """The type of each field, and the names of those without a default."""
    absent = dataclasses.MISSING
    fields = dataclasses.fields(kind)
    required = (each for each in fields if each.default is each.default_factory is absent)
    hints = get_type_hints(kind, localns={"Mapping": Mapping})
    return {each.name: hints[each.name] for each in fields}, frozenset(
        each.name for each in required
    )


def _checked(good: bool, data: object, where: str) -> object:
    if not good:
        raise RecordError(f"{where}: cannot hold a value of type {type(data).__name__}", where)
    return data


def _is_finite(data: object) -> bool:
    if isinstance(data, bool) or not isinstance(data, int | float):
        return False
    return abs(data) < LARGEST and math.isfinite(data)


def _is_text(data: object) -> bool:
    """Half a character, as in "\\ud800", cannot leave Python."""
    return isinstance(data, str) and not any("\ud800" <= each <= "\udfff" for each in data)
