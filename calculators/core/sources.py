"""Sources that a formula or a sentence rests on, kept as records in `data/sources.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from calculators.core.records import read_json
from calculators.core.results import Source


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
