"""How long one machine needs: to read a prompt, and to write one token after another.

Writing is bound by memory: every token reads all active weights and the conversation so far.
Reading a prompt is bound by arithmetic: a batch of tokens shares one pass over the weights.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.core.numbers import GB
from calculators.engines.machine import Machine
from calculators.engines.speed.record import Record, SpeedClass
from calculators.engines.speed.work import Work

BATCH = 512
"""Tokens that llama.cpp reads at once unless told otherwise (--ubatch-size)."""
HOST_CLASS = "CPU"
HOST_BANDWIDTH_GB_S = 51.2
"""Main memory beside a graphics card where it is not known: DDR4-3200, two modules (assumed)."""
_USUAL_CLASSES = {"apple": "Apple Metal", "dedicated": "NVIDIA CUDA"}
_TERA = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What computes: its class, the bandwidth of its memory, and its arithmetic if known."""

    speed_class: SpeedClass
    bandwidth_gb_s: float
    tflops: float | None = None
    """The maker's FP16 shader rate."""
    share: float = 1.0
    """Part of the model that lies in its memory."""
    experts_aside: float = 0.0
    """Part of the routed experts that is in main memory, with all else on the card."""
    host: Device | None = None
    """The processor with its slower memory, for the rest of the model."""

    @property
    def bytes_per_second(self) -> float:
        """Bytes of weights that are really read in a second, wherever they lie."""
        own = self.speed_class.efficiency * self.bandwidth_gb_s * GB
        if self.host is None:
            return own
        return 1 / (self.share / own + (1 - self.share) / self.host.bytes_per_second)

    def read_seconds(self, whole: float, experts: float) -> float:
        """Time to read `whole` bytes, of which `experts` are weights of routed experts."""
        if self.host is None or not self.experts_aside:
            return whole / self.bytes_per_second
        aside = self.experts_aside * experts
        return (whole - aside) / self.bytes_per_second + aside / self.host.bytes_per_second

    @property
    def operations_per_second(self) -> float:
        """Multiplications and additions that really come out in a second."""
        each = self.speed_class
        if self.tflops is not None and each.per_tflops is not None:
            return each.per_tflops * self.tflops * _TERA
        return each.per_gb_s * self.bandwidth_gb_s * _TERA


def usual_class(machine: Machine) -> str:
    """The class of a machine that names none: Apple, NVIDIA, else the processor."""
    return machine.speed_class or _USUAL_CLASSES.get(machine.kind, HOST_CLASS)


def device_of(
    machine: Machine, record: Record, *, share: float = 1.0, experts_aside: float = 0.0
) -> Device:
    """The device that computes; below a `share` of 1 the rest of the model is in main memory.

    With `experts_aside` so large a part of a mixture's experts is there, and nothing else.

    The machine must have a bandwidth: those of the catalog do, and a reader is asked for it.
    """
    if machine.bandwidth_gb_s is None:
        raise ValueError(f"the bandwidth of {machine.name} is not known")
    return Device(
        speed_class=record.classes[usual_class(machine)],
        bandwidth_gb_s=machine.bandwidth_gb_s,
        tflops=machine.gpu_fp16_tflops,
        share=share,
        experts_aside=experts_aside,
        host=_host(machine, record) if share < 1 or experts_aside else None,
    )


def _host(machine: Machine, record: Record) -> Device:
    return Device(
        speed_class=record.classes[HOST_CLASS],
        bandwidth_gb_s=machine.ram_bandwidth_gb_s or HOST_BANDWIDTH_GB_S,
    )


def layers_counted(work: Work, record: Record) -> float:
    """Layers of the model, those with experts counted for more."""
    return work.layers + record.expert_layer * work.expert_layers


def write_seconds(work: Work, device: Device, record: Record, *, depth: int) -> float:
    """Time to write one token that has `depth` others before it."""
    fixed = device.speed_class.layer_seconds * layers_counted(work, record)
    return device.read_seconds(work.read_bytes(depth), work.token_expert_bytes) + fixed


def read_seconds(
    work: Work, device: Device, record: Record, *, tokens: int, depth: int = 0, batch: int = BATCH
) -> float:
    """Time to read a prompt of `tokens` after `depth` others that were read before."""
    whole, rest = divmod(tokens, batch)
    batches = [(whole, batch), (1 if rest else 0, rest)]
    read = sum(count * work.batch_bytes(size) for count, size in batches if count)
    experts = sum(count * work.batch_expert_bytes(size) for count, size in batches if count)
    passes = whole + (1 if rest else 0)
    fixed = device.speed_class.layer_seconds * layers_counted(work, record) * passes
    share = record.expert_prefill if work.experts else 1.0
    arithmetic = work.reading_operations(tokens, depth) / (device.operations_per_second * share)
    return arithmetic + device.read_seconds(read, experts) + fixed
