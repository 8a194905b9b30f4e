"""Reads lines of llama.cpp, and of the programs that print its lines, into a report.

Formats: llama.cpp 0c1e57098 (src/llama-context.cpp, llama-kv-cache.cpp, llama-kv-cache-iswa.cpp,
llama-memory-recurrent.cpp, llama-model.cpp, llama-model-loader.cpp, tools/server, llama-bench and
cli), the same of 2024 and 2025, Ollama's `run --verbose` (api/types.go) and the lines of its own
engine. What stands before a message (a date, a host, a level, colours) does not matter.

A line is split at a few fixed marks, never searched by a pattern that could run away, so the time
taken grows with the length of the text and no text can make it grow faster.
"""

from __future__ import annotations

from calculators.questions.log_check import phrases, settings
from calculators.questions.log_check.report import Place, Report

MAX_LINE = 1000
"""No line that matters is longer; what is beyond is cut."""


def read(text: str) -> Report:
    """What a pasted text says."""
    place = Place()
    for raw in text.splitlines():
        line = " ".join(raw[:MAX_LINE].split())
        phrases.take(place, line)
        settings.take(place, line)
    return place.report
