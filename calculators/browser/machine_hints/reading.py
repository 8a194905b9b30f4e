"""The raw values as they came from the page, and what they tell of the system and its memory.

`navigator.deviceMemory` is a power of two, capped, and never the memory built in. Chrome and its
relatives alone have it: since version 147 computers say 2, 4, 8, 16 or 32, and before at most 8;
Android says at most 8. See https://groups.google.com/a/chromium.org/g/blink-dev, "Update Device
Memory API limits", January 2026.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.core.numbers import parse_number

NAMES: Mapping[str, str] = {
    "userAgent": "navigator.userAgent",
    "platform": "navigator.platform",
    "maxTouchPoints": "navigator.maxTouchPoints",
    "brands": "userAgentData: brands",
    "hintedPlatform": "userAgentData: platform",
    "architecture": "userAgentData: architecture",
    "bitness": "userAgentData: bitness",
    "model": "userAgentData: model",
    "deviceMemory": "navigator.deviceMemory",
    "hardwareConcurrency": "navigator.hardwareConcurrency",
    "webglRenderer": "WebGL renderer",
    "webgpuVendor": "WebGPU vendor",
    "webgpuArchitecture": "WebGPU architecture",
}
"""What may be read, and where from, in the words of the standards."""
NOT_TOLD = "not told, please look it up"
"""What stands beside an input that the browser does not know."""
_LONGEST_CHARACTERS = 300

Reading = dict[str, str]


def reading(raw: object) -> Reading:
    """Every known name with its value as text, empty where the browser does not tell.

    >>> reading({"deviceMemory": 8, "platform": " Win32 ", "cookies": "no"})["deviceMemory"]
    '8'
    """
    given = raw if isinstance(raw, dict) else {}
    return {name: _text(given.get(name)) for name in NAMES}


def number(values: Reading, name: str) -> float | None:
    """A value as a number, None where it is none."""
    return parse_number(values[name]) if values[name] else None


def _text(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        # A whole number of any length, or one that is none, is nothing a browser gives.
        return f"{value:g}" if abs(value) < 1e9 else ""
    if not isinstance(value, str):
        return ""
    cut = value[:_LONGEST_CHARACTERS]
    return " ".join("".join(each if each.isprintable() else " " for each in cut).split())


SYSTEMS: Mapping[str, str] = {
    "windows": "Windows",
    "macos": "macOS",
    "linux": "Linux",
    "pi": "a Raspberry Pi",
    "chromeos": "ChromeOS",
    "android": "Android",
    "ipad": "an iPad",
    "ios": "an iPhone",
    "unknown": "a system it does not name",
}
HAND_HELD = ("android", "ipad", "ios")
_WORDS = {
    "iPhone": "ios",
    "iPod": "ios",
    "iPad": "ipad",
    "Android": "android",
    "CrOS": "chromeos",
    "Windows": "windows",
    "Macintosh": "macos",
    "Linux": "linux",
}
_HINTS = {
    "Windows": "windows",
    "macOS": "macos",
    "Linux": "linux",
    "Chrome OS": "chromeos",
    "Chromium OS": "chromeos",
    "Android": "android",
}


def system_of(values: Reading) -> str:
    """A key of `SYSTEMS`. An iPad calls itself a Mac, but no Mac has a screen to touch.

    >>> system_of(reading({"userAgent": "Mozilla/5.0 (Macintosh; …)", "maxTouchPoints": 5}))
    'ipad'
    """
    agent = values["userAgent"]
    named = next((key for word, key in _WORDS.items() if word in agent), "unknown")
    found = _HINTS.get(values["hintedPlatform"], named)
    if found == "macos" and (number(values, "maxTouchPoints") or 0) > 1:
        return "ipad"
    if found == "linux" and "V3D" in values["webglRenderer"]:
        return "pi"
    return found


def is_changed_on_purpose(values: Reading) -> bool:
    """Whether the browser is one that gives invented values against tracking.

    Brave does so: https://github.com/brave/brave-browser/issues/13854, and 10214 and 57944.
    """
    return "Brave" in values["brands"] or values["webglRenderer"] == "Brave"


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
