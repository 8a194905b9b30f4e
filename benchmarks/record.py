"""The record of a whole run, which the site's own page about its speed is made from."""

import json
import os
import platform
from datetime import date
from pathlib import Path
from typing import Any

from tools.places import MEASURED
from tools.process import output


def about(browser: Path) -> dict[str, str]:
    """When, and on what kind of machine; nothing tells this one from others of its kind."""
    gigabytes = round(_memory_bytes() / 2**30)
    size = f", {gigabytes} GiB of memory" if gigabytes else ""
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores of {platform.machine()}{size}, {platform.system()}",
        "browser": (output([browser, "--version"]) or "Chromium").split(" built")[0].strip(),
        "python": platform.python_version(),
    }


def keep(figures: dict[str, Any], path: Path = MEASURED) -> None:
    """Write the record; it belongs into the repository."""
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")


def _memory_bytes() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows does not tell it so
        return 0
