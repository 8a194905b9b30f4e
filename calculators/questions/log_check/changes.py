"""What would take less memory than the set-up of the log, with what each change would save."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calculators.core.numbers import format_bytes
from calculators.core.results import Change
from calculators.engines.memory import Geometry, Setup, recurrent_state_bytes
from calculators.engines.memory.cache import SAME_TYPE
from calculators.engines.memory.setup import USUAL_MICRO_BATCH
from calculators.questions.log_check.case import Case
from calculators.questions.log_check.causes import LONG_CONTEXT
from calculators.questions.log_check.comparison import cache_of


def _conversation_bytes(geometry: Geometry, setup: Setup) -> float:
    """KV cache and fixed state; 0 where no such set-up exists."""
    cache = cache_of(geometry, setup)
    return cache.total_bytes + recurrent_state_bytes(geometry, setup) if cache else 0


def title(case: Case) -> str:
    """The heading over the changes."""
    compared = case.comparison and case.comparison.geometry
    return "What would take less memory" if compared else "What would change this"


def changes(case: Case) -> Iterator[Change]:
    """Settings of this log that could be smaller, each with what it would save."""
    if not case.comparison or not case.comparison.geometry or not case.model:
        return
    geometry, now = case.comparison.geometry, case.comparison.setup
    is_known = bool(case.comparison.context.caches) and not case.comparison.unknown_types
    if not now.context or not (is_known or case.report.failure):
        return
    others = (
        (now.slots > 1, replace(now, slots=1), f"One slot (-np 1) instead of {now.slots}"),
        (now.full_sliding, replace(now, full_sliding=False), "Without --swa-full"),
        (
            now.micro_batch > USUAL_MICRO_BATCH,
            replace(now, micro_batch=USUAL_MICRO_BATCH),
            f"A micro-batch of {USUAL_MICRO_BATCH} (-ub {USUAL_MICRO_BATCH})",
        ),
        (now.draft_tokens > 0, replace(now, draft_tokens=0), "Without drafted tokens"),
        (
            now.context >= min(case.model.context_max, 4 * LONG_CONTEXT),
            replace(now, context=LONG_CONTEXT),
            f"A context of {LONG_CONTEXT:,} tokens (-c {LONG_CONTEXT})",
        ),
        (
            now.kv_cache_type in ("f16", "bf16") and now.flash_attention,
            replace(now, kv_cache_type="q8_0", v_cache_type=SAME_TYPE),
            "A cache of type q8_0 (-ctk q8_0 -ctv q8_0)",
        ),
    )
    whole = _conversation_bytes(geometry, now)
    for applies, other, words in others:
        size = _conversation_bytes(geometry, other)
        if applies and size and whole - size >= 1:
            yield Change(text=f"{words}: {format_bytes(whole - size)} less.")
