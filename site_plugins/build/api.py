"""What programs read of the calculators: `api/v1/calculators.json`, v1 as the record is."""

import json
from pathlib import Path

from site_plugins.reference.declarations import address, reference


def add_api(site_dir: Path) -> Path:
    """Write the declarations of all calculators into a built site, and return their file."""
    path = site_dir / address()
    path.parent.mkdir(parents=True, exist_ok=True)
    made = json.dumps(reference(), ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"{made}\n", encoding="utf-8", newline="\n")
    return path
