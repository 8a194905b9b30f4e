"""How much memory the graphics side may hold: rules of the systems and what logs show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import GIB, KIB
from calculators.core.results import Source
from calculators.engines.machine.reserve import Assumption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.engines.machine.record import Machine

_METAL_PAGE = 16 * KIB
_CHECKED = "2026-11-24"

# Percent of RAM that newer macOS releases gave the GPU, only for sizes seen in a log.
_NEWER_METAL_PERCENT: Mapping[float, int] = {
    16: 74,
    18: 74,
    24: 74,
    32: 78,
    36: 78,
    48: 78,
    64: 81,
    128: 84,
}
_SMALLEST_RAISED_GIB = 16
_LARGEST_TWO_THIRDS_GIB = 32


def metal_limit_bytes(ram_gib: float, *, newer: bool = False) -> int:
    """Memory macOS lets the GPU of an Apple silicon Mac hold, in bytes.

    This is Metal's `recommendedMaxWorkingSetSize`, which llama.cpp prints at start. The share of
    RAM is rounded up to pages of 16 KiB, which gives the printed values to the last digit. The
    older rule (two thirds up to 32 GB, three quarters above) is a safe lower bound; `newer` gives
    what macOS 26 and later printed, and the older rule for sizes not seen in a log. Which release
    changed it is not established.

    >>> metal_limit_bytes(16), metal_limit_bytes(16, newer=True)
    (11453251584, 12713115648)
    """
    part, whole = (2, 3) if ram_gib <= _LARGEST_TWO_THIRDS_GIB else (3, 4)
    older = _whole_pages(ram_gib, part, whole)
    if not newer:
        return older
    # A size between two that were seen gets at least what the smaller of them got.
    seen = [size for size in _NEWER_METAL_PERCENT if size <= ram_gib]
    return max([older] + [_whole_pages(size, _NEWER_METAL_PERCENT[size], 100) for size in seen])


def _whole_pages(ram_gib: float, part: int, whole: int) -> int:
    return -(-round(ram_gib * GIB) * part // (whole * _METAL_PAGE)) * _METAL_PAGE


def newer_metal_known(ram_gib: float) -> bool:
    """Whether the newer limit of this size is known; up to 8 GB it is the older one.

    >>> newer_metal_known(8), newer_metal_known(16), newer_metal_known(96)
    (True, True, False)
    """
    return ram_gib < _SMALLEST_RAISED_GIB or ram_gib in _NEWER_METAL_PERCENT


# Nameplate minus what llama.cpp or Ollama found free, in GiB: Windows and WSL2 1.07 to 1.30 (four
# cards), container and server 0.56 (two), one Wayland desktop 2 to 3. See LIMIT_SOURCES["card"].
_HELD_ON_CARD: Mapping[str, Assumption] = {
    "windows": Assumption(
        label="Held by Windows and the screen",
        typical_gib=1.1,
        low_gib=1.0,
        high_gib=1.3,
        basis="estimate",
    ),
    "server": Assumption(
        label="Held by the driver", typical_gib=0.3, low_gib=0.2, high_gib=0.6, basis="estimate"
    ),
    "linux": Assumption(
        label="Held by the desktop and the driver",
        typical_gib=1.1,
        low_gib=0.3,
        high_gib=3.0,
        basis="estimate",
    ),
}


def held_graphics_memory(machine: Machine) -> Assumption:
    """Memory of a graphics card that is taken before a model loads."""
    if machine.system == "linux":
        return _HELD_ON_CARD["server" if machine.headless else "linux"]
    return _HELD_ON_CARD["windows"]


def graphics_limit_bytes(machine: Machine, *, newer_macos: bool = False) -> int:
    """Most that the graphics side of a machine without a card of its own may hold, in bytes.

    Windows shares half of the RAM with built-in graphics, and so does Linux with AMD graphics;
    for Intel graphics under Linux no figure was found and the same half is assumed.
    """
    if machine.kind == "apple":
        return metal_limit_bytes(machine.ram_gib, newer=newer_macos)
    if machine.kind != "integrated":
        return 0
    seen_by_system = machine.ram_bytes - round(machine.firmware_gib * GIB)
    share = 0.5 if machine.gpu_share is None else machine.gpu_share
    return int(seen_by_system * share)


LIMIT_SOURCES: Mapping[str, tuple[Source, ...]] = {
    "apple": (
        Source(
            title="Apple: recommendedMaxWorkingSetSize",
            url="https://developer.apple.com/documentation/metal/mtldevice/recommendedmaxworkingsetsize",
            checked=_CHECKED,
        ),
        Source(
            title="ds4 pull request 893: limits seen on 128 GB Macs",
            url="https://github.com/antirez/ds4/pull/893",
            checked=_CHECKED,
        ),
    ),
    "windows": (
        Source(
            title="Microsoft: Calculating graphics memory",
            url="https://learn.microsoft.com/en-us/windows-hardware/drivers/display/calculating-graphics-memory",
            checked=_CHECKED,
        ),
    ),
    "linux": (
        Source(
            title="Linux kernel: amdgpu module parameters (gttsize)",
            url="https://docs.kernel.org/6.12/gpu/amdgpu/module-parameters.html",
            checked="2026-11-23",
        ),
    ),
    "card": tuple(
        Source(title=title, url=f"https://github.com/{path}", checked="2026-11-23")
        for title, path in (
            ("Ollama issue 7996: RTX 4060 Laptop in WSL2", "ollama/ollama/issues/7996"),
            ("Ollama issue 6493: RTX 3060 12 GB", "ollama/ollama/issues/6493"),
            ("Ollama issue 9245: RTX 4080, Linux server", "ollama/ollama/issues/9245"),
            (
                "LM Studio issue 1360: RTX 5060 Ti, Windows",
                "lmstudio-ai/lmstudio-bug-tracker/issues/1360",
            ),
            (
                "llama.cpp pull request 10052: a Wayland desktop on an 8 GB card",
                "ggml-org/llama.cpp/pull/10052",
            ),
        )
    ),
}
"""Where the rules come from, by kind of machine or system."""
