"""The ```calculator fence: a form and its worked answer, in the page before any script runs.

    ``` calculator
    fit
    model: gemma-4-12b
    machine: laptop-16gb
    ```

The first line names the calculator, the others override defaults. Anything wrong fails the build.
Below the card stands the main part of its formula; a ```formula fence, whose body is the same,
shows every part, to read, change and run. A page with that fence is at `calculators/NAME.md`.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from calculators.browser import answer
from calculators.registry import calculator
from site_plugins.fences import fence_formatter
from site_plugins.fences.form import form_html
from site_plugins.fences.formula import formula_beside, formula_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calculators.core.calculator import Calculator

PRIVACY = "Nothing you type leaves this page."
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


def calculator_html(name: str, inputs: Mapping[str, object], *, instance: str) -> str:
    """The whole card; raises `InputErrors`."""
    chosen = calculator(name)
    texts = chosen.texts(chosen.read(inputs))
    first = answer(name, dict(inputs))
    return (
        f'<start-calculator name="{name}" id="{instance}">\n'
        f'<section class="sc-card" aria-labelledby="{instance}-title">\n'
        f"{head_html(chosen.title, instance, FROM_BUILD, WITHOUT_SCRIPT)}\n"
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


def head_html(title: str, instance: str, state: str, without_script: str) -> str:
    """The head of a card: its title, what Python is doing, and what holds without a script."""
    return (
        f'<header class="sc-head"><h3 id="{instance}-title">{escape(title)}</h3>\n'
        '<p class="sc-state" data-part="state" data-state="built">'
        '<span class="sc-dot" aria-hidden="true"></span>'
        f'<span data-part="state-text">{state}</span></p>\n'
        '<progress class="sc-progress" data-part="progress" max="1" value="0" hidden '
        'aria-label="Python download"></progress>\n'
        '<button type="button" data-action="retry" hidden>Retry</button></header>\n'
        f'<noscript><p class="sc-noscript">{without_script}</p></noscript>'
    )


def _foot() -> str:
    return (
        '<footer class="sc-foot"><span class="sc-keep"><button type="button" data-action="keep">'
        'Keep this answer</button> <span data-part="keep-note"></span> '
        '<a href="site:memo/" data-part="kept" hidden>Kept · open the memo</a></span> '
        f"<span>{PRIVACY}</span>"
        '<button type="button" data-action="stop" hidden>Stop Python</button></footer>'
    )


def _make(
    formula: Callable[[Calculator, str], str], source: str, number: Callable[[str], str]
) -> str:
    name, inputs = parse_fence(source)
    instance = number(name)
    card = calculator_html(name, inputs, instance=instance)
    return f"{card}\n{formula(calculator(name), instance)}"


fence = fence_formatter("calculator", partial(_make, formula_beside))
formula_fence = fence_formatter("formula", partial(_make, formula_whole))
