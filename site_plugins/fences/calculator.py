"""The ```calculator fence: a form and its worked answer, in the page before any script runs.

    ``` calculator
    fit
    model: gemma-4-12b
    machine: laptop-16gb
    ```

The first line names the calculator, the others override defaults. Anything wrong fails the build.
The card links to `calculators/NAME.md`, where a ```formula fence shows every part of its formula,
to read, change and run.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from calculators.browser import answer
from calculators.registry import calculator
from site_plugins.fences import above_fence, page_fence_formatter
from site_plugins.fences.form import form_html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


PRIVACY = "Nothing you type leaves your browser."
FROM_BUILD = "Worked out when this page was built"
WITHOUT_SCRIPT = "Without JavaScript the answer stays for the inputs named above it."
UNSTARTED = (
    '<p class="sc-unstarted">Nothing is being calculated here. The answer below was worked out '
    "when this page was built, for the inputs in its first line, and does not follow the form. "
    '<a href="" target="_self" data-part="reload">Reload the page</a></p>'
)
"""Shown by the styles alone where the script does not start; `target` keeps the theme from swapping
the page in place, which would leave its scripts as they are."""


def parse_fence(source: str) -> tuple[str, dict[str, object]]:
    """The name and the inputs of a fence's body; raises `ValueError`.

    >>> parse_fence("fit\\ncontext: 4096\\n")
    ('fit', {'context': '4096'})
    """
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    if not lines:
        raise ValueError("write the calculator's name on the first line")
    inputs: dict[str, object] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"{line!r} is not of the form `input: value`")
        inputs[name.strip()] = value.strip()
    return lines[0], inputs


def calculator_html(
    name: str, inputs: Mapping[str, object], *, instance: str, level: int = 3
) -> str:
    """The whole card, its title a heading of that level; raises `InputErrors`."""
    chosen = calculator(name)
    texts = chosen.texts(chosen.read(inputs))
    first = answer(name, dict(inputs))
    return (
        f'<start-calculator name="{name}" id="{instance}">\n'
        f'<section class="sc-card" aria-labelledby="{instance}-title">\n'
        f"{head_html(chosen.title, instance, FROM_BUILD, WITHOUT_SCRIPT, level)}\n"
        '<p class="sc-sticky" data-part="summary" aria-hidden="true">'
        f"{escape(first['announcement'])}</p>\n"
        f'<div class="sc-columns">\n{form_html(chosen, instance, texts)}\n'
        f'<div class="sc-result">{UNSTARTED}<p class="sc-old" data-part="old-note" hidden></p>\n'
        '<div class="sc-answer" data-part="answer" role="region" '
        f'aria-label="Answer: {escape(chosen.title)}">'
        f"{first['html']}</div></div>\n</div>\n"
        '<p class="sc-announce" role="status" aria-live="polite" data-part="announce"></p>\n'
        f"{_foot()}\n</section>\n</start-calculator>"
    )


def head_html(title: str, instance: str, state: str, without_script: str, level: int = 3) -> str:
    """The head of a card: its title, what Python is doing, and what holds without a script."""
    return (
        f'<header class="sc-head"><h{level} id="{instance}-title">{escape(title)}</h{level}>\n'
        '<p class="sc-state" data-part="state" data-state="built">'
        '<span class="sc-dot" aria-hidden="true"></span>'
        f'<span data-part="state-text">{state}</span></p>\n'
        '<progress class="sc-progress" data-part="progress" max="1" value="0" hidden '
        'aria-label="Python download"></progress>\n'
        '<button type="button" data-action="stop" aria-label="Stop calculating" hidden>Stop'
        "</button>"
        '<button type="button" data-action="retry" hidden>Retry</button></header>\n'
        f'<noscript><p class="sc-noscript">{without_script}</p></noscript>'
    )


def _foot() -> str:
    return (
        '<footer class="sc-foot"><span class="sc-keep"><button type="button" data-action="keep">'
        'Keep this answer</button> <span data-part="keep-note"></span> '
        '<a href="site:memo/" data-part="kept" hidden>Kept · open the memo</a></span> '
        f"<span>{PRIVACY}</span></footer>"
    )


def _make(source: str, number: Callable[[str], str], lines: Sequence[str]) -> str:
    name, inputs = parse_fence(source)
    below_a_section = "\n## " in above_fence(lines, "calculator", source)
    return calculator_html(name, inputs, instance=number(name), level=3 if below_a_section else 2)


fence = page_fence_formatter("calculator", _make)
