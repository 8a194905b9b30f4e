"""What the name of a graphics chip tells: whether it is a card with memory of its own.

Firefox gives the name of a common chip "or similar" in place of the true one, Safari says "Apple
GPU" always, and Brave says "Brave" or letters drawn by chance. See Mozilla's
SanitizeRenderer.cpp and its tests, and WebKit's maskWebGLStringsEnabled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from calculators.browser.machine_hints.reading import Reading

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
