"""What `fit` asks: which model, set up how, on which machine."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.form import count, switch
from calculators.questions.common import groups
from calculators.questions.common.loading import LoadingInputs
from calculators.questions.common.machine_inputs import MachineInputs, open_apps
from calculators.questions.common.model_inputs import ModelInputs, cache_types, value_types


@dataclass(frozen=True, kw_only=True)
class FitInputs(LoadingInputs, ModelInputs, MachineInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    other_apps: str = open_apps()
    kv_cache_type: str = cache_types()
    v_cache_type: str = value_types()
    flash_attention: bool = switch(True, group=groups.CONVERSATION)(
        "Flash attention", "On by default in current runtimes. Off needs far more working space."
    )
    slots: int = count(1, "slots", 1, 256, group=groups.CONVERSATION)(
        "Slots", "Conversations at the same time. llama-server opens four unless told otherwise."
    )
    unified_cache: bool = switch(True, group=groups.CONVERSATION)(
        "Unified KV cache", "All slots share one context. Off: each slot gets an equal part."
    )
    micro_batch: int = count(512, "tokens", 1, 2048, group=groups.CONVERSATION)(
        "Micro-batch", "Tokens read at once (--ubatch-size), at most a batch of 2,048."
    )
