"""The source of a formula in the page: Markdown in, HTML out."""

import re
from html import unescape

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from calculators.questions.fit import FIT
from site_plugins.fences import calculator, formula
from site_plugins.fences.formula import file_of

FENCES = [
    {"name": "calculator", "class": "calculator", "format": calculator.fence},
    {"name": "formula", "class": "formula", "format": formula.fence},
]
MODULES = [chapter.module for chapter in FIT.formula]


def page(text: str) -> str:
    return Markdown(
        extensions=["pymdownx.superfences", "md_in_html"],
        extension_configs={"pymdownx.superfences": {"custom_fences": FENCES}},
    ).convert(text)


def shown(html: str) -> dict[str, str]:
    """The text of each source as a reader sees and a script takes it."""
    found = re.findall(
        r'data-module="([^"]+)".*?<pre><code tabindex="0">(.*?)</code></pre>', html, re.DOTALL
    )
    return {module: unescape(re.sub(r"<[^>]+>", "", code)) for module, code in found}


def test_a_card_leads_to_the_page_with_the_formula() -> None:
    html = page("``` calculator\nfit\n```")
    assert '<a href="site:calculators/fit/#the-formula" data-part="formula">The formula</a>' in html
    assert "start-formula" not in html


def test_a_formula_fence_has_every_part_to_the_letter() -> None:
    html = page("``` formula\nfit\n```")
    assert html.startswith('<start-formula id="fit-formula" name="fit" for="fit" data-search-')
    assert list(shown(html)) == MODULES
    assert all(shown(html)[name] == file_of(name).read_text("utf-8") for name in MODULES)
    assert html.count('<details class="sc-fold"><summary>') == len(MODULES)
    assert "<summary>1. What a model needs</summary>" in html
    assert "<p><start-formula" not in html


def test_each_part_says_which_file_it_is_and_can_be_edited() -> None:
    html = page("``` formula\nfit\n```")
    assert "<code>calculators/engines/memory/tensor_types.py</code>" in html
    edited = re.findall(r'data-action="edit" data-for="([^"]+)">Edit and run</button>', html)
    assert edited == MODULES


def test_a_module_that_is_not_there_fails_the_build() -> None:
    for name in ("calculators.toast", "calculators.questions.fit.toast", "toaster.heat"):
        with pytest.raises(ValueError, match=f"names {name}, and there is no such module"):
            file_of(name)


def test_a_fence_of_no_calculator_fails_the_build() -> None:
    with pytest.raises(SuperFencesException, match="“toaster” is not a calculator"):
        page("``` formula\ntoaster\n```")
