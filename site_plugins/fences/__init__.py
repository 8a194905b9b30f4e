"""What the fences share: a formatter each, and elements of our own, numbered within a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml
from pymdownx.superfences import SuperFencesException

from calculators.core.errors import InputErrors

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

BLOCKS = ("start-calculator", "start-formula", "start-memo", "start-quiz")


def fence_formatter(
    name: str, make: Callable[[str, Callable[[str], str]], str]
) -> Callable[..., str]:
    """The formatter that superfences calls for a fence of that name.

    `make` gets the fence's body and a function that numbers an id within the page. Whatever is
    wrong with the body fails the build and is shown with it.
    """

    def formatter(
        source: str, language: str, css_class: str, options: object, md: Markdown, **_: Any
    ) -> str:
        try:
            return make(source, lambda ident: numbered(md, ident))
        except (InputErrors, ValueError, yaml.YAMLError) as error:
            raise SuperFencesException(f"{name} fence: {error}\n\n{source}") from error

    return formatter


def numbered(md: Markdown, name: str) -> str:
    """`fit`, then `fit-2`, …: an id that is unique in the page.

    MkDocs makes one Markdown object for each page, so a count kept on it counts the page's own.
    """
    # Python-Markdown would put elements that it does not know into a paragraph.
    md.block_level_elements += [tag for tag in BLOCKS if tag not in md.block_level_elements]
    counts: Counter[str] = md.__dict__.setdefault("start_here_instances", Counter())
    counts[name] += 1
    return name if counts[name] == 1 else f"{name}-{counts[name]}"
