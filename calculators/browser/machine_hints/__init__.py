"""What a browser knows of the machine it runs on, and what it cannot know.

The page reads a few raw values when its reader asks for it; here they become suggestions for a
form, with the reason for each. They preselect and never decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculators.browser.machine_hints.reading import (
    HAND_HELD,
    NAMES,
    NOT_TOLD,
    SYSTEMS,
    Graphics,
    Memory,
    Reading,
    graphics_of,
    memory_of,
    reading,
    system_of,
)

_FORM_SYSTEMS = {"windows": "windows", "linux": "linux", "pi": "linux", "chromeos": "linux"}
_USUAL_KIND = {"macos": "apple", "chromeos": "processor", "pi": "processor"}
"""Where the graphics chip does not decide."""

_WHY_USUAL = {
    "chromeos": "ChromeOS runs a model in its Linux container, as a rule on the processor.",
    "pi": "The graphics of a Raspberry Pi are of no use to a model.",
}
_ARM_MAC = "The browser says that the processor is of the arm kind."
_SOME_MAC = (
    "This browser does not tell an Apple chip from an Intel one. Does About This Mac name an Intel "
    "processor? Then choose “Processor only”."
)
NEVER_TOLD = (
    "No browser tells how much memory is built in to the gigabyte, how much a graphics card has, "
    "how fast it is, or what is free now."
)


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
"""Ten seconds to the true figures, for each operating system."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One input of a form with the value to preselect, or none; how sure it is, and why."""

    field: str
    value: str | None
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A raw value, where it comes from, and what it tells."""

    source: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Seen:
    """All there is to show and to preselect."""

    system: str
    guesses: tuple[Guess, ...]
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    path: Path | None

    @property
    def inputs(self) -> Mapping[str, str]:
        """The inputs to preselect."""
        return {each.field: each.value for each in self.guesses if each.value is not None}


def what_is_seen(raw: object) -> Seen:
    """What raw values suggest for a machine that its reader describes; never raises.

    >>> seen = what_is_seen({"userAgent": "Mozilla/5.0 (X11; Linux x86_64)", "deviceMemory": 8})
    >>> dict(seen.inputs)
    {'system': 'linux', 'ram_gib': '8'}
    """
    values = reading(raw)
    system = system_of(values)
    graphics, memory = graphics_of(values, system), memory_of(values, system)
    known = system not in (*HAND_HELD, "unknown")
    guesses = tuple(_guesses(values, system, graphics, memory)) if known else ()
    return Seen(
        system=SYSTEMS[system],
        guesses=guesses if any(each.value for each in guesses) else (),
        notes=tuple(_notes(values, system, graphics)),
        rows=tuple(_rows(values, graphics, memory)),
        path=PATHS.get(system),
    )


def _guesses(values: Reading, system: str, graphics: Graphics, memory: Memory) -> Iterator[Guess]:
    kind = graphics.kind if system not in _WHY_USUAL else None
    kind = kind or _USUAL_KIND.get(system)
    yield _kind_guess(kind, values, system, graphics)
    if system in _FORM_SYSTEMS:
        yield Guess("system", _FORM_SYSTEMS[system], "a guess", _why_system(system))
    gib = None if memory.gib is None else f"{memory.gib:g}"
    yield Guess("ram_gib", gib, memory.short, memory.meaning)
    if kind == "dedicated":
        yield Guess("vram_gib", None, NOT_TOLD, "No browser tells the memory of a card.")


def _kind_guess(kind: str | None, values: Reading, system: str, graphics: Graphics) -> Guess:
    if kind is None:
        return Guess("memory_kind", None, NOT_TOLD, f"{graphics.meaning} Choose it yourself.")
    return Guess("memory_kind", kind, "a guess", _why_kind(kind, values, system, graphics))


def _why_kind(kind: str, values: Reading, system: str, graphics: Graphics) -> str:
    if system in _WHY_USUAL:
        return _WHY_USUAL[system]
    if system == "macos" and kind == "processor":
        return "A Mac with an Intel processor: “Processor only” is the nearest that we know."
    if system == "macos" and graphics.kind is None:
        return _ARM_MAC if values["architecture"] == "arm" else _SOME_MAC
    if not graphics.is_named:
        return f"{graphics.meaning} Only the maker is known."
    drawn = f"This page is drawn with “{graphics.name}”."
    return drawn if kind == "apple" else f"{drawn} A second chip would stay unseen."


def _why_system(system: str) -> str:
    if system == "pi":
        return "The graphics chip is the one of a Raspberry Pi, which runs Linux."
    counts = " That counts as Linux here." if system == "chromeos" else ""
    return f"The browser says that it runs on {SYSTEMS[system]}.{counts}"


def _notes(values: Reading, system: str, graphics: Graphics) -> Iterator[str]:
    if system in HAND_HELD:
        yield "A phone or tablet is no machine of our list. Choose the computer you would use."
    if system == "ipad":
        yield "An iPad calls itself a Mac; the screen to touch gives it away."
    if system == "windows" and (values["architecture"] == "arm" or "Adreno" in graphics.name):
        yield "This is Windows on an arm processor, such as a Snapdragon; we list some by name."
    if system == "macos" and graphics.kind == "apple" and values["architecture"] == "x86":
        yield "The browser runs translated by Rosetta, so it says x86 on an Apple chip."
    yield NEVER_TOLD


_MEANINGS = {
    "userAgent": "Names the system. It says “Intel” on every Mac, and “Macintosh” on an iPad too.",
    "maxTouchPoints": "Tells an iPad from a Mac.",
    "brands": "The browser: which values it caps or hides.",
    "architecture": "x86 or arm. A translated browser says x86 on an arm machine.",
    "model": "For phones; empty on a computer.",
    "hardwareConcurrency": "Threads, capped or invented by some browsers. Not used.",
    "webgpuVendor": "The maker of the graphics chip.",
    "webgpuArchitecture": "A family of chips, not one chip. Not used.",
}


def _rows(values: Reading, graphics: Graphics, memory: Memory) -> Iterator[Row]:
    meanings = {**_MEANINGS, "deviceMemory": memory.meaning, "webglRenderer": graphics.meaning}
    for name, source in NAMES.items():
        yield Row(source, values[name] or "not told", meanings.get(name, ""))
