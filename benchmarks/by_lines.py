"""JSON with one line for each row, so that a change is seen in a diff."""

import json
from typing import Any


def by_lines(data: dict[str, Any]) -> str:
    """The text of a file: objects over several lines, and each row of a table on one.

    >>> print(by_lines({"columns": ["a", "b"], "rows": [[1, 2], [3, 4]]}), end="")
    {
     "columns": ["a", "b"],
     "rows": [
      [1, 2],
      [3, 4]
     ]
    }
    """
    return _lines(data, "") + "\n"


def _lines(value: Any, margin: str) -> str:
    inner = margin + " "
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {_lines(each, inner)}" for key, each in value.items()]
    elif isinstance(value, list) and value and isinstance(value[0], list):
        items = [json.dumps(each, ensure_ascii=False) for each in value]
    else:
        return json.dumps(value, ensure_ascii=False)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(items) + f"\n{margin}{closing}"
