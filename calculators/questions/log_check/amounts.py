"""Numbers and sizes as logs print them, with the precision they are printed in."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
UNITS = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "MB": 2**20, "GB": 2**30}
"""llama.cpp prints MiB and GiB, and older lines call the same MB and GB."""


class Size(NamedTuple):
    """Bytes as printed: the true value is within `step` ÷ 2."""

    bytes: float
    step: float

    def __add__(self, other: Size) -> Size:  # type: ignore[override]  # not as tuples add up
        """Both together; what was rounded adds up."""
        return Size(self.bytes + other.bytes, self.step + other.step)

    def is_near(self, value: float) -> bool:
        """Whether it can be that value, rounded for print."""
        return abs(self.bytes - value) <= 0.51 * self.step + 1


NOTHING = Size(0, 0)


def as_printed(found: Size) -> str:
    """A size with the digits that the log gave it.

    >>> as_printed(Size(5.3 * 2**30, 0.1 * 2**30)), as_printed(Size(2**34, 2**20 / 100))
    ('5.3 GiB', '16,384 MiB')
    >>> as_printed(Size(54_262_464_512, 1))
    '51,748.72 MiB'
    """
    unit, name = (2**30, "GiB") if found.step > 2**20 else (2**20, "MiB")
    decimals = 2 if found.step < unit / 99 else 1 if found.step < unit else 0
    return f"{found.bytes / unit:,.{decimals}f}".removesuffix(".00") + f" {name}"


def number(text: str) -> float | None:
    """The number that a text starts with.

    >>> number(" 8.87 tokens/s"), number("inf tokens per second")
    (8.87, None)
    """
    found = _NUMBER.match(text.lstrip())
    return float(found.group()) if found else None


def count(text: str) -> int | None:
    """The whole number that a text starts with.

    >>> count("131072 cells")
    131072
    """
    found = number(text)
    return int(found) if found is not None else None


def size(text: str) -> Size | None:
    """The size that a text starts with; None when it starts with none.

    >>> size("4.58 GiB (4.89 BPW)").bytes / 2**30
    4.58
    >>> size("512.00 MiB").step / 2**20
    0.01
    """
    stripped = text.strip().strip('"')
    found = _NUMBER.match(stripped)
    words = stripped[found.end() :].split(None, 1) if found else []
    unit = words[0].strip('",;()') if words else ""
    if found is None or unit not in UNITS:
        return None
    decimals = len(found.group().partition(".")[2])
    return Size(float(found.group()) * UNITS[unit], UNITS[unit] / 10**decimals)


def parameters(text: str) -> Size:
    """The number of weights that a text starts with, in the fields of a size.

    >>> parameters("8.5 B"), parameters("34.661 B").step
    (Size(bytes=8500000000.0, step=100000000.0), 1000000.0)
    """
    found, words = number(text), text.split()
    unit = {"T": 1e12, "B": 1e9, "M": 1e6, "K": 1e3}.get(words[1] if len(words) > 1 else "", 0)
    decimals = len(words[0].partition(".")[2]) if unit else 2
    return Size((found or 0) * unit, unit / 10**decimals)


def before(text: str, mark: str) -> str:
    """The word right before a mark in a text; empty where there is none.

    >>> before("( 18.89 ms per token, 52.93 tokens per second)", " tokens per second")
    '52.93'
    """
    head, found, _ = text.rpartition(mark)
    return head.rpartition(" ")[2].lstrip("(") if found else ""


def named(line: str, key: str) -> str:
    """The value of `key=value` or `key="a value"` in a line; empty where there is none.

    >>> named('msg="kv cache" device=CUDA0 size="5.2 GiB"', "size")
    '5.2 GiB'
    """
    value = f" {line}".partition(f" {key}=")[2]
    return value[1:].partition('"')[0] if value[:1] == '"' else value.partition(" ")[0]
