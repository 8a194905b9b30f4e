"""What the operating system, open programs and the screen keep: assumptions, every one editable.

No good source for the memory an idle system needs was found (only blog claims that disagree), so
these are ranges we chose, shown to the reader as such. Logs show what a graphics card loses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calculators.core.results import Basis
from calculators.engines.machine.record import Machine, System


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """An amount of memory in GiB with the range it may lie in."""

    label: str
    typical_gib: float
    low_gib: float
    high_gib: float
    basis: Basis = "assumed"

    def __post_init__(self) -> None:
        """Keep the three amounts in order."""
        if not 0 <= self.low_gib <= self.typical_gib <= self.high_gib:
            raise ValueError(f"{self.label}: the amounts must rise from low to high, from 0 up")

    @classmethod
    def chosen(cls, label: str, gib: float) -> Assumption:
        """An amount the reader typed: one number, no range."""
        return cls(label=label, typical_gib=gib, low_gib=gib, high_gib=gib, basis="your choice")


OTHER_APPS: Mapping[str, Assumption] = {
    "nothing": Assumption(label="Nothing else", typical_gib=0, low_gib=0, high_gib=0),
    "documents": Assumption(
        label="A few documents and mail", typical_gib=1, low_gib=0.5, high_gib=1.5
    ),
    "browser": Assumption(
        label="A browser with many tabs", typical_gib=2.5, low_gib=1.5, high_gib=4
    ),
    "office": Assumption(label="Browser, video call, office", typical_gib=4, low_gib=3, high_gib=6),
}
"""What else stays open beside the model, for a menu."""

_SYSTEMS: Mapping[System, Assumption] = {
    "windows": Assumption(label="Windows itself", typical_gib=4, low_gib=2.5, high_gib=5),
    "macos": Assumption(label="macOS itself", typical_gib=3, low_gib=2, high_gib=4),
    "linux": Assumption(label="Linux with a desktop", typical_gib=2, low_gib=1, high_gib=3),
}
_HEADLESS = Assumption(label="Linux without a desktop", typical_gib=0.7, low_gib=0.4, high_gib=1)


def system_reserve(machine: Machine) -> Assumption:
    """Memory the operating system of this machine is assumed to keep."""
    if machine.system == "linux" and machine.headless:
        return _HEADLESS
    return _SYSTEMS[machine.system]


# Nameplate minus what llama.cpp or Ollama found free, in GiB: Windows and WSL2 1.07 to 1.30 (four
# cards), container and server 0.56 (two), one Wayland desktop 2 to 3. The logs
# are the sources “card-…” of data/sources.toml.
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
