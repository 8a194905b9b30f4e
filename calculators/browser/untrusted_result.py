"""A result that code of the reader's made: checked field by field before any of it is shown.

The declared types of `Result` are the rule: every field has its type, every choice one of its
words, every number is finite, every source has an https address. The views escape the rest.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from calculators.core import results
from calculators.core.results import Result

LARGEST = 1e300
_NAMES = {**vars(results), "Mapping": Mapping}


class NotAResult(ValueError):
    """The data is not a result; the message is a sentence for the reader."""


def result_from(data: object) -> Result:
    """The result that `dataclasses.asdict` made this data from; raises `NotAResult`.

    Suggested changes lose the inputs behind them: their buttons would act on our form.
    """
    result: Result = _built(Result, data, "answer")
    known = {figure.name for figure in result.figures}
    if not known.issuperset(result.highlights):
        raise NotAResult("The answer highlights a figure that it does not have.")
    if not all(source.url.startswith("https://") for source in result.sources):
        raise NotAResult("A source of the answer has no address that starts with https://.")
    changes = tuple(dataclasses.replace(each, inputs={}) for each in result.changes)
    return dataclasses.replace(result, changes=changes)


def _built(hint: Any, data: object, where: str) -> Any:
    """The data as a value of the declared type."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _one_of(inside, data, where)
    if origin is Literal:
        return _known(data in inside if isinstance(data, str) else False, data, where)
    if origin is tuple and isinstance(data, list):
        return tuple(_built(inside[0], each, where) for each in data)
    if origin is Mapping and isinstance(data, dict):
        return {_built(str, key, where): _built(str, data[key], where) for key in data}
    if dataclasses.is_dataclass(hint) and isinstance(data, dict):
        return _record(hint, data, where)
    if hint is float:
        return _known(_is_finite(data), data, where)
    if hint is str:
        return _known(_is_text(data), data, where)
    return _known(type(data) is hint, data, where)


def _one_of(hints: tuple[Any, ...], data: object, where: str) -> Any:
    for hint in hints:
        try:
            return _built(hint, data, where)
        except NotAResult as refusal:
            last = refusal
    raise last


def _record(kind: Any, data: dict[str, object], where: str) -> Any:
    hints = get_type_hints(kind, globalns=_NAMES)
    names = {field.name for field in dataclasses.fields(kind)}
    if data.keys() != names:
        raise NotAResult(f"The {where} does not have the parts of a {kind.__name__}.")
    return kind(**{name: _built(hints[name], data[name], name) for name in names})


def _known(good: bool, data: object, where: str) -> object:
    if not good:
        raise NotAResult(f"The part “{where}” of the answer holds something it cannot hold.")
    return data


def _is_finite(data: object) -> bool:
    if isinstance(data, bool) or not isinstance(data, int | float):
        return False
    return abs(data) < LARGEST and math.isfinite(data)


def _is_text(data: object) -> bool:
    """Half a character, as in "\\ud800", cannot leave Python."""
    return isinstance(data, str) and not any("\ud800" <= each <= "\udfff" for each in data)
