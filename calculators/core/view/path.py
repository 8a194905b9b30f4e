"""A path: an ordered list, in HTML and in text, which a style draws as stops on a line.

Each stop has its sign and its word, so it reads without colour and without the style.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from calculators.core.results import Path, Stop


def path_html(path: Path) -> str:
    """The list under its title. A ladder counts down, for its highest rung stands first."""
    kind, order = ("sc-ladder", " reversed") if path.rising else ("sc-way", "")
    stops = "".join(map(_stop, path.stops))
    return (
        f'<figure class="sc-figure sc-said"><figcaption>{escape(path.title)}</figcaption>'
        f'<ol class="sc-path {kind}"{order}>{stops}</ol></figure>'
    )


def _stop(stop: Stop) -> str:
    says = f"<p>{escape(stop.says)}</p>" if stop.says else ""
    return (
        f'<li><span class="sc-sign" aria-hidden="true">{escape(stop.sign)}</span>'
        f"<strong>{escape(stop.label)}</strong> "
        f'<span class="sc-word">{escape(stop.word)}</span>{says}</li>'
    )


def path_lines(path: Path) -> Iterator[str]:
    """A line for each stop, with its number.

    >>> stop = Stop(label="You", sign="●", word="sees it", says="You type it.")
    >>> list(path_lines(Path(title="The way", stops=(stop,))))
    ['1. ● You: sees it. You type it.']
    """
    last = len(path.stops)
    for number, stop in enumerate(path.stops, start=1):
        shown = last + 1 - number if path.rising else number
        said = f" {stop.says}" if stop.says else ""
        yield f"{shown}. {stop.sign} {stop.label}: {stop.word}.{said}"
