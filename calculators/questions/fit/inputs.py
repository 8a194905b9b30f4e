"""What `fit` asks: which model, set up how, on which machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.presets import count, switch
from calculators.engines.memory import SAME_TYPE
from calculators.questions.common.loading import LoadingInputs
from calculators.questions.common.machine_inputs import MachineInputs, OtherAppsInput
from calculators.questions.common.model_inputs import CacheTypeInput, ModelInputs, ValueTypeInput


@dataclass(frozen=True, kw_only=True)
class FitInputs(LoadingInputs, ModelInputs, MachineInputs):
    """The inputs, in the order of the form; names are the flags of the command line."""

    other_apps: OtherAppsInput = "documents"
    kv_cache_type: CacheTypeInput = "f16"
    v_cache_type: ValueTypeInput = SAME_TYPE
    flash_attention: Annotated[
        bool,
        switch(
            "Flash attention",
            "On by default in current runtimes. Off needs far more working space.",
            more=True,
        ),
    ] = True
    slots: Annotated[
        int,
        count(
            "Slots",
            "slots",
            1,
            256,
            "Conversations at the same time. llama-server opens four unless told otherwise.",
            more=True,
        ),
    ] = 1
    unified_cache: Annotated[
        bool,
        switch(
            "Unified KV cache",
            "All slots share one context. Off: each slot gets an equal part.",
            more=True,
        ),
    ] = True
    micro_batch: Annotated[
        int,
        count(
            "Micro-batch",
            "tokens",
            1,
            2048,
            "Tokens read at once (--ubatch-size), at most a batch of 2,048.",
            more=True,
        ),
    ] = 512
