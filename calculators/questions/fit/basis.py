"""What an answer rests on: assumptions, what no number here covers, and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.results import Source
from calculators.engines.memory.requirement import MEASURED_COMPUTE
from calculators.questions.common.machine_limits import limit_reasons, limit_sources

if TYPE_CHECKING:
    from calculators.questions.fit.situation import Situation

LLAMA_CPP = Source(
    title="llama.cpp’s own memory report",
    url="https://github.com/ggml-org/llama.cpp",
    checked="2026-11-23",
)


def notes(now: Situation) -> tuple[str, ...]:
    """What was assumed, and what no number here covers."""
    general = (
        "Weights, KV cache and recurrent state are exact for llama.cpp and its standard mixes; "
        "publishers’ own mixes differ by a few per cent.",
        f"The working space is an estimate. In what llama.cpp reported it was {_measured(now)}.",
        "Not counted: the program itself (20 to 40 MiB), image and audio parts of a model, and "
        "the prompts a server may keep (--cache-ram).",
    )
    return (
        *now.subject.notes,
        *limit_reasons(now.machine, now.budget),
        *general,
    )


def _measured(now: Situation) -> str:
    low, high = MEASURED_COMPUTE[now.setup.flash_attention]
    below, above = round(100 * (1 - low)), round(100 * (high - 1))
    return f"between {below} % less and {above} % more"


def sources(now: Situation) -> tuple[Source, ...]:
    """Formulas, model and machine, each once."""
    every = (LLAMA_CPP, *now.subject.sources, *limit_sources(now.machine), *now.machine.sources[:2])
    return tuple({source.url: source for source in every}.values())
