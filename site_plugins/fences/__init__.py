"""What the fences share: a formatter each, and elements of our own, numbered within a page."""

from __future__ import annotations

import sys
from collections import Counter
from functools import wraps
from typing import TYPE_CHECKING, Any

import yaml
from pymdownx.superfences import SuperFencesException

from calculators.core.errors import InputErrors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown import Markdown

KINDS = (
    *("calculator", "exercise", "formula", "memo", "paths", "predict", "progress", "quiz"),
    "reminder",
)
BLOCKS = tuple(f"start-{kind}" for kind in KINDS)


class Formatter:
    """What superfences calls for a fence of one kind; the global variable of a module.

    Whatever is wrong with the body fails the build and is shown with it.
    """

    def __init__(self, name: str, make: Callable[[str, Callable[[str], str], Markdown], str]):
        self.name, self.make = name, make
        self.__module__ = make.__module__

    def __call__(
        self, source: str, language: str, css_class: str, options: object, md: Markdown, **_: Any
    ) -> str:
        """The HTML of a fence with this body."""
        try:
            return self.make(source, lambda ident: numbered(md, ident), md)
        except (InputErrors, ValueError, yaml.YAMLError) as error:
            raise SuperFencesException(f"{self.name} fence: {error}\n\n{source}") from error

    def __reduce__(self) -> str:
        """Its variable: Zensical pickles its settings, to see whether they have changed."""
        variables = vars(sys.modules[self.__module__])
        return next(name for name, value in variables.items() if value is self)


def fence_formatter(name: str, make: Callable[[str, Callable[[str], str]], str]) -> Formatter:
    """The formatter of a fence of that name.

    `make` gets the fence's body and a function that numbers an id within the page.
    """

    @wraps(make)
    def with_body(body: str, number: Callable[[str], str], md: Markdown) -> str:
        return make(body, number)

    return Formatter(name, with_body)


def page_fence_formatter(
    name: str, make: Callable[[str, Callable[[str], str], Sequence[str]], str]
) -> Formatter:
    """As `fence_formatter`, for a fence that depends on its page: `make` gets the lines too."""

    @wraps(make)
    def with_lines(body: str, number: Callable[[str], str], md: Markdown) -> str:
        lines: list[str] = md.__dict__["lines"]  # while Python-Markdown reads its fences
        return make(body, number, lines)

    return Formatter(name, with_lines)


def numbered(md: Markdown, name: str) -> str:
    """`fit`, then `fit-2`, …: an id that is unique in the page.

    MkDocs makes one Markdown object for each page, so a count kept on it counts the page's own.
    """
    # Python-Markdown would put elements that it does not know into a paragraph.
    md.block_level_elements += [tag for tag in BLOCKS if tag not in md.block_level_elements]
    counts: Counter[str] = md.__dict__.setdefault("start_here_instances", Counter())
    counts[name] += 1
    return name if counts[name] == 1 else f"{name}-{counts[name]}"


def above_fence(lines: Sequence[str], kind: str, source: str) -> str:
    """The Markdown of the page that stands above the fence of this kind with this body."""
    first, *others = [line.strip() for line in source.strip().splitlines()]
    second = next((line for line in others if line), first)
    page = [line.strip() for line in lines]
    place = next(
        number
        for number, line in enumerate(page)
        if line == first
        and page[number - 1].lstrip("`~ ").startswith(kind)
        and second in page[number : number + 3]
    )
    return "\n".join(lines[:place])
