"""One machine with one memory size: from the catalog, or described by its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from calculators.core.numbers import GIB
from calculators.core.results import Source

Form = Literal["laptop", "desktop", "board"]
Kind = Literal["apple", "integrated", "dedicated", "processor"]
System = Literal["windows", "macos", "linux"]

FORMS: tuple[Form, ...] = get_args(Form)
KINDS: tuple[Kind, ...] = get_args(Kind)
SYSTEMS: tuple[System, ...] = get_args(System)
SPEED_CLASSES = (
    "AMD APU (iGPU)",
    "AMD dGPU Vulkan",
    "Apple M5",
    "Apple Metal",
    "CPU",
    "Intel Arc dGPU",
    "Intel iGPU",
    "NVIDIA CUDA",
    "NVIDIA GB10/Jetson CUDA",
    "Snapdragon X",
)
"""Families that share the two numbers of the speed model."""

_GROUPS = {
    ("laptop", "integrated"): "Windows and Linux laptops",
    ("laptop", "processor"): "Windows and Linux laptops",
    ("laptop", "apple"): "MacBooks",
    ("laptop", "dedicated"): "Laptops with a graphics card",
    ("desktop", "integrated"): "PCs and mini PCs without a graphics card",
    ("desktop", "processor"): "PCs and mini PCs without a graphics card",
    ("desktop", "dedicated"): "PCs with a graphics card",
    ("desktop", "apple"): "Mac mini and Mac Studio",
}
GROUPS = (*dict.fromkeys(_GROUPS.values()), "Small boards")
"""Headings of a menu of machines, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one was sold for on a day: it changes, and is never kept without its date."""

    usd: float
    what: str
    """What this buys, such as "smallest version" or "without a disk"."""
    as_of: str
    url: str
    """Where it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What a machine has. What a model may use of it is `memory_budget`.

    RAM sold as "16 GB" is 16 GiB, as is the memory of a graphics card.
    """

    id: str
    name: str
    form: Form
    kind: Kind
    """Who computes: "apple" and "integrated" share the RAM between processor and graphics,
    "dedicated" has a graphics card with its own memory, "processor" has no useful graphics."""
    system: System
    ram_gib: float
    vram_gib: float = 0.0
    """Memory of the graphics card, or of each of several; 0 where graphics share the RAM."""
    cards: int = 1
    """Graphics cards, all alike."""
    headless: bool = False
    """No desktop is drawn: a server, or a board reached over the network."""
    firmware_gib: float = 0.0
    """RAM the firmware keeps before the system starts, where it is known and large."""
    gpu_share: float | None = None
    """Share of RAM the graphics side may hold, where it is not the system's usual rule."""
    ram_bandwidth_gb_s: float | None = None
    gpu_bandwidth_gb_s: float | None = None
    """Bandwidth of the graphics card's own memory."""
    bandwidth_basis: str = ""
    gpu_fp16_tflops: float | None = None
    """Vendor's shader rate, not the tensor rate."""
    speed_class: str | None = None
    released: int | None = None
    price: Price | None = None
    """Only where a source names one, with its date."""
    notes: str = ""
    sources: tuple[Source, ...] = ()
    checked: str = ""

    def __hash__(self) -> int:
        """A few fields tell machines apart as well as all of them, and much sooner."""
        return hash((self.id, self.kind, self.system, self.ram_gib, self.vram_gib))

    @property
    def unified(self) -> bool:
        """Whether processor and graphics share one memory."""
        return self.kind in ("apple", "integrated")

    @property
    def bandwidth_gb_s(self) -> float | None:
        """Bandwidth of the memory a model sits in when all of it fits, theoretical peak."""
        return self.gpu_bandwidth_gb_s if self.kind == "dedicated" else self.ram_bandwidth_gb_s

    @property
    def ram_bytes(self) -> int:
        """RAM in bytes."""
        return round(self.ram_gib * GIB)

    @property
    def vram_bytes(self) -> int:
        """Memory of one graphics card in bytes."""
        return round(self.vram_gib * GIB)

    @property
    def group(self) -> str:
        """Heading this machine stands under in a menu; one of `GROUPS`."""
        return _GROUPS.get((self.form, self.kind), GROUPS[-1])


def custom_machine(
    *,
    memory_kind: Kind,
    ram_gib: float,
    vram_gib: float = 0.0,
    cards: int = 1,
    system: System = "windows",
    headless: bool = False,
) -> Machine:
    """The machine a reader describes; raises `ValueError` for a memory size that cannot be.

    Apple silicon always runs macOS here, and only a dedicated card has memory of its own.

    >>> custom_machine(memory_kind="dedicated", ram_gib=16, vram_gib=8).name
    'Your machine: 16 GB memory, graphics card with 8 GB'
    >>> custom_machine(memory_kind="dedicated", ram_gib=64, vram_gib=24, cards=2).name
    'Your machine: 64 GB memory, 2 graphics cards with 24 GB each'
    """
    dedicated = memory_kind == "dedicated"
    if ram_gib <= 0 or (dedicated and vram_gib <= 0):
        raise ValueError("a machine needs memory, and a graphics card memory of its own")
    card = f", graphics card with {vram_gib:g} GB" if dedicated else ""
    if dedicated and cards > 1:
        card = f", {cards} graphics cards with {vram_gib:g} GB each"
    return Machine(
        id="custom",
        name=f"Your machine: {ram_gib:g} GB memory{card}",
        form="desktop",
        kind=memory_kind,
        system="macos" if memory_kind == "apple" else system,
        ram_gib=ram_gib,
        vram_gib=vram_gib if dedicated else 0.0,
        cards=cards if dedicated else 1,
        headless=headless,
    )
