"""Share cards: the picture that stands beside a link to a lesson in a chat or on a social page.

Each shows the lesson's question and its number, which is worked out as on the page. The bytes are
the same for the same words. No page loads a card, and none is kept on a reader's device.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL import __version__ as pillow

from site_plugins import TOOLS
from site_plugins.fences.figures import published
from site_plugins.runtime.cache import cached, key_of
from site_plugins.series.pages import Page, figure, plain, series, settings

FOLDER = "cards"
SIZE = (1200, 630)
COLOURS = Path(__file__).parents[1] / "theme" / "assets" / "styles" / "colours.css"
NUMBER = re.compile(r"^\*\*The number\.\*\* (.+)$", re.MULTILINE)
FIGURE = re.compile(r"`=((?!model\.|machine\.|offer\.)[^`\n]+)`")
"""Not a name that stands in a record."""
SENTENCE_END = re.compile(r"(?<=[.?!]) ")
MARGIN, RIGHT = 84, 870
"""Text stands between the two; the doors stand to the right of it."""
LONGEST = 150
"""So many letters can be read at a glance."""
PAIRS = (("panel", "ink"), ("panel", "ink-2"), ("panel", "accent"), ("accent-soft", "ink"))
SHADES = 12
"""From one colour of a pair to the other, so that the edges of letters are smooth."""
DOORS = ("Call", "Rent", "Own")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a card."""

    above: str
    title: str
    figure: str
    """Large; may be empty."""
    below: str
    """The sentence that the figure comes from."""


def add_cards(site_dir: Path) -> None:
    """Draw a card for the front page and each lesson that this site has."""
    given = {
        name(page): words(page)
        for page in series()
        if (page.is_lesson or not page.address)
        and (site_dir / page.address / "index.html").is_file()
    }
    for file, content in cards(given).items():
        path = site_dir / FOLDER / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def cards(given: Mapping[str, Words], home: Path = TOOLS / FOLDER) -> Mapping[str, bytes]:
    """The cards by the names of their files; drawn anew once any word on them has changed."""
    made_by = {Path(__file__).name: Path(__file__).read_bytes(), "colours": COLOURS.read_bytes()}
    texts = [pillow, *(f"{file} {each!r}" for file, each in given.items())]
    return cached(
        key_of("cards", made_by, texts),
        lambda: {file: draw(each) for file, each in given.items()},
        home,
    )


def name(page: Page) -> str:
    """The file of a page's card, as the templates name it too.

    >>> name(Page("start/three-doors.md", "", "", {}, ""))
    'start-three-doors.png'
    """
    return f"{page.address.strip('/').replace('/', '-') or 'home'}.png"


def words(page: Page) -> Words:
    """The words for a page's card."""
    site = settings()["site_name"]
    if not page.address:
        return Words("", site, "", page.description)
    above = f"{site} · {page.front.get('part') or page.section}"
    number = NUMBER.search(page.text)
    figures = FIGURE.findall(number[1]) if number else []
    if not number or not figures:
        return Words(above, page.title, "", page.description)
    return Words(above, page.title, _large(figures[0]), first_sentences(plain(number[1])))


def first_sentences(text: str) -> str:
    """As many whole sentences as are read at a glance, but one at least.

    >>> first_sentences("One. " + "Two " * 50)
    'One.'
    """
    found = ""
    for sentence in SENTENCE_END.split(text):
        if found and len(found) + len(sentence) > LONGEST:
            break
        found = f"{found} {sentence}".strip()
    return found


def _large(reference: str) -> str:
    kind, _, ident = reference.partition(".")
    text = published()[ident]["text"] if kind == "published" else figure(reference)
    return str(text) if len(text) <= 24 else ""


def draw(given: Words) -> bytes:
    """The card as a PNG."""
    packed = io.BytesIO()
    flat = paint(given).quantize(palette=_palette(), dither=Image.Dither.NONE)
    flat.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def paint(given: Words) -> Image.Image:
    """The card in full colour."""
    colour = _colours()
    image = Image.new("RGB", SIZE, colour["panel"])
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 20, SIZE[1]), fill=colour["accent"])
    _doors(pen)
    below = _text(pen, 60, given.above, 30, colour["ink-2"]) + 22 if given.above else 130
    size = 66 if len(given.title) <= 28 else 54
    title_end = _text(pen, below, given.title, size, colour["ink"], bold=True)
    lines = _wrapped(pen, given.below, _font(32))
    top = max(SIZE[1] - 70 - 44 * len(lines), title_end + 30)
    if given.figure and top - title_end >= 100:
        _text(pen, top - 100, given.figure, 72, colour["accent"], bold=True)
    _text(pen, top, given.below, 32, colour["ink-2"])
    return image


def _doors(pen: ImageDraw.ImageDraw) -> None:
    """Call, rent, own: the three ways that the whole series is about."""
    colour = _colours()
    for place, word in enumerate(DOORS):
        left, top = 920, 84 + place * 158
        pen.rectangle((left, top, left + 190, top + 128), colour["accent-soft"])
        pen.line(
            [(left, top + 128), (left, top), (left + 190, top), (left + 190, top + 128)],
            fill=colour["accent"],
            width=5,
            joint="curve",
        )
        pen.line([(left - 16, top + 128), (left + 206, top + 128)], colour["ink"], 4)
        pen.ellipse((left + 160, top + 64, left + 174, top + 78), colour["accent"])
        _bold(pen, (left + 26, top + 40), word, _font(40), colour["ink"])


def _text(
    pen: ImageDraw.ImageDraw, top: int, text: str, size: int, colour: str, *, bold: bool = False
) -> int:
    """Write lines from `top` on; where the next one would begin."""
    font = _font(size)
    for line in _wrapped(pen, text, font):
        (_bold if bold else _thin)(pen, (MARGIN, top), line, font, colour)
        top += round(size * (1.2 if bold else 1.375))
    return top


def _thin(
    pen: ImageDraw.ImageDraw,
    place: tuple[int, int],
    line: str,
    font: ImageFont.FreeTypeFont,
    colour: str,
) -> None:
    pen.text(place, line, colour, font)


def _bold(
    pen: ImageDraw.ImageDraw,
    place: tuple[int, int],
    line: str,
    font: ImageFont.FreeTypeFont,
    colour: str,
) -> None:
    """The font comes in one weight; a thin line around each letter makes another."""
    pen.text(place, line, colour, font, stroke_width=1, stroke_fill=colour)


def _wrapped(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font) > RIGHT - MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Aileron, which Pillow brings along: no machine needs a font for the site to be built."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, so it has no font to scale.")
    return font


@cache
def _palette() -> Image.Image:
    colour = _colours()
    shades = [
        round(one + (other - one) * step / SHADES)
        for pair in PAIRS
        for step in range(SHADES + 1)
        for one, other in zip(*(ImageColor.getrgb(colour[name]) for name in pair), strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades)
    return palette


@cache
def _colours() -> dict[str, str]:
    """The site's own, of its light theme."""
    light = COLOURS.read_text("utf-8").partition("slate")[0]
    return dict(re.findall(r"--sh-([\w-]+): (#[0-9a-f]{6})", light))
