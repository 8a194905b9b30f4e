"""The raw values as they came from the page, and what they tell: system, memory, graphics chip.

`navigator.deviceMemory` is a power of two, capped, and never the memory built in. Chrome and its
relatives alone have it: since version 147 computers say 2, 4, 8, 16 or 32, and before at most 8;
Android says at most 8. See https://groups.google.com/a/chromium.org/g/blink-dev, "Update Device
Memory API limits", January 2026.

The name of the chip tells whether it is a card with memory of its own. Firefox gives the name of a
common chip "or similar" in place of the true one, Safari says "Apple GPU" always, and Brave says
"Brave" or letters drawn by chance. See Mozilla's SanitizeRenderer.cpp and its tests, and WebKit's
maskWebGLStringsEnabled.
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


_SIMILAR = ", or similar"
_TAIL = re.compile(r"( Direct3D|, OpenGL|, Unspecified|, D3D| \(0x|/PCIe| \(radeonsi).*$")
_VULKAN = re.compile(r"^Vulkan [\d.]+ \(")
_MARKS = re.compile(r"\((?:R|TM|tm)\)|\bMesa (?:DRI )?|ANGLE Metal Renderer: ")
_SOFTWARE = re.compile(r"swiftshader|llvmpipe|softpipe|basic render|vmware|virgl|virtualbox|svga")
_NVIDIA = re.compile(r"nvidia|geforce|quadro|\b[rg]tx\b|tesla")
_NVIDIA_SHARED = re.compile(r"\bgb10\b|tegra|orin|thor|jetson")
_AMD = re.compile(r"\bamd\b|radeon|\bati\b")
_AMD_CARD = re.compile(r"radeon pro|firepro|radeon vii|\br[579]\b|\brx\b(?! vega \d+ graphics)")
# Arc A and B5 cards and the Pro ones; other Arc graphics are part of the processor.
_INTEL_CARD = re.compile(r"\barc (?:a\d{3}m?|b5\d0|pro [ab]\d0)\b")
_PHONE_OR_BOARD = re.compile(r"adreno|mali|powervr|v3d|videocore|vivante")
_MAKER = re.compile(
    r"apple m\d|intel|qualcomm|"
    + "|".join(each.pattern for each in (_NVIDIA, _AMD, _PHONE_OR_BOARD, _SOFTWARE))
)


@dataclass(frozen=True, slots=True)
class Graphics:
    """A kind of machine as `Machine.kind` has it, or none where the name does not decide."""

    kind: str | None
    meaning: str
    name: str = ""
    is_named: bool = False
    """Whether the name is this chip's own, as far as a name can be trusted."""


def graphics_of(values: Reading, system: str) -> Graphics:
    """What may be said about the graphics, from WebGL's name or else from WebGPU's vendor.

    >>> from calculators.browser.machine_hints.reading import reading
    >>> seen = reading({"webglRenderer": "ANGLE (Apple, ANGLE Metal Renderer: Apple M4, …)"})
    >>> graphics_of(seen, "macos").kind
    'apple'
    """
    renderer = values["webglRenderer"]
    name, is_bucket = short_name(renderer), renderer.endswith(_SIMILAR)
    meaning = _meaning(renderer, name)
    if is_bucket or _MAKER.search(name.lower()):
        kind = _kind(name.lower(), system, is_bucket=is_bucket)
        return Graphics(kind, meaning, name, is_named=not is_bucket)
    return Graphics(_kind(values["webgpuVendor"].lower(), system, is_bucket=True), meaning)


def short_name(renderer: str) -> str:
    """The chip's own name out of what the driver wraps around it.

    >>> short_name("ANGLE (NVIDIA, NVIDIA GeForce RTX 4060 Laptop GPU (0x000028E0) Direct3D11 …)")
    'NVIDIA GeForce RTX 4060 Laptop GPU'
    """
    text = renderer.removesuffix(_SIMILAR)
    if text.startswith("ANGLE ("):
        text = text.removesuffix(")").partition(", ")[2] or text
    text = _TAIL.sub("", _VULKAN.sub("", text))
    return " ".join(_MARKS.sub("", text).removesuffix(", …").split())


def _kind(name: str, system: str, *, is_bucket: bool) -> str | None:
    if not name or _SOFTWARE.search(name):
        return None
    if system == "macos":
        return _mac_kind(name)
    if _NVIDIA.search(name):
        return "integrated" if _NVIDIA_SHARED.search(name) else "dedicated"
    if _AMD.search(name):
        return None if is_bucket else ("dedicated" if _AMD_CARD.search(name) else "integrated")
    if _INTEL_CARD.search(name):
        return None if is_bucket else "dedicated"
    if "intel" in name:
        return "integrated"
    if system == "windows" and ("adreno" in name or "qualcomm" in name):
        return "integrated"
    return "processor" if _PHONE_OR_BOARD.search(name) else None


def _mac_kind(name: str) -> str | None:
    """Only a Mac with an Intel processor has graphics of another maker."""
    if re.search(r"apple m\d|^apple$", name):
        return "apple"
    return "processor" if "intel" in name or _AMD.search(name) or _NVIDIA.search(name) else None


def _meaning(renderer: str, name: str) -> str:
    if not renderer:
        return "Not told."
    if renderer.endswith(_SIMILAR):
        return "Firefox names a common chip of the same maker here, not yours."
    if _SOFTWARE.search(renderer.lower()):
        return "The page is drawn by the processor, which hides the graphics chip."
    if name in ("Apple GPU", "Mozilla", "Brave", "WebKit WebGL", "Generic Renderer"):
        return "The browser hides the name of the chip on purpose."
    return "The chip that this page is drawn with. Its memory and a second chip stay unseen."
