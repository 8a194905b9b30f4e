"""The ```formula fence: the Python of a calculator in its page, readable without a script.

    ``` formula
    fit
    ```

It stands below the ```calculator fence of that name, on the page `calculators/NAME.md`, to which
every card of the calculator links. A script makes the source editable and runs the reader's
version on the inputs of the form.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

import calculators
from calculators.registry import calculator
from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable

    from calculators.core.calculator import Calculator, Chapter

EDITOR = '<div data-part="editor"></div>'
"""Where the script puts the editor."""
_ROOT = Path(calculators.__file__).parent.parent


def formula_html(chosen: Calculator, ident: str) -> str:
    """Every part of a formula, each folded."""
    parts = "\n".join(
        f'<details class="sc-fold"><summary>{number}. {escape(chapter.title)}</summary>\n'
        f"{_edit_button(chapter)}\n{_source(chapter)}</details>"
        for number, chapter in enumerate(chosen.formula, start=1)
    )
    return (
        f'<start-formula id="{ident}" name="{chosen.name}" for="{chosen.name}" '
        f'data-search-exclude>\n<div class="sc-card sc-formula-card">{EDITOR}\n{parts}</div>\n'
        "</start-formula>"
    )


def file_of(module: str) -> Path:
    """The file of a module; raises `ValueError` where there is no such module."""
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:
        spec = None
    if spec is None or spec.origin is None:
        raise ValueError(f"the formula names {module}, and there is no such module")
    return Path(spec.origin)


def _edit_button(chapter: Chapter) -> str:
    return (
        f'<p class="sc-actions"><button type="button" data-action="edit" '
        f'data-for="{chapter.module}">Edit and run</button> '
        f"<code>{_path(chapter)}</code></p>"
    )


@cache  # the same part stands on many pages
def _source(chapter: Chapter) -> str:
    source = file_of(chapter.module).read_text("utf-8")
    code = _PLAIN.sub(r"\1", highlight(source, PythonLexer(stripnl=False), _FORMATTER))
    return (
        f'<div class="highlight" data-module="{chapter.module}" '
        f'data-title="{escape(chapter.title)}"><pre><code tabindex="0">{code}</code></pre></div>'
    )


def _path(chapter: Chapter) -> str:
    return file_of(chapter.module).relative_to(_ROOT).as_posix()


_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_PLAIN = re.compile(r'<span class="[nopw]">([^<]*)</span>')
"""Names, operators, brackets and spaces: a page of code is a sixth smaller without their colour."""


def _make(source: str, number: Callable[[str], str]) -> str:
    chosen = calculator(source.strip())
    return formula_html(chosen, number(f"{chosen.name}-formula"))


fence = fence_formatter("formula", _make)
