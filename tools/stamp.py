"""Stamps: a file that remembers what a piece of the set-up was made from."""

import hashlib
from pathlib import Path


def fingerprint(*parts: Path | str) -> str:
    """SHA-256 over the bytes of the files and the texts given, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def is_fresh(stamp: Path, key: str) -> bool:
    """Whether the stamp was written with this very fingerprint."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == key


def write(stamp: Path, key: str) -> None:
    """Remember the fingerprint, once the work that it stands for is done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key, encoding="utf-8")
