"""The ```picture fence: the picture of an answer by itself, drawn at build from a case of a lesson.

    ``` picture
    agent
    task: coding
    caption: Each step reads all that came before.
    ```

Its body is that of a `calculator` fence, and a caption. Lengths in it are those of the answer, as
in the calculator further down the page, where readers draw it anew from their own inputs.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from calculators.core.view.html import chart_html
from calculators.core.view.picture import SAVE
from calculators.registry import calculator
from site_plugins.fences import fence_formatter
from site_plugins.fences.calculator import parse_fence

if TYPE_CHECKING:
    from collections.abc import Callable


def picture_html(source: str) -> str:
    """The drawing alone: the lesson around it has the numbers, and a script saves only answers."""
    name, inputs = parse_fence(source)
    caption = str(inputs.pop("caption", ""))
    chart = calculator(name).answer(inputs).chart
    drawn = chart_html(chart) if chart else ""
    if SAVE not in drawn:
        raise ValueError(f"{name} has no picture of its own for these inputs")
    svg = drawn[drawn.index("<svg") : drawn.index("</svg>")] + "</svg>"
    told = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="sc-figure sc-drawn">{svg}{told}</figure>'


def _make(source: str, _: Callable[[str], str]) -> str:
    return picture_html(source)


fence = fence_formatter("picture", _make)
