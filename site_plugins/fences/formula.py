"""The formula of a calculator, open: its Python source in the page, readable without a script.

Beside each calculator stands the main part, folded, with a link to the page that has all of them.
A script makes the source editable and runs the reader's version.
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

if TYPE_CHECKING:
    from calculators.core.calculator import Calculator, Chapter

ELSEWHERE = "site:calculators/{name}/"
"""Where all of a formula is; the theme puts the way to the site's top in place of `site:`."""
_ROOT = Path(calculators.__file__).parent.parent


def formula_beside(chosen: Calculator, instance: str) -> str:
    """The main part of a formula, folded, under its calculator; nothing where none is declared."""
    if not chosen.formula:
        return ""
    main = chosen.formula[0]
    link = ELSEWHERE.format(name=chosen.name)
    others = (
        f"<p>The Python that worked out the answer above, first of {len(chosen.formula)} parts: "
        f"{escape(_lower(main.title))}. "
        f'<a href="{link}">Read and change all parts</a>.</p>'
    )
    return _element(
        chosen,
        instance,
        '<details class="sc-fold"><summary>The formula, open</summary>\n'
        f"{others}\n{_edit_button(main)}\n{_editor()}\n{_source(main)}</details>",
        single=True,
    )


def formula_whole(chosen: Calculator, instance: str) -> str:
    """Every part of a formula, each folded but the first."""
    parts = "\n".join(
        f'<details class="sc-fold"{" open" if number == 1 else ""}>'
        f"<summary>{number}. {escape(chapter.title)}</summary>\n"
        f"{_edit_button(chapter)}\n{_source(chapter)}</details>"
        for number, chapter in enumerate(chosen.formula, start=1)
    )
    return _element(chosen, instance, f"{_editor()}\n{parts}")


def file_of(module: str) -> Path:
    """The file of a module; raises `ValueError` where there is no such module."""
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:
        spec = None
    if spec is None or spec.origin is None:
        raise ValueError(f"the formula names {module}, and there is no such module")
    return Path(spec.origin)


def _element(chosen: Calculator, instance: str, inside: str, *, single: bool = False) -> str:
    only = " data-single" if single else ""
    return (
        f'<start-formula id="{instance}-formula" name="{chosen.name}" for="{instance}"{only} '
        f'data-search-exclude>\n<div class="sc-card sc-formula-card">{inside}</div>\n'
        "</start-formula>"
    )


def _edit_button(chapter: Chapter) -> str:
    return (
        f'<p class="sc-actions"><button type="button" data-action="edit" '
        f'data-for="{chapter.module}">Edit and run</button> '
        f"<code>{_path(chapter)}</code></p>"
    )


def _editor() -> str:
    """Where the script puts the editor."""
    return '<div data-part="editor"></div>'


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


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_PLAIN = re.compile(r'<span class="[nopw]">([^<]*)</span>')
"""Names, operators, brackets and spaces: a page of code is a sixth smaller without their colour."""
