"""What `speed` asks: which task, which model, on which machine."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from calculators.core.inputs import Choice, Number, Option, When
from calculators.engines.speed.record import record
from calculators.engines.speed.tasks import OWN, TASKS
from calculators.questions.fit.inputs import (
    CUSTOM,
    MAX_CONTEXT,
    CacheTypeInput,
    ContextInput,
    FitInputs,
    MachineInput,
    MemoryKindInput,
    ModelConfigInput,
    ModelInput,
    OtherAppsInput,
    QuantizationInput,
    RamInput,
    SystemInput,
    VramInput,
)

USUAL = "usual"
_OWN_TASK = When("task", (OWN,))
_OWN_MACHINE = When("machine", (CUSTOM,))


@cache
def _tasks() -> Sequence[Option]:
    own = Option(OWN, "Something else: give the numbers")
    return [*(Option(name, task.label) for name, task in TASKS.items()), own]


@cache
def _speed_classes() -> Sequence[Option]:
    usual = Option(USUAL, "The usual of its kind")
    return [usual, *(Option(each.name, each.label) for each in record().classes.values())]


TaskInput = Annotated[str, Choice(label="Task", options=_tasks)]
PromptInput = Annotated[
    int,
    Number(
        label="Text to read",
        help="Your question and everything you paste. 750 English words are about 1,000 tokens.",
        unit="tokens",
        minimum=1,
        maximum=MAX_CONTEXT,
        when=_OWN_TASK,
    ),
]
AnswerInput = Annotated[
    int,
    Number(
        label="Answer to write",
        help="A page is about 670 tokens.",
        unit="tokens",
        minimum=1,
        maximum=MAX_CONTEXT,
        when=_OWN_TASK,
    ),
]
TimesInput = Annotated[
    int,
    Number(
        label="How many times",
        help="One after the other, each on its own.",
        unit="times",
        minimum=1,
        maximum=1_000_000,
        when=_OWN_TASK,
    ),
]
HistoryInput = Annotated[
    int,
    Number(
        label="Conversation so far",
        help="What the model has read before and still holds in its KV cache.",
        unit="tokens",
        minimum=0,
        maximum=MAX_CONTEXT,
        when=_OWN_TASK,
    ),
]
ThinkingInput = Annotated[
    int,
    Number(
        label="Thinking before each answer",
        help="Reasoning models first write for themselves, often 500 to 5,000 tokens.",
        unit="tokens",
        minimum=0,
        maximum=MAX_CONTEXT,
        more=True,
    ),
]
ClassInput = Annotated[
    str,
    Choice(label="What computes", options=_speed_classes, when=_OWN_MACHINE, remember=True),
]
BandwidthInput = Annotated[
    float,
    Number(
        label="Memory bandwidth",
        help="Of the memory the model lies in, from the maker’s data sheet. Two modules of "
        "DDR4-3200: 51.2, of DDR5-5600: 89.6.",
        unit="GB/s",
        minimum=1,
        maximum=20_000,
        whole=False,
        when=_OWN_MACHINE,
        remember=True,
    ),
]
TflopsInput = Annotated[
    float,
    Number(
        label="FP16 rate of the graphics",
        help="From the data sheet, without tensor cores. 0: not known.",
        unit="TFLOPS",
        minimum=0,
        maximum=10_000,
        whole=False,
        when=_OWN_MACHINE,
        remember=True,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedInputs:
    """The inputs, in the order of the form; names are the flags of the command line."""

    task: TaskInput = "contract"
    prompt_tokens: PromptInput = 1000
    answer_tokens: AnswerInput = 300
    times: TimesInput = 1
    history_tokens: HistoryInput = 0
    machine: MachineInput = "laptop-16gb"
    memory_kind: MemoryKindInput = "integrated"
    ram_gib: RamInput = 16
    vram_gib: VramInput = 8
    system: SystemInput = "windows"
    speed_class: ClassInput = USUAL
    bandwidth_gb_s: BandwidthInput = 51.2
    tflops: TflopsInput = 0
    model: ModelInput = "gemma-4-12b"
    model_config: ModelConfigInput = ""
    quantization: QuantizationInput = "Q4_K_M"
    context: ContextInput = 8192
    other_apps: OtherAppsInput = "documents"
    thinking_tokens: ThinkingInput = 0
    kv_cache_type: CacheTypeInput = "f16"


def fit_inputs(values: SpeedInputs, *, context: int) -> FitInputs:
    """The same question as `fit` asks it, with room for the task; the rest as usual."""
    shared = {
        field.name: getattr(values, field.name)
        for field in dataclasses.fields(FitInputs)
        if field.name in SpeedInputs.__slots__
    }
    return FitInputs(**(shared | {"context": context}))
