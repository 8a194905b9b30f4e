"""Why a model may use so much and no more, in sentences for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import GIB, format_bytes, format_range
from calculators.engines.machine.graphics import metal_limit_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calculators.engines.machine.amounts import Amounts
    from calculators.engines.machine.record import Machine
    from calculators.engines.machine.reserve import Assumption


def reasons(
    machine: Machine, held: Assumption, system: Assumption, apps: Assumption, typical: Amounts
) -> Iterator[str]:
    """The deciding limit first, then what is taken."""
    if machine.kind == "apple":
        yield _metal(machine, typical)
    elif machine.kind == "dedicated":
        yield from _card(machine, held, typical)
    elif machine.kind == "integrated" and typical.limit < typical.free_ram:
        yield (
            f"The built-in graphics may hold {format_bytes(typical.limit)}; what does not fit "
            "there runs on the processor, in the same memory."
        )
    if typical.firmware:
        yield f"The firmware keeps {format_bytes(typical.firmware)} before the system starts."
    yield _taken(system)
    if apps.high_gib:
        yield _taken(apps)
    if typical.free_ram == 0:
        yield "Nothing is left for a model: the system and the other programs take it all."


def _metal(machine: Machine, typical: Amounts) -> str:
    limit = f"macOS lets the GPU hold at most {format_bytes(typical.limit)}"
    newer = metal_limit_bytes(machine.ram_gib, newer=True)
    if newer > typical.limit:
        limit += f" ({format_bytes(newer)} in newer releases)"
    if typical.limit <= typical.free_ram:
        return f"{limit}."
    return f"{limit}, but only {format_bytes(typical.free_ram)} is free."


def _card(machine: Machine, held: Assumption, typical: Amounts) -> Iterator[str]:
    yield (
        f"Of the {format_bytes(machine.vram_bytes)} on the graphics card, {_spread(held)} is "
        "usually taken before a model loads."
    )
    yield (
        f"A larger model spills into main memory, where {format_bytes(typical.free_ram)} is free, "
        "and gets much slower."
    )


def _taken(amount: Assumption) -> str:
    if amount.basis == "your choice":
        return f"{amount.label}: {_spread(amount)}, as you set it."
    return f"{amount.label}: {_spread(amount)}, our assumption."


def _spread(amount: Assumption) -> str:
    """An amount with its range, such as "4.00 GiB (2.50 to 5.00 GiB)"."""
    text = format_bytes(amount.typical_gib * GIB)
    if amount.low_gib == amount.high_gib:
        return text
    return f"{text} ({format_range(amount.low_gib * GIB, amount.high_gib * GIB, 'bytes')})"
