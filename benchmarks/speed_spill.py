"""Rows whose model is larger than the graphics card: how much of it lies in the card's memory."""

from dataclasses import replace

from benchmarks.speed_rows import Row
from calculators.core.numbers import GIB

VRAM_GIB = {
    "RTX 2080": 8,
    "RTX 3060 Laptop": 6,
    "RTX 3060 Ti": 8,
    "RTX 3070": 8,
    "RTX 4060 Laptop": 8,
    "RTX 4070 Laptop": 8,
    "RTX 5070": 12,
}
TAKEN_GIB = 1.6
"""Held by the system and the screen, and working space (assumed)."""


def spilled(row: Row) -> Row:
    """The row with the share of its model that the card can hold."""
    if row.device not in VRAM_GIB:
        return row
    room_bytes = (VRAM_GIB[row.device] - TAKEN_GIB) * GIB
    return replace(
        row, share=min(1.0, room_bytes / (row.work.shared_bytes + row.work.expert_bytes))
    )
