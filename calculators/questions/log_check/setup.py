"""How the program of a log was set up, and the conversation that such a set-up needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.engines.memory import kv_cache, recurrent_state_bytes
from calculators.questions.log_check.report import SLIDING

if TYPE_CHECKING:
    from calculators.engines.memory import Geometry, KvCache
    from calculators.questions.log_check.report import Context

USUAL_MICRO_BATCH = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a log names of the set-up, with llama.cpp's default for what it does not name."""

    tokens: int
    """Context of all slots together; 0 where the log does not tell."""
    slots: int
    unified: bool
    micro_batch: int
    full_sliding: bool
    cache_type: str
    flash_attention: bool
    draft_tokens: int
    outputs: int
    """Results of a micro-batch that are kept; 0 in builds that do not print it."""


def setup_of(context: Context) -> Setup:
    """The set-up of one context."""
    said, slots = context.settings, context.settings.get("slots") or 1
    cells = [cache.cells * max(cache.streams, 1) for cache in context.caches]
    types = [cache.key_type for cache in context.caches if cache.kind != SLIDING]
    return Setup(
        tokens=said.get("context") or max(cells, default=0),
        slots=slots,
        unified=_unified(context, slots),
        micro_batch=said.get("micro_batch") or USUAL_MICRO_BATCH,
        full_sliding=context.full_sliding,
        cache_type=(types[0] if types else "") or "f16",
        flash_attention=context.flash_attention is not False,
        draft_tokens=said.get("draft_tokens", 0),
        outputs=said.get("outputs", 0),
    )


def _unified(context: Context, slots: int) -> bool:
    """One cache for all slots, which older builds have always and so do not print."""
    if context.unified_cache is not None:
        return context.unified_cache or slots == 1
    return all(cache.streams <= 1 for cache in context.caches)


def cache_of(geometry: Geometry, setup: Setup) -> KvCache | None:
    """The KV cache of such a set-up; None where it has no context or llama.cpp would refuse it."""
    if not setup.tokens:
        return None
    try:
        return kv_cache(
            geometry,
            context=setup.tokens,
            cache_type=setup.cache_type,
            slots=setup.slots,
            unified_cache=setup.unified,
            micro_batch=setup.micro_batch,
            full_sliding=setup.full_sliding,
            flash_attention=setup.flash_attention,
        )
    except ValueError:
        return None


def state_bytes(geometry: Geometry, setup: Setup) -> int:
    """The fixed state of such a set-up."""
    return recurrent_state_bytes(geometry, slots=setup.slots, draft_tokens=setup.draft_tokens)
