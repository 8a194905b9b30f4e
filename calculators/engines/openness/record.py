"""The records: what of a release was looked up, and where that stands.

They are written by hand in `data/openness.toml`. What is not there is not known, for a release and
for a part of one; what holds for a sister never counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from calculators.core.records import github, read_json, read_record
from calculators.engines.openness.ladder import LIMITED

CRITERIA = (
    "Data of the base model",
    "Data of the end model",
    "Weights of the base model",
    "Weights of the end model",
    "Training code",
    "Documentation of the code",
    "Architecture",
    "Preprint",
    "Reviewed paper",
    "Model card",
    "Data sheet",
    "Licences",
)
"""Those of the European Open Source AI Index that a text model is rated by here, in its order."""
DATASHEET = CRITERIA.index("Data sheet")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found of a part of a release, and where."""

    status: str = "unknown"
    at: str = ""
    says: str = ""

    @property
    def address(self) -> str:
        """Where a reader opens it; empty where nothing was read.

        >>> Found(at="arxiv:2509.14233").address
        'https://arxiv.org/abs/2509.14233'
        """
        return address(self.at) if self.at else ""


@dataclass(frozen=True, kw_only=True)
class Rated:
    """What the European Open Source AI Index says of this very release."""

    at: str
    day: str
    classes: str
    """A letter for each of `CRITERIA`: o(pen), p(artial), c(losed)."""


@dataclass(frozen=True, kw_only=True)
class Sister:
    """A release of the same family that the index rates instead."""

    name: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Release:
    """What was found of some releases that are alike in this."""

    of: tuple[str, ...] = ()
    access: Literal["", "gated"] = ""
    """Whether the download asks for your data or your consent; empty where nobody looked."""
    code: Found = Found()
    data: Found = Found()
    paper: Found = Found()
    card: Found = Found()
    contested: str = ""
    """What can be read another way."""
    osai: Rated | None = None
    sister: Sister | None = None
    listed: str = ""
    """Its file at the Model Openness Tool, whose entries nobody audits."""
    mof_open: str = ""
    """Why its class in the Model Openness Framework is left open."""


@cache
def releases() -> Mapping[str, Release]:
    """What is known, by the id of the release in the catalog."""
    found = [
        read_record(Release, each, "openness") for each in read_json("openness.json")["release"]
    ]
    return {ident: each for each in found for ident in each.of}


def release(ident: str) -> Release:
    """What is known of a release; nothing of one that was not looked up.

    >>> release("olmo-3-7b").data.status, release("qwen3.8-27b").data.status
    ('released', 'unknown')
    """
    return releases().get(ident, Release())


def stated(name: str) -> str:
    """What the head of the file says: `checked`, and `ladder_from`, the first day of the names."""
    found: str = read_json("openness.json")[name]
    return found


def address(at: str) -> str:
    """Where a reader opens what a record points to.

    >>> address("hf:swiss-ai/Apertus-8B-2509")
    'https://huggingface.co/swiss-ai/Apertus-8B-2509/blob/main/README.md'
    """
    kind, _, rest = at.partition(":")
    if kind == "hf":
        return f"https://huggingface.co/{rest}/blob/main/README.md"
    if kind == "arxiv":
        return f"https://arxiv.org/abs/{rest}"
    if kind in ("osai", "mot"):
        return github(f"{stated(kind)}:{rest}")
    return github(at)


def framework(found: Release, licence: str) -> tuple[Literal["none", "unknown"], str]:
    """The class in the Model Openness Framework, and why: none was earned by what was read.

    Its lowest class asks for weights under an open licence and for a data card, among others.

    >>> framework(release("gemma-3-4b"), "restricted")[0], framework(Release(), "open source")[0]
    ('none', 'unknown')
    """
    if licence in LIMITED:
        return "none", "Its weights are not under an open licence."
    if found.mof_open:
        return "unknown", found.mof_open
    if found.osai and found.osai.classes[DATASHEET] == "c":
        return "none", "It has no data card, by the European index."
    return "unknown", "Not every part’s licence was read."
