"""How deep a JSON text nests, told without parsing it: a parser recurses, and Pyodide's stack is
small.
"""

from __future__ import annotations

import re

# The closing quote is optional so that an unclosed string is passed over in one go; otherwise the
# search would start again at each escaped quote, and take time that grows with the square.
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


def nests_deeper(text: str, levels: int) -> bool:
    """Whether brackets stand within brackets beyond so many levels; those in strings don't count.

    >>> nests_deeper('{"a": [["]]"]]}', 2), nests_deeper('{"a": "[[[["}', 2)
    (True, False)
    """
    depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > levels:
            return True
    return False
