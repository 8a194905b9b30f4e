"""The raw values as they came from the page: known names only, short texts only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.core.numbers import parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

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
