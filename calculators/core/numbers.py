"""Numbers: how they are read from people, what an ambiguous one may mean, and how they are shown.

GB is 10^9 bytes and GiB is 2^30 bytes. Memory is shown in GiB or MiB, because that is what
runtimes and operating systems allocate; a "16 GB" laptop holds 16 GiB of RAM.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import NamedTuple

SIGNS = {
    **{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "BRL": "R$"},
    **{code: f"{code} " for code in ("CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK")},
    **{code: f"{code} " for code in ("MXN", "SGD", "CNY")},
}
"""The currencies that amounts may be shown in, and how each is written."""
PER = {
    "": "",
    **{per: f" a {per}" for per in ("month", "year", "day", "request", "task", "seat", "kWh")},
    "hour": " an hour",
    "Mtok": " per million tokens",
}
"""What an amount of money may be for, in words."""

KIB = 2**10
MIB = 2**20
GIB = 2**30
GB = 10**9

_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}([,'\u2019\u00a0\u202f ]\d{3})+(\.\d+)?")
_SEPARATORS = re.compile(r"[,'\u2019\u00a0\u202f ]")
_MAX_DIGITS = 30
_COUNTED = (
    *("answer", "bit", "card", "case", "column", "control", "day", "example", "helper", "hour"),
    *("layer", "machine", "message", "minute", "model", "month", "page", "part", "point"),
    *("request", "result", "rule", "run", "seat", "slot", "step", "task", "thing", "time"),
    *("token", "turn", "use", "user", "watt", "weight", "word", "year"),
)
SINGULAR = {
    **{f"{one}s": one for one in _COUNTED},
    **{"duties": "duty", "parties": "party", "people": "person"},
}
"""What things are counted in, and how that is said of a single one."""


class Range(NamedTuple):
    """A number in the cheapest or smallest case, in the usual one, and at the other end."""

    low: float
    typical: float
    high: float

    @classmethod
    def at(cls, number: float) -> Range:
        """A number that is the same in every case."""
        return cls(number, number, number)


def format_bytes(count: float) -> str:
    """Bytes as GiB or MiB with three significant digits or so.

    >>> format_bytes(5_027_783_488)
    '4.68 GiB'
    >>> format_bytes(97_525_792)
    '93 MiB'
    >>> format_bytes(0)
    '0 MiB'
    """
    if abs(count) >= 0.9995 * GIB:
        return f"{_three_digits(count / GIB)} GiB"
    mib = count / MIB
    return f"{mib:,.0f} MiB" if abs(mib) >= 10 or count == 0 else f"{mib:.1f} MiB"


def _three_digits(value: float) -> str:
    decimals = 2 if abs(value) < 9.995 else 1 if abs(value) < 99.95 else 0
    return f"{value:,.{decimals}f}"


def format_seconds(seconds: float) -> str:
    """A time as people say it, no finer than it matters.

    >>> format_seconds(0.32), format_seconds(4.16), format_seconds(75), format_seconds(4000)
    ('0.3 s', '4.2 s', '1 min 15 s', '1 h 7 min')
    """
    if seconds < 0.05:
        return "0.0 s" if seconds == 0 else "under 0.1 s"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 10:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours == 0:
        return f"{minutes} min"
    if hours < 10:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{seconds / 3600:,.0f} h"


def format_money(amount: float, unit: str = "USD") -> str:
    """An amount of money, with cents where they count and more digits where it is small.

    The unit is the code of a currency, alone or with what it is for.

    >>> format_money(1234.5), format_money(12.3, "EUR/month")
    ('$1,234.50', '€12.30 a month')
    >>> format_money(0.00860376), format_money(0.1, "USD/Mtok"), format_money(-45120, "CHF")
    ('$0.0086', '$0.10 per million tokens', '-CHF 45,120')
    """
    code, _, per = unit.partition("/")
    sign, size = "-" if amount < 0 else "", abs(amount)
    return f"{sign}{SIGNS[code]}{size:,.{_decimals(size)}f}{PER[per]}"


def _decimals(size: float) -> int:
    """Digits after the point of an amount of money."""
    if size >= 9999.5:
        return 0
    return 2 if size >= 0.0995 or size == 0 else 1 - math.floor(math.log10(size))


def money_rest(whole: float, part: float) -> float:
    """What is left of an amount as it is printed without a part as it is printed.

    >>> [format_money(each) for each in (124.804, 2.948, money_rest(124.804, 2.948))]
    ['$124.80', '$2.95', '$121.85']
    """
    printed = [round(each, _decimals(abs(each))) for each in (whole, part)]
    return round(printed[0] - printed[1], max(_decimals(abs(each)) for each in printed))


def exact_money(amount: float, code: str = "USD") -> str:
    """An amount in a working: five significant digits, so that the next line comes out right.

    >>> exact_money(0.0150476), exact_money(1234.5), exact_money(1.5e-5), exact_money(98_765.4)
    ('$0.015048', '$1,234.5', '$0.000015', '$98,765')
    """
    sign, size = "-" if amount < 0 else "", abs(amount)
    if size >= 9_999.5:
        number = f"{size:,.0f}"
    elif 0 < size < 0.0001:
        number = f"{size:.{4 - math.floor(math.log10(size))}f}".rstrip("0")
    else:
        number = f"{size:,.5g}"
    return f"{sign}{SIGNS[code]}{number}"


def unit_words(unit: str) -> str:
    """A unit as it stands beside a box: amounts of money say what they are for.

    >>> unit_words("USD/Mtok"), unit_words("tokens")
    ('USD per million tokens', 'tokens')
    """
    code, slash, per = unit.partition("/")
    return code + PER[per] if slash and code in SIGNS else unit


def _of_one(unit: str) -> str:
    """A unit as it is said of a single thing.

    >>> _of_one("parties"), _of_one("words a minute"), _of_one("times as much"), _of_one("tokens/s")
    ('party', 'word a minute', 'times as much', 'tokens/s')
    """
    thing, space, rest = unit.partition(" ")
    return unit if rest.startswith("as ") else SINGULAR.get(thing, thing) + space + rest


def counted(number: float, noun: str) -> str:
    """So many of a thing.

    >>> counted(1, "step"), counted(2.5, "task"), counted(1_000_000, "task")
    ('1 step', '2.5 tasks', '1,000,000 tasks')
    """
    return f"{number:,.10g} {noun}{'' if number == 1 else 's'}"


def format_quantity(value: float | str | None, unit: str) -> str:
    """A value with its unit, as every view prints it.

    >>> format_quantity(8192, "tokens")
    '8,192 tokens'
    >>> format_quantity(4.9165, "bits per weight")
    '4.92 bits per weight'
    >>> format_quantity(None, "layers")
    'not known'
    >>> format_quantity(1234.5, "tokens/s")
    '1,234 tokens/s'
    """
    if value is None:
        return "not known"
    if isinstance(value, str):
        return value
    if unit == "bytes":
        return format_bytes(value)
    if unit == "seconds":
        return format_seconds(value)
    if unit == "tokens/s":
        return f"{_three_digits(value)} {unit}"
    if unit.partition("/")[0] in SIGNS:
        return format_money(value, unit)
    number = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    if value == 1:
        unit = _of_one(unit)
    return number + _behind(unit)


def _behind(unit: str) -> str:
    """The unit as it follows its number; a share is closed up, as English writes it: 90%."""
    return unit if unit == "%" or not unit else f" {unit}"


def format_about(value: float | str | None, unit: str) -> str:
    """An estimate as prose tells it: two significant digits, times in words, millions too.

    >>> format_about(336_385, "requests a month"), format_about(1310.06, "USD/month")
    ('340,000 requests a month', '$1,300 a month')
    >>> format_about(8_149_700_000, "bytes"), format_about(502, "seconds")
    ('7.6 GiB', '8 minutes')
    """
    if value is None or isinstance(value, str):
        return format_quantity(value, unit)
    return "".join(_about(value, unit, round))


def format_about_range(low: float | None, high: float | None, unit: str) -> str:
    """The range of an estimate, rounded outwards, with its unit once where both ends share it.

    Days and small sums are told as answers print them, which may stand beside it on the page.

    >>> format_about_range(207, 1_178, "seconds"), format_about_range(12.61, 13.4, "USD/month")
    ('3 to 20 minutes', '$12 to $14 a month')
    >>> format_about_range(3, 3, "layers"), format_about_range(1, 3, "layers")
    ('', '1 to 3 layers')
    >>> format_about_range(84, 217, "days"), format_about_range(0.168, 1.131, "USD")
    ('84 to 217 days', '$0.17 to $1.13')
    """
    if low is None or high is None or low == high:
        return ""
    if unit == "days" or (unit.partition("/")[0] in SIGNS and high < 10):
        return format_range(low, high, unit)
    first, name = _about(low, unit, math.floor)
    last, last_name = _about(high, unit, math.ceil)
    shared = name.lstrip() in (last_name.lstrip(), _of_one(last_name.lstrip()))
    return f"{first if shared else first + name} to {last}{last_name}"


def _about(value: float, unit: str, whole: Callable[[float], int]) -> tuple[str, str]:
    """The number and what comes after it."""
    code, _, per = unit.partition("/")
    if unit == "seconds":
        return _about_time(value, whole)
    if unit == "bytes":
        in_gib = abs(value) >= 0.9995 * GIB
        amount, name = (value / GIB, " GiB") if in_gib else (value / MIB, " MiB")
        return _two_digits(amount, whole), name
    if code in SIGNS:
        number = _two_digits(abs(value), whole)
        cents = value == 0 or "." in number
        sign = "-" if value < 0 else ""
        return f"{sign}{SIGNS[code]}{_in_cents(number) if cents else number}", PER[per]
    number = _two_digits(value, whole)
    if float(value).is_integer() and "llion" not in number:
        number = number.partition(".")[0]
    if value == 1:
        unit = _of_one(unit)
    return number, _behind(unit)


_TIMES = (
    (10, 1, "second", 0.1),
    (90, 1, "second", 1),
    (300, 60, "minute", 0.5),
    (5_400, 60, "minute", 1),
    (36_000, 3_600, "hour", 0.5),
    (172_800, 3_600, "hour", 1),
    (864_000, 86_400, "day", 0.5),
    (math.inf, 86_400, "day", 1),
)
"""Below so many seconds, a time is told in this unit, in steps of so much of it."""


def _about_time(seconds: float, whole: Callable[[float], int]) -> tuple[str, str]:
    size, name, step = next(row[1:] for row in _TIMES if seconds < row[0])
    number = f"{whole(round(seconds / size / step, 6)) * step:,.1f}".removesuffix(".0")
    return number, f" {name}" if number == "1" else f" {name}s"


def _two_digits(value: float, whole: Callable[[float], int]) -> str:
    """A number of two significant digits, from a million on in words."""
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 1) if value else 1.0
    rounded = whole(round(value / step, 6)) * step
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if abs(rounded) >= size:
            number = f"{rounded / size:,.1f}"
            return (
                f"{number.removesuffix('.0') if abs(rounded) < 10 * size else number[:-2]} {name}"
            )
    decimals = max(0, 1 - math.floor(math.log10(abs(rounded)))) if rounded else 0
    return f"{rounded:,.{decimals}f}"


def _in_cents(number: str) -> str:
    """Two digits after the point at least, as money is written."""
    whole, _, cents = number.partition(".")
    return f"{whole}.{cents:0<2}"


def format_compact(value: float) -> str:
    """A number for an axis, in as few signs as can be.

    >>> [format_compact(each) for each in (0, 0.25, 12, 1500, 2_000_000, 3.2e9)]
    ['0', '0.25', '12', '1.5k', '2M', '3.2G']
    """
    for size, sign in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{sign}"
    return f"{value:.3g}"


def format_range(low: float | None, high: float | None, unit: str) -> str:
    """A range with its unit once where both ends share it; empty when there is none to see.

    >>> format_range(314572800, 524288000, "bytes")
    '300 to 500 MiB'
    >>> format_range(1, 3, "layers")
    '1 to 3 layers'
    >>> format_range(22124000000, 22125000000, "bytes")
    ''
    >>> format_range(12, 18, "seconds"), format_range(34, 122, "seconds")
    ('12 to 18 s', '34 s to 2 min 2 s')
    >>> format_range(10, 35, "%")
    '10 to 35%'
    """
    first, last = format_quantity(low, unit), format_quantity(high, unit)
    if low is None or high is None or first == last:
        return ""
    number, _, name = first.removesuffix("%").partition(" ")
    last_name = last.partition(" ")[2]
    shared = name in (last_name, _of_one(last_name)) and not any(map(str.isdigit, name))
    alike = bool(number) and shared
    return f"{number} to {last}" if alike else f"{first} to {last}"


def parse_number(text: str, thousand: int = 1000) -> float | None:
    """The number a person typed, or None when it is not one.

    Thousands may be grouped by a comma, a space or an apostrophe, never written with a decimal
    comma, which would be a guess. `32k` means 32 thousands, which are
    1,024 where runtimes count context.

    >>> parse_number("8,192"), parse_number("5k"), parse_number("32k", 1024)
    (8192.0, 5000.0, 32768.0)
    >>> parse_number("7,5"), parse_number("nan"), parse_number("")
    (None, None, None)
    """
    stripped = text.strip()
    if len(stripped) > _MAX_DIGITS:
        return None
    factor = 1
    if stripped[-1:] in ("k", "K"):
        stripped, factor = stripped[:-1].rstrip(), thousand
    if _GROUPED.fullmatch(stripped):
        stripped = _SEPARATORS.sub("", stripped)
    if not (stripped.isascii() and _PLAIN.fullmatch(stripped)):
        return None
    return float(stripped) * factor


_EITHER = re.compile(r"[+-]?([1-9][0-9]{0,2})\.([0-9]{3})")
_DECIMAL_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]{1,2}|[0-9]{4,})")
_POINTS_AND_COMMA = re.compile(r"([+-]?[0-9]{1,3})((?:\.[0-9]{3})+)(?:,([0-9]+))?")


def in_two_ways(text: str, *, whole: bool = False) -> str:
    """How to write a number that reads as thousands here and as a fraction there; else empty.

    >>> in_two_ways("1.500"), in_two_ways("1.500", whole=True)
    ('Write 1500 or 1.5', 'Write 1500, or a whole number')
    >>> in_two_ways("12.000", whole=True)
    'Write 12000 or 12'
    >>> in_two_ways("0.125"), in_two_ways("1.25"), in_two_ways("1.5000")
    ('', '', '')
    """
    found = _EITHER.fullmatch(text.strip())
    if not found:
        return ""
    sign = text.strip()[0] if text.strip()[0] in "+-" else ""
    fraction = found[2].rstrip("0")
    if whole:
        other = "a whole number" if fraction else f"{sign}{found[1]}"
        return f"Write {sign}{found[1]}{found[2]}{', or' if fraction else ' or'} {other}"
    return f"Write {sign}{found[1]}{found[2]} or {sign}{found[1]}.{fraction or '0'}"


def meant(text: str, *, whole: bool = False) -> str:
    """How to write what was probably meant, where a comma stands for a point; else empty.

    >>> meant("1,5"), meant("2.459,00"), meant("eight")
    ('Write 1.5', 'Write 2459.00', '')
    >>> meant("1,5", whole=True), meant("2.459,00", whole=True)
    ('', 'Write 2459')
    """
    stripped = text.strip()
    if found := _DECIMAL_COMMA.fullmatch(stripped):
        number, fraction = found[1], found[2]
    elif found := _POINTS_AND_COMMA.fullmatch(stripped):
        number, fraction = found[1] + found[2].replace(".", ""), found[3] or ""
    else:
        return ""
    if whole:
        return "" if fraction.strip("0") else f"Write {number}"
    return f"Write {number}.{fraction}" if fraction else f"Write {number}"


def unmistakable(number: float) -> str:
    """A number as text that is read in one way only, and back to the same number.

    >>> unmistakable(1.125), unmistakable(0.125), unmistakable(8192.0), unmistakable(2e-05)
    ('1.1250', '0.125', '8192', '0.00002')
    """
    if number.is_integer():
        return str(int(number))
    text = repr(number)
    if "e" in text:
        text = f"{number:.17f}".rstrip("0") if abs(number) < 1 else str(int(number))
    return text + "0" if _EITHER.fullmatch(text) else text
