"""How the runtime is told to run a model: one set-up, handed whole through the memory engine."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.engines.memory.geometry import Geometry
from calculators.engines.memory.projector import Projector

USUAL_MICRO_BATCH = 512
"""llama.cpp's default (--ubatch-size)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is loaded beside the model itself; nothing, unless said otherwise."""

    projector: Projector | None = None
    """Its part for pictures."""
    unknown_projector: bool = False
    """It takes pictures, and the shape of that part isn't established."""
    draft: Geometry | None = None
    """A smaller model that guesses ahead (--model-draft)."""
    draft_quantization: str = "Q4_K_M"
    predicts: bool = False
    """The model guesses ahead with layers of its own (--spec-type draft-mtp)."""
    may_predict: bool = False
    """The file may hold such layers, and the program would use them unasked."""
    rearranges: bool = False
    """The processor computes, and makes a second copy of some weights (CPU_REPACK)."""
    cuda: bool = False
    """An Nvidia card computes."""
    turns: int = 0
    """Turns of the open chat, where the server keeps copies of it in the same memory."""
    file_bytes: int = 0
    """The file as the reader has it; 0: as the mix makes it."""
    mix_bytes: int = 0
    """The largest file that a publisher names like this mix; 0 where none is known to be larger."""


NOTHING = Beside()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One model loaded for some context; what isn't said is as in one chat with llama.cpp."""

    context: int
    """Tokens of all slots together (--ctx-size)."""
    quantization: str = "Q4_K_M"
    kv_cache_type: str = "f16"
    """Of keys, and of values unless `v_cache_type` says otherwise (--cache-type-k)."""
    v_cache_type: str = "same"
    """Of values (--cache-type-v); "same" as the keys."""
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
    cards: int = 1
    """Equal graphics cards that may share the layers."""
    beside: Beside = NOTHING
    """What is loaded beside the model."""
