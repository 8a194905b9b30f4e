"""What somebody may have meant by a number that cannot be read, or that can be read in two ways.

Half of the world writes 1.500,00 for what the other half writes 1,500.00. Nothing here guesses: it
only names the ways to write what was probably meant.
"""

from __future__ import annotations

import re

_EITHER = re.compile(r"[+-]?([1-9][0-9]{0,2})\.([0-9]{3})")
_DECIMAL_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]{1,2}|[0-9]{4,})")
_POINTS_AND_COMMA = re.compile(r"([+-]?[0-9]{1,3})((?:\.[0-9]{3})+)(?:,([0-9]+))?")


def in_two_ways(text: str) -> str:
    """How to write a number that reads as thousands here and as a fraction there; else empty.

    >>> in_two_ways("1.500")
    'Write 1500 or 1.5'
    >>> in_two_ways("0.125"), in_two_ways("1.25"), in_two_ways("1.5000")
    ('', '', '')
    """
    found = _EITHER.fullmatch(text.strip())
    if not found:
        return ""
    sign = text.strip()[0] if text.strip()[0] in "+-" else ""
    fraction = found[2].rstrip("0") or "0"
    return f"Write {sign}{found[1]}{found[2]} or {sign}{found[1]}.{fraction}"


def meant(text: str) -> str:
    """How to write what was probably meant, where a comma stands for a point; else empty.

    >>> meant("1,5"), meant("2.459,00"), meant("eight")
    ('Write 1.5', 'Write 2459.00', '')
    """
    stripped = text.strip()
    if found := _DECIMAL_COMMA.fullmatch(stripped):
        return f"Write {found[1]}.{found[2]}"
    if found := _POINTS_AND_COMMA.fullmatch(stripped):
        whole = found[1] + found[2].replace(".", "")
        return f"Write {whole}.{found[3]}" if found[3] else f"Write {whole}"
    return ""


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
