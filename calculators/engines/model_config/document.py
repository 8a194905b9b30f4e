"""From pasted text to one JSON object, without trusting it: size, depth and syntax are limited."""

from __future__ import annotations

import json
from typing import TypeGuard

from calculators.core.nesting import nests_deeper

MAX_BYTES = 256 * 1024
"""Real files are 1 to 60 kB; the longest ones list every layer's quantization."""
MAX_DEPTH = 32
"""Real files nest four or five deep."""

_KINDS = {list: "list", str: "text", bool: "true or false", type(None): "null"}


class ConfigError(Exception):
    """Raised when a config.json cannot be used; `problems` holds one sentence per finding."""

    def __init__(self, *problems: str) -> None:
        """Keep the findings in the order they were made."""
        self.problems = problems
        super().__init__("\n".join(problems))


def read_object(text: str) -> dict[str, object]:
    """The JSON object in `text`; raises `ConfigError` for anything else.

    >>> read_object('{"model_type": "llama"}')
    {'model_type': 'llama'}
    """
    _check_size(text)
    if not text.strip():
        raise ConfigError("Nothing was pasted. Paste the whole config.json of the model.")
    _check_depth(text)
    value = _parse(text)
    if not is_object(value):
        kind = _KINDS.get(type(value), "number")
        raise ConfigError(f"This is a JSON {kind}, not an object. Paste the file from {{ to }}.")
    return value


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a JSON value is an object; its keys are always text."""
    return isinstance(value, dict)


def _check_size(text: str) -> None:
    # Characters first: encoding a pasted gigabyte only to measure it would be slow.
    size = len(text) if len(text) > MAX_BYTES else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise ConfigError(
            f"The text is {size // 1024:,} kB; the limit is {MAX_BYTES // 1024} kB. "
            "Paste config.json only, not the tokenizer or the weights' index."
        )


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the parser recurses into it (Pyodide's stack is small)."""
    if nests_deeper(text, MAX_DEPTH):
        raise ConfigError(
            f"The JSON nests more than {MAX_DEPTH} levels deep; a config.json does not."
        )


def _parse(text: str) -> object:
    try:
        value: object = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"This is not JSON: {error.msg} at line {error.lineno}, column {error.colno}. "
            "Paste the whole file, unchanged."
        ) from None
    except ValueError:  # a number with thousands of digits
        raise ConfigError("This is not a config.json: a number in it is too long.") from None
    return value
