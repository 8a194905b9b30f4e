"""The search, told which words mean the same, and that lessons and terms come before lists.

MkDocs writes `search/search_index.json`; here the entries get `tags`, other words for what they
explain, and a `boost`. `theme/assets/site/search.js` reads both, as Material's own search does.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from site_plugins.series.pages import lessons

INDEX = "search/search_index.json"
RECORD = Path(__file__).with_name("synonyms.toml")
FIRST = 3
"""How much more an entry of a lesson, or a term, counts than one of another page."""
TERMS = "glossary/"


@cache
def synonyms() -> dict[str, list[str]]:
    """What people also call a thing, by where it is explained."""
    return tomllib.loads(RECORD.read_text("utf-8"))


def add_synonyms(site_dir: Path) -> None:
    """Write tags and boosts into the index of a built site. Doing it again changes nothing."""
    path = site_dir / INDEX
    if not path.is_file():  # a site without a search
        return
    index = json.loads(path.read_text("utf-8"))
    index["docs"] = [improved(entry) for entry in index.get("docs", ())]
    path.write_text(
        json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8", newline="\n"
    )


def improved(entry: dict[str, Any]) -> dict[str, Any]:
    """One entry of the index: a page, or a section of one."""
    words = synonyms().get(entry["location"], [])
    page = entry["location"].partition("#")[0]
    first = page == TERMS or page in {lesson.address for lesson in lessons()}
    return {**entry, **({"tags": words} if words else {}), **({"boost": FIRST} if first else {})}
