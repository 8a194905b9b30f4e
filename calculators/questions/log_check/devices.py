"""Where the memory in a log lies: bytes by device, and on each by what they are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from calculators.questions.log_check.amounts import NOTHING, Size
from calculators.questions.log_check.report import VIEWS, Context, Load, Report, in_main_memory

MAIN, UNKNOWN = "Main memory", "Not said where"
MOST_DEVICES = 64
"""More are no devices."""
KINDS = ("weights", "conversation", "working space", "beside the model")
COLUMNS = {"model": "weights", "context": "conversation", "compute": "working space"}
"""Of llama.cpp's own table of memory."""


@dataclass(frozen=True, slots=True)
class Device:
    """What lies on one device, or in main memory."""

    name: str
    kinds: dict[str, Size]
    """Sizes by kind (`KINDS`)."""
    said: Size = NOTHING
    """The sum, where the log gives it."""

    @property
    def bytes(self) -> float:
        """All kinds together."""
        return self.said.bytes or fsum(size.bytes for size in self.kinds.values())


def by_device(report: Report, seen_twice: float = 0) -> tuple[Device, ...]:
    """What lies where, main memory last; `seen_twice` bytes of weights in it do not count."""
    found: dict[str, dict[str, Size]] = {}
    for name, kind, size in _sizes(report.load, report.drafts):
        if size.bytes:
            kinds = found.setdefault(_device(name), {})
            kinds[kind] = kinds.get(kind, NOTHING) + size
    if MAIN in found and seen_twice:
        weights = found[MAIN].get("weights", NOTHING)
        found[MAIN]["weights"] = Size(weights.bytes - seen_twice, weights.step)
    devices = [Device(name, kinds) for name, kinds in found.items()] or [
        Device(_device(row.device), {COLUMNS[each]: row.sizes[each] for each in COLUMNS}, row.all)
        for row in report.rows
    ]
    if len(devices) > MOST_DEVICES:
        return ()
    return tuple(sorted(devices, key=lambda each: (each.name == UNKNOWN, each.name == MAIN)))


def draft_sizes(load: Load) -> Iterator[tuple[str, Size]]:
    """Buffers of a draft; its view of a file that is there already takes nothing more."""
    for name, size in load.buffers.items():
        if not (load.is_partial and name.endswith("_Mapped")):
            yield name, size
    for context in load.contexts[-1:]:
        yield from context.sizes()


def _sizes(load: Load, drafts: list[Load]) -> Iterator[tuple[str, str, Size]]:
    yield from ((name, "weights", size) for name, size in load.buffers.items())
    yield from _of_context(load.context)
    beside = [(name, size) for name, size in load.image.items() if name != "file"]
    beside += load.adapters.items()
    beside += [each for context in load.further_contexts for each in context.sizes()]
    beside += [each for draft in drafts for each in draft_sizes(draft)]
    yield from ((name, "beside the model", size) for name, size in beside)


def _of_context(context: Context) -> Iterator[tuple[str, str, Size]]:
    yield from ((name, "conversation", size) for name, size in context.kept())
    for buffers in (context.outputs, context.compute):
        yield from ((name, "working space", size) for name, size in buffers.items())


def _device(buffer: str) -> str:
    name = buffer.partition(" ")[0]
    if name == "?":
        return UNKNOWN
    if in_main_memory(name):
        return MAIN
    return next((name.removesuffix(each) for each in VIEWS if name.endswith(each)), name)
