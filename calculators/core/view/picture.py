"""What pictures that answer share: the frame with its words, and the buttons that save it.

All are 320 units wide, which is about a pixel each on a phone, so that their text can be read
there. Colours are those of the theme, by name.
"""

from __future__ import annotations

from html import escape

WIDTH = 320
EDGE = 6
"""Kept free on either side."""
_SAVE = "".join(
    f'<button type="button" data-action="picture" value="{kind}">Save as {kind.upper()}</button> '
    for kind in ("png", "svg")
)
SAVE = f'<p class="sc-save">{_SAVE.rstrip()}</p>'
"""Shown once the script is there that does it."""


def picture(name: str, title: str, said: str, height: float, drawn: str) -> str:
    """A picture of that height, named by its title and told in a sentence.

    The name becomes that of the file it is saved as.
    """
    return (
        f'<svg class="sc-{name}" viewBox="0 0 {WIDTH} {height:g}" role="img" fill="currentColor" '
        'font-size="15">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>{drawn}</svg>"
    )


def words(x: float, y: float, text: str, *, end: bool = False, bold: bool = False) -> str:
    """A line of text that begins, or ends, at a place.

    >>> words(6, 20, "5 GiB", end=True)
    '<text x="6" y="20" text-anchor="end">5 GiB</text>'
    """
    anchor = ' text-anchor="end"' if end else ""
    weight = ' font-weight="650"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}"{anchor}{weight}>{escape(text)}</text>'


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled rectangle, to a tenth of a pixel; the colour is one of the theme."""
    return (
        f'<rect x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}" '
        f'fill="var(--sh-{escape(colour)})"/>'
    )


def shortened(text: str, most: int) -> str:
    """A name that has room for so many letters.

    >>> shortened("Claude Sonnet 5.5", 17), shortened("Claude Sonnet 5.5", 9)
    ('Claude Sonnet 5.5', 'Claude S…')
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
