"""Reads lines of llama.cpp, and of the programs that print its lines, into a report.

Formats: llama.cpp b11549 (src/llama-context.cpp, llama-kv-cache.cpp, llama-kv-cache-iswa.cpp,
llama-memory-recurrent.cpp, llama-model.cpp, llama-model-loader.cpp, common/fit.cpp, tools/server,
tools/mtmd, llama-bench and cli), the same of 2024 and 2025 and of ik_llama.cpp, Ollama's `run
--verbose` (api/types.go), its forecast of 2024 and 2025 and the lines of its own engine. What
stands before a message (a date, a host, a container, a level, colours) does not matter, and a line
may be an object in JSON.

A line is split at a few fixed marks, never searched by a pattern that could run away, so the time
taken grows with the length of the text and no text can make it grow faster.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

from calculators.questions.log_check import failures, phrases, settings, speeds
from calculators.questions.log_check.report import Place, Report

MAX_LINE = 2000
"""No line that matters is longer; what is beyond is cut."""
MAX_JSON = 20_000
SHORTEST = 8
"""No line that matters is shorter."""
DEEPEST = 3
"""Objects in objects that are looked into."""
_COLOUR = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")


@lru_cache(maxsize=2)
def read(text: str) -> Report:
    """What a pasted text says; nobody changes it afterwards."""
    place = Place()
    for raw in text.splitlines():
        if len(raw) < SHORTEST:
            continue
        for line in _messages(raw):
            for take in (phrases.take, speeds.take, failures.take, settings.take):
                take(place, line)
    place.report.settle()
    return place.report


def _messages(raw: str) -> Iterator[str]:
    """The line with single spaces; several where it is JSON that holds lines."""
    opens = raw.find('{"')
    if opens >= 0 and len(raw) <= MAX_JSON and raw.rstrip().endswith("}"):
        try:
            found = json.loads(raw[opens:])
        except (ValueError, RecursionError):
            pass
        else:
            for text in _texts(found):
                yield " ".join(text[:MAX_LINE].split())
            return
    if "\x1b" in raw:
        raw = _COLOUR.sub("", raw[: 2 * MAX_LINE])
    yield " ".join(raw[:MAX_LINE].split())


def _texts(found: dict[str, object]) -> Iterator[str]:
    """Texts with an equals sign are lines of their own; all else is one line of `key=value`."""
    pairs = list(_pairs(found, DEEPEST))
    own = [value for _, value in pairs if isinstance(value, str) and " = " in value]
    for value in own:
        yield from value.splitlines()
    rest = (_pair(key, value) for key, value in pairs if value not in own)
    yield " ".join(rest)
    rows = found.get("rows") if found.get("type") == "fit_memory_breakdown" else None
    if isinstance(rows, list):  # llama.cpp's --log-jsonl
        yield phrases.TABLE_HEAD
        yield from (
            phrases.table_row(row) for row in rows if isinstance(row, dict) and "name" in row
        )


def _pair(key: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"{key}={text}".replace('\\"', "'")


def _pairs(found: dict[str, object], depth: int) -> Iterator[tuple[str, object]]:
    for key, value in found.items():
        if not isinstance(value, dict):
            yield key, value
        elif depth:
            yield from _pairs(value, depth - 1)
