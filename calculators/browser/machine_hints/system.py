"""Which operating system a browser runs on, as far as it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.browser.machine_hints.reading import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.browser.machine_hints.reading import Reading

NAMES: Mapping[str, str] = {
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
    """A key of `NAMES`. An iPad calls itself a Mac, but no Mac has a screen to touch.

    >>> from calculators.browser.machine_hints.reading import reading
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
