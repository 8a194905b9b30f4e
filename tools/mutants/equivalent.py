"""Faults that change no answer, so that no test can notice them, and why that is so."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

RECORD = Path(__file__).with_name("equivalent.toml")


@cache
def record() -> dict[tuple[str, str, str], str]:
    """Why each changes nothing, by its module, its line and the words of its edit."""
    raw = tomllib.loads(RECORD.read_text("utf-8"))
    return {
        (each["module"], each["line"], fault): each["why"]
        for each in raw.get("equivalent", ())
        for fault in each["faults"]
    }


def why(module: str, line: str, fault: str) -> str | None:
    """Why a fault, in the words of its edit, changes nothing in a line; None where it does."""
    return record().get((module, line, fault))
