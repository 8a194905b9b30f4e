"""What `fit` asks: which model, set up how, on which machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators import catalog
from calculators.core.inputs import Choice, Number, Option, Switch, Text, When
from calculators.core.numbers import KIB
from calculators.engines.machine import OTHER_APPS
from calculators.engines.memory import CACHE_TYPES, QUANTIZATIONS
from calculators.engines.model_config.document import MAX_BYTES
from calculators.questions.fit.pasted import config_problems

CUSTOM = "custom"
MAX_CONTEXT = 10_485_760

_CONTEXT_STOPS = tuple(1024 * 2**step for step in range(9))
_QUANTIZATION_WORDS = {
    "F16": "full size, for fine-tuning and tests",
    "Q8_0": "8-bit, next to no loss",
    "Q6_K": "6-bit",
    "Q5_K_M": "5-bit",
    "Q4_K_M": "4-bit, the usual choice",
    "Q3_K_M": "3-bit, loses quality",
    "Q2_K": "2-bit, a last resort",
    "MXFP4_MOE": "4-bit experts, as published",
}
_CACHE_WORDS = {"f16": "16-bit, the default", "q8_0": "8-bit, about half", "q4_0": "4-bit, least"}


@cache
def model_options() -> Sequence[Option]:
    """The models of the catalog, for a menu."""
    return [Option(m.id, f"{m.name} · {m.licence}", m.developer) for m in catalog.models().values()]


@cache
def _models() -> Sequence[Option]:
    own = Option(CUSTOM, "Another model: paste its config.json", "Not listed")
    return [*model_options(), own]


@cache
def _machines() -> Sequence[Option]:
    own = Option(CUSTOM, "Another machine: describe it", "Not listed")
    return [*(Option(m.id, m.name, m.group) for m in catalog.machines().values()), own]


@cache
def quantization_options() -> Sequence[Option]:
    """The quantizations, with words for the usual ones."""
    return [Option(name, _worded(name, _QUANTIZATION_WORDS)) for name in QUANTIZATIONS]


@cache
def _cache_types() -> Sequence[Option]:
    return [Option(name, _worded(name, _CACHE_WORDS)) for name in CACHE_TYPES]


@cache
def _other_apps() -> Sequence[Option]:
    return [
        Option(
            key,
            f"{each.label} (about {each.typical_gib:g} GiB)" if each.typical_gib else each.label,
        )
        for key, each in OTHER_APPS.items()
    ]


@cache
def _memory_kinds() -> Sequence[Option]:
    return [
        Option("apple", "Apple silicon Mac"),
        Option("integrated", "PC or laptop without its own graphics card"),
        Option("dedicated", "PC or laptop with a graphics card"),
        Option("processor", "Processor only"),
    ]


@cache
def _systems() -> Sequence[Option]:
    return [Option("windows", "Windows"), Option("linux", "Linux")]


def _worded(name: str, words: dict[str, str]) -> str:
    return f"{name} · {words[name]}" if name in words else name


_OWN_MACHINE = When("machine", (CUSTOM,))


MachineInput = Annotated[
    str,
    Choice(label="Machine", options=_machines, remember=True, ask_browser=CUSTOM),
]
MemoryKindInput = Annotated[
    str,
    Choice(label="Kind of machine", options=_memory_kinds, when=_OWN_MACHINE, remember=True),
]
RamInput = Annotated[
    float,
    Number(
        label="Memory (RAM)",
        help="As sold: “16 GB” counts as 16 GiB.",
        unit="GiB",
        minimum=1,
        maximum=2048,
        whole=False,
        when=_OWN_MACHINE,
        remember=True,
    ),
]
VramInput = Annotated[
    float,
    Number(
        label="Graphics card memory (VRAM)",
        help="Only the card’s own, called dedicated; shared memory does not count.",
        unit="GiB",
        minimum=1,
        maximum=1024,
        whole=False,
        when=When("memory_kind", ("dedicated",)),
        remember=True,
    ),
]
SystemInput = Annotated[
    str,
    Choice(
        label="Operating system",
        options=_systems,
        when=When("memory_kind", ("integrated", "dedicated", "processor")),
        remember=True,
    ),
]
ModelInput = Annotated[
    str,
    Choice(label="Model", options=_models),
]
ModelConfigInput = Annotated[
    str,
    Text(
        label="config.json",
        help="From the model’s page on Hugging Face, under Files. It is read on this page.",
        placeholder='{"model_type": "llama", "hidden_size": 4096, …}',
        max_characters=MAX_BYTES,
        check=config_problems,
        when=When("model", (CUSTOM,)),
    ),
]
QuantizationInput = Annotated[
    str,
    Choice(
        label="Quantization",
        help="How many bits each weight keeps. Fewer bits, smaller and less exact.",
        options=quantization_options,
    ),
]
ContextInput = Annotated[
    int,
    Number(
        label="Context window",
        help="Your text and the answers together. 1,000 tokens are about 750 English words.",
        unit="tokens",
        minimum=1,
        maximum=MAX_CONTEXT,
        thousand=KIB,
        stops=_CONTEXT_STOPS,
    ),
]
OtherAppsInput = Annotated[
    str,
    Choice(label="What else stays open", options=_other_apps, remember=True),
]
CacheTypeInput = Annotated[
    str,
    Choice(
        label="KV cache type",
        help="How exactly the conversation is kept.",
        options=_cache_types,
        more=True,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FitInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    machine: MachineInput = "laptop-16gb"
    memory_kind: MemoryKindInput = "integrated"
    ram_gib: RamInput = 16
    vram_gib: VramInput = 8
    system: SystemInput = "windows"
    model: ModelInput = "gemma-4-12b"
    model_config: ModelConfigInput = ""
    quantization: QuantizationInput = "Q4_K_M"
    context: ContextInput = 8192
    other_apps: OtherAppsInput = "documents"
    kv_cache_type: CacheTypeInput = "f16"
    flash_attention: Annotated[
        bool,
        Switch(
            label="Flash attention",
            help="On by default in current runtimes. Off needs far more working space.",
            more=True,
        ),
    ] = True
    slots: Annotated[
        int,
        Number(
            label="Slots",
            help="Conversations at the same time. llama-server opens four unless told otherwise.",
            unit="slots",
            minimum=1,
            maximum=256,
            more=True,
        ),
    ] = 1
    unified_cache: Annotated[
        bool,
        Switch(
            label="Unified KV cache",
            help="All slots share one context. Off: each slot gets an equal part.",
            more=True,
        ),
    ] = True
    micro_batch: Annotated[
        int,
        Number(
            label="Micro-batch",
            help="Tokens read at once (--ubatch-size), at most a batch of 2,048.",
            unit="tokens",
            minimum=1,
            maximum=2048,
            more=True,
        ),
    ] = 512
