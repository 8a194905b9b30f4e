"""What many tests need and none changes, made once in a run: whoever asks first makes it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from site_plugins.runtime.cache import alone

Shared = Callable[[str, Callable[[Path], object]], Path]
"""A file or folder by its name; the function writes it where it is told, if nobody did yet."""


def shared_in(home: Path) -> Shared:
    """Share what is made in this folder; others in this or another process wait meanwhile."""

    def shared(name: str, make: Callable[[Path], object]) -> Path:
        path, unfinished = home / name, home / f"{name}.unfinished"
        with alone(home / f"{name}.lock"):
            if not path.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                make(unfinished)
                unfinished.rename(path)
        return path

    return shared
