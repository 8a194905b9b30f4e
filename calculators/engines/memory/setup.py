"""How the runtime is told to run a model: one set-up, handed whole through the memory engine."""

from __future__ import annotations

from dataclasses import dataclass

USUAL_MICRO_BATCH = 512
"""llama.cpp's default (--ubatch-size)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One model loaded for some context; what isn't said is as in one chat with llama.cpp."""

    context: int
    """Tokens of all slots together (--ctx-size)."""
    quantization: str = "Q4_K_M"
    kv_cache_type: str = "f16"
    flash_attention: bool = True
    slots: int = 1
    """Conversations at the same time (--parallel)."""
    unified_cache: bool = True
    """One pool for all slots; otherwise each has its own share (--kv-unified)."""
    micro_batch: int = USUAL_MICRO_BATCH
    """Tokens read at once."""
    full_sliding: bool = False
    """Sliding layers keep the whole context, not only their window (--swa-full)."""
    draft_tokens: int = 0
    """Guessed ahead in speculative decoding (--draft-max)."""
    outputs: int = 0
    """Tokens of a micro-batch that get logits; 0: one per slot, as llama-server asks for."""
