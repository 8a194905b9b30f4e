"""What `navigator.deviceMemory` tells: a power of two, capped. Never the memory built in.

Chrome and its relatives only. Since version 147 computers say 2, 4, 8, 16 or 32, and before at most
8; Android says at most 8. See https://groups.google.com/a/chromium.org/g/blink-dev, "Update Device
Memory API limits", January 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.browser.machine_hints.reading import NOT_TOLD, number
from calculators.browser.machine_hints.system import HAND_HELD, is_changed_on_purpose

if TYPE_CHECKING:
    from calculators.browser.machine_hints.reading import Reading

_HIGHER_CAP_SINCE = 147
_LEAST_GIB, _MOST_GIB = 1, 1024
_VERSION = re.compile(r"Chromium (\d{1,4})")


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory to suggest, if any, and what may be said about it."""

    gib: float | None
    short: str
    """For the form: how sure it is, in a few words."""
    meaning: str


def memory_of(values: Reading, system: str) -> Memory:
    """What may be said about the memory.

    >>> from calculators.browser.machine_hints.reading import reading
    >>> memory_of(reading({"deviceMemory": 16}), "windows").meaning
    'This browser says 16 GB, rounded: 12 to 24 GB may be built in.'
    """
    given = number(values, "deviceMemory")
    if given is None or not _LEAST_GIB <= given <= _MOST_GIB:
        return Memory(None, NOT_TOLD, "Only Chrome and its relatives tell it.")
    if is_changed_on_purpose(values):
        return Memory(None, NOT_TOLD, "Brave changes this value on purpose, so it is not used.")
    if given >= _cap(values, system, given):
        most = f"This browser says {given:g} GB, the most it ever says: you may have more."
        return Memory(given, f"a guess: {given:g} or more", most)
    low, high = f"{0.75 * given:g}", f"{1.5 * given:g}"
    spread = f"This browser says {given:g} GB, rounded: {low} to {high} GB may be built in."
    return Memory(given, f"a guess: {low} to {high}", spread)


def _cap(values: Reading, system: str, given: float) -> float:
    version = _VERSION.search(values["brands"])
    if system in HAND_HELD:
        return 8
    known_higher = version is not None and int(version[1]) >= _HIGHER_CAP_SINCE
    return 32 if known_higher or given > 8 else 8
