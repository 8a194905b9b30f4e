"""What the output is shown on: how wide it is, and whether it takes colours."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from calculators.core.results import Tone
from calculators.core.view.text import WIDTH as TEXT_WIDTH

AUTO, ALWAYS, NEVER = "auto", "always", "never"
COLORS = (AUTO, ALWAYS, NEVER)
PIPED_WIDTH = 80
NARROWEST, WIDEST = 40, 120
"""Characters of a picture: below, it would show nothing; above, the eye loses the row."""
TONES: Mapping[Tone, str] = {"good": "32", "tight": "33", "bad": "31"}
PIECES = ("36", "33", "35", "34", "32", "31")
"""Colours of the parts of a picture, each of which has a sign of its own besides."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Characters of a line for pictures and for text, and whether there are colours."""

    width: int = PIPED_WIDTH
    text_width: int = TEXT_WIDTH
    colours: bool = False

    def painted(self, text: str, code: str) -> str:
        """The text in a colour, where there are any.

        >>> Screen().painted("Fits", "32"), Screen(colours=True).painted("Fits", "32")
        ('Fits', '\\x1b[32mFits\\x1b[0m')
        """
        return f"\x1b[{code}m{text}\x1b[0m" if self.colours and text else text


def screen(color: str, stream: IO[str], environ: Mapping[str, str] = os.environ) -> Screen:
    """What a stream leads to; `color` is what was asked for."""
    terminal = is_terminal(stream)
    colours = color == ALWAYS or (color == AUTO and terminal and takes_colours(environ))
    if not terminal:
        return Screen(colours=colours)
    columns = shutil.get_terminal_size().columns
    width = min(max(columns, NARROWEST), WIDEST)
    return Screen(width, min(width, TEXT_WIDTH), colours)


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether somebody looks at a stream; one that was closed has nobody."""
    return stream is not None and not stream.closed and stream.isatty()


def takes_colours(environ: Mapping[str, str]) -> bool:
    """Whether a terminal shows colours: https://no-color.org, and `dumb` is one without any.

    >>> takes_colours({}), takes_colours({"NO_COLOR": "1"}), takes_colours({"TERM": "dumb"})
    (True, False, False)
    """
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    # An old Windows console prints the codes themselves.
    return sys.platform != "win32" or bool(environ.get("WT_SESSION") or environ.get("TERM"))
