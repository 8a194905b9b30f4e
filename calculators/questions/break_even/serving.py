"""How long one request keeps a machine busy: one of one's own, or a rented graphics card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from calculators import catalog
from calculators.catalog import Model
from calculators.core.numbers import Range
from calculators.engines.machine import OTHER_APPS, Machine, custom_machine, memory_budget
from calculators.engines.memory import Setup
from calculators.engines.memory.placement import place
from calculators.engines.memory.requirement import requirement
from calculators.engines.ownership.record import Rental
from calculators.engines.speed.device import device_of
from calculators.engines.speed.estimate import estimate
from calculators.engines.speed.record import record
from calculators.engines.speed.tasks import Task
from calculators.engines.speed.work import work
from calculators.engines.workload import Demand
from calculators.questions.break_even.decision import seconds_per_request
from calculators.questions.break_even.inputs import OTHER, BreakEvenInputs

LOW, TYPICAL, HIGH = EDGES = range(3)
"""Places in a `Range`."""
BESIDE_CARD_GIB = 64
"""Main memory beside a rented card: a model that fits the card does not touch it."""
RENTED_CLASS = "NVIDIA CUDA"
"""Cards of data centres are not among our measurements: their nearest relatives are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speeds:
    """Tokens read and written a second in one request after another, at the edges of the range.

    The low edge belongs to the low cost: it is the fastest case.
    """

    prefill: Range
    decode: Range
    typed: bool = False
    """Whether the reader gave them."""
    partly: bool = False
    """Whether the model lies partly in main memory, where no speed is validated."""

    def seconds(self, demand: Demand, *, gain: float, edge: int = TYPICAL) -> float:
        """Time of one request."""
        return seconds_per_request(
            prompt_tokens=demand.prompt_tokens - demand.fixed_tokens,
            output_tokens=demand.output_tokens,
            prefill_tokens_per_s=self.prefill[edge],
            decode_tokens_per_s=self.decode[edge],
            concurrency_gain=gain,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unable:
    """Why a machine cannot do the work at all."""

    why: str


def own_speeds(
    values: BreakEvenInputs, model: Model, quantization: str, demand: Demand
) -> Speeds | Unable:
    """The speeds of the reader's machine: typed, or worked out by `speed`."""
    decode, prefill = values.decode_tokens_per_s, values.prefill_tokens_per_s
    if decode and prefill:
        return Speeds(prefill=Range.at(prefill), decode=Range.at(decode), typed=True)
    if values.machine == OTHER:
        why = "We do not know how fast your machine is. Type its speed of reading and of writing"
        return Unable(why=why)
    machine = catalog.machine(values.machine)
    found = _speeds(model, quantization, demand, machine, name="your machine")
    if isinstance(found, Unable):
        return found
    return replace(
        found,
        prefill=Range.at(prefill) if prefill else found.prefill,
        decode=Range.at(decode) if decode else found.decode,
    )


def rented_speeds(
    rental: Rental, model: Model, quantization: str, demand: Demand
) -> Speeds | Unable:
    """The speeds of a rented card, by the numbers of its nearest relatives."""
    machine = replace(
        custom_machine(
            memory_kind="dedicated",
            ram_gib=BESIDE_CARD_GIB,
            vram_gib=rental.vram_gib,
            system="linux",
        ),
        gpu_bandwidth_gb_s=rental.bandwidth_gb_s,
        gpu_fp16_tflops=rental.fp16_tflops,
        speed_class=RENTED_CLASS,
    )
    found = _speeds(model, quantization, demand, machine, name="the rented card")
    if isinstance(found, Speeds) and found.partly:
        return Unable(why=f"The model does not fit on one {rental.label}")
    return found


def _speeds(
    model: Model, quantization: str, demand: Demand, machine: Machine, *, name: str
) -> Speeds | Unable:
    """As “How long will it take?” has them, with nothing else open on the machine."""
    if demand.prompt_tokens + demand.output_tokens > model.context_max:
        why = f"A request is longer than the {model.context_max:,} tokens {model.name} can hold"
        return Unable(why=why)
    geometry = model.geometry
    task = Task(
        label="",
        prompt_tokens=max(1, demand.prompt_tokens - demand.fixed_tokens),
        history_tokens=demand.fixed_tokens,
        answer_tokens=max(1, demand.output_tokens),
    )
    setup = Setup(context=task.needed_context, quantization=quantization)
    budget = memory_budget(machine, other_apps_gib=OTHER_APPS["nothing"])
    placed = place(geometry, setup, requirement(geometry, setup), budget)
    for_experts = quantization == "MXFP4_MOE" and not geometry.experts
    if for_experts or placed.status == "does_not_fit":
        why = f"{model.name} does not fit on {name}, or not with requests of this length"
        return Unable(why=why)
    device = device_of(machine, record(), share=placed.share)
    doing = work(geometry, quantization, setup.kv_cache_type)
    found = estimate(task, doing, device, record())
    prefill, decode = (
        Range(each.high, each.typical, each.low) for each in (found.prefill, found.decode)
    )
    return Speeds(prefill=prefill, decode=decode, partly=device.host is not None)
