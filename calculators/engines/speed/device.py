"""Which numbers of the speed model hold for a machine."""

from __future__ import annotations

from calculators.engines.machine import Machine
from calculators.engines.speed.rate import Device
from calculators.engines.speed.record import Record

HOST_CLASS = "CPU"
HOST_BANDWIDTH_GB_S = 51.2
"""Main memory beside a graphics card where it is not known: DDR4-3200, two modules (assumed)."""
_USUAL_CLASSES = {"apple": "Apple Metal", "dedicated": "NVIDIA CUDA"}


def usual_class(machine: Machine) -> str:
    """The class of a machine that names none: Apple, NVIDIA, else the processor."""
    return machine.speed_class or _USUAL_CLASSES.get(machine.kind, HOST_CLASS)


def device_of(machine: Machine, record: Record, *, share: float = 1.0) -> Device:
    """The device that computes; below a `share` of 1 the rest of the model is in main memory.

    The machine must have a bandwidth: those of the catalog do, and a reader is asked for it.
    """
    if machine.bandwidth_gb_s is None:
        raise ValueError(f"the bandwidth of {machine.name} is not known")
    return Device(
        speed_class=record.classes[usual_class(machine)],
        bandwidth_gb_s=machine.bandwidth_gb_s,
        tflops=machine.gpu_fp16_tflops,
        share=share,
        host=_host(machine, record) if share < 1 else None,
    )


def _host(machine: Machine, record: Record) -> Device:
    return Device(
        speed_class=record.classes[HOST_CLASS],
        bandwidth_gb_s=machine.ram_bandwidth_gb_s or HOST_BANDWIDTH_GB_S,
    )
