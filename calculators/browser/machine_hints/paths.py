"""Ten seconds to the true figures, for each operating system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Path:
    """Where a system shows what is built in."""

    system: str
    steps: str


PATHS: Mapping[str, Path] = {
    "windows": Path(
        "Windows",
        "Ctrl+Shift+Esc opens Task Manager. Performance shows the memory, and under GPU the name "
        "of each; a card’s own memory is “Dedicated GPU memory”.",
    ),
    "macos": Path("Mac", "Apple menu, About This Mac: chip and memory."),
    "linux": Path(
        "Linux",
        "In a terminal, free -h (a little less than is built in) and lspci | grep -Ei 'vga|3d'; "
        "for NVIDIA, nvidia-smi.",
    ),
    "chromeos": Path("Chromebook", "Search for Diagnostics among the apps: memory and processor."),
    "pi": Path("Raspberry Pi", "In a terminal, free -h and cat /proc/device-tree/model."),
}
