"""Changes of a JSON text that leave it JSON, so that a fuzzer gets past the parser.

One value somewhere inside is replaced, removed, doubled, or exchanged for another one of the same
text; libFuzzer's own changes of bytes go on beside these.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

ODD: tuple[object, ...] = (
    *(None, True, False, 0, 1, -1, 2, 7, 63, 128, 1000, 4096, 2**31, 2**53 + 1, 10**30, -(10**30)),
    *(0.0, -0.0, 0.5, 1e-320, 1e308, float("nan"), float("inf"), float("-inf")),
    *("", " ", "0", "-0", "1e9", "1,5", "1.234", "\u0663", "\ud800", "\x00", "none", "own"),
    *('"><b data-probe>', "javascript:0", "</p>&lt;", "a" * 300, [], {}, [[]], {"": {}}),
)
"""Values at which programs err."""
PASSES = 4
"""At most so many changes at once."""
Path = tuple[Any, ...]


def mutated_json(data: bytes, longest: int, seed: int) -> bytes | None:
    """Another JSON text; None where this is none, or the other one would be too long."""
    random = Random(seed)
    try:
        value = json.loads(data.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        return None
    for _ in range(random.randint(1, PASSES)):
        value = _changed(value, random)
    changed = json.dumps(value).encode()
    return changed if len(changed) <= longest else None


def _changed(value: object, random: Random) -> object:
    places = list(_places(value))
    path = random.choice(places)
    change = random.choice(_CHANGES)
    if not path:
        return random.choice(ODD) if random.random() < 0.05 else value
    holder = _at(value, path[:-1])
    change(holder, path[-1], _at(value, random.choice(places)), random)
    return value


def _replace(holder: Any, key: Any, other: object, random: Random) -> None:
    holder[key] = random.choice(ODD)


def _exchange(holder: Any, key: Any, other: object, random: Random) -> None:
    holder[key] = json.loads(json.dumps(other))


def _remove(holder: Any, key: Any, other: object, random: Random) -> None:
    del holder[key]


def _double(holder: Any, key: Any, other: object, random: Random) -> None:
    if isinstance(holder, list):
        holder.insert(key, json.loads(json.dumps(holder[key])))
    else:
        holder[f"{key}{random.choice(('2', ' ', '<', chr(0)))}"] = holder[key]


def _near(holder: Any, key: Any, other: object, random: Random) -> None:
    """A number beside the one that is there, or a text with one character more."""
    value = holder[key]
    if isinstance(value, bool) or value is None:
        holder[key] = not value
    elif isinstance(value, int | float):
        holder[key] = random.choice((value + 1, value - 1, -value, value * 2, value / 3))
    elif isinstance(value, str):
        at = random.randint(0, len(value))
        holder[key] = value[:at] + random.choice("<>\"'&=;:\\/\x00\u202e0.,-e") + value[at:]


_CHANGES: tuple[Callable[[Any, Any, object, Random], None], ...] = (
    _replace,
    _exchange,
    _remove,
    _double,
    _near,
    _near,
)


def _places(value: object, path: Path = ()) -> Iterator[Path]:
    yield path
    inside: dict[Any, Any] = {}
    if isinstance(value, dict):
        inside = value
    elif isinstance(value, list):
        inside = dict(enumerate(value))
    for key, each in inside.items():
        yield from _places(each, (*path, key))


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value
