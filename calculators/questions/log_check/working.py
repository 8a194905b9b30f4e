"""The set-up that was read from the log, and what the prediction for it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.core.numbers import format_bytes
from calculators.core.records import source
from calculators.core.results import Source, Step
from calculators.engines.memory.cache import types_of
from calculators.questions.log_check.case import Case

NOTES = (
    "The prediction is for the set-up that the log names: its context, slots, type of cache and "
    "flash attention. What the log does not name counts as llama.cpp’s default.",
    "Weights, KV cache and fixed state must agree to the printed digit for a standard mix of "
    "llama.cpp. The working space is an estimate.",
    "MiB and GiB count in steps of 1,024. Programs that print GB often mean the same.",
    "The log is read on this page and kept only in this tab. It is not part of a link.",
)


def steps(case: Case) -> Iterator[Step]:
    """The set-up that was read, which the prediction is for."""
    found = case.comparison
    if found is None or not (found.compared or found.context.settings):
        return
    setup, types = found.setup, found.unknown_types or tuple(dict.fromkeys(types_of(found.setup)))
    parts = {
        "context": f"{setup.context:,} tokens" if setup.context else "not said",
        "slots": f"{setup.slots}, {'one cache' if setup.unified_cache else 'a cache each'}",
        "type of the cache": "/".join(types),
        "micro-batch": f"{setup.micro_batch:,} tokens",
        "flash attention": "on" if setup.flash_attention else "off",
    }
    ours = f"predicted {format_bytes(found.predicted_bytes)}" if found.compared else "no prediction"
    yield Step(
        title="The set-up read from the log",
        formula=", ".join(parts),
        working=", ".join(parts.values()),
        outcome=ours,
    )


def notes(case: Case) -> tuple[str, ...]:
    """How the prediction is made and how sizes are printed."""
    return NOTES


def sources(case: Case) -> Iterator[Source]:
    """The program, where logs are, and the model."""
    yield source("llama-cpp")
    yield source("ollama-logs")
    yield source("lm-studio-logs")
    if case.model:
        yield from case.model.sources[:1]
