"""What our fences share: elements of our own, each numbered within its page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown

BLOCKS = ("start-calculator", "start-quiz")


def numbered(md: Markdown, name: str) -> str:
    """`fit`, then `fit-2`, …: an id that is unique in the page.

    MkDocs makes one Markdown object for each page, so a count kept on it counts the page's own.
    """
    # Python-Markdown would put elements that it does not know into a paragraph.
    md.block_level_elements += [tag for tag in BLOCKS if tag not in md.block_level_elements]
    counts: Counter[str] = md.__dict__.setdefault("start_here_instances", Counter())
    counts[name] += 1
    return name if counts[name] == 1 else f"{name}-{counts[name]}"
