"""Figures in prose are worked out or quoted by reference, never typed: a typed one goes stale.

Code spans (references among them), fences, pictures and the list of sources are not looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from site_plugins.fences.figures import render
from tests.content import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.content.reading import Page

PAGES = reading.pages()

# Figures that may be typed, each with its reason. Everything else is an inline reference.
EXCEPTIONS = {
    "8 GB": "the name of a class of laptops, not a measurement",
    "16 GB": "the name of a class of laptops, not a measurement",
    "1,024 bytes": "part of what a GiB is by definition",
    "7%": "how much more a GiB is than a GB, by definition",
    "20%": "the name of a column: how near a prediction must be to count",
}
_NUMBER = r"\d+(?:[.,]\d+)*"
_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety)"
)
_TYPED = re.compile(
    "|".join(
        (
            rf"[$€£]\s?{_NUMBER}",
            rf"{_NUMBER}\s?(?:[$€£]|(?:USD|EUR|GBP|dollars?|euros?|pounds?|cents?)\b)",
            rf"{_NUMBER}\s?(?:%|per ?cent\b)",
            rf"\b{_WORD} per ?cent\b",
            rf"{_NUMBER} (?:of|in|out of) (?:every )?{_NUMBER}",
            rf"{_NUMBER} times\b",
            rf"{_NUMBER}\s?(?:[KMGT]i?B|[kmgt]i?b|bytes|tok/s|tokens/s|tokens per second)\b",
        )
    )
)


_NO_PLACE_FOR_ABOUT = re.compile(r"\b(?:the|an?|this|these|its|their|our|your|about) (?=about\b)")
_REFERENCE = re.compile(r"`=([^`\n]+)`")
_DAY_OF_PRICES = re.compile(r"[Pp]rices of \d{1,2} [A-Z]\w+ \d{4}")


def by_name(page: Page) -> str:
    return page.name


def typed_figures(page: Page) -> list[str]:
    """Money, shares and measurements that are typed, in the order in which a reader meets them."""
    texts = [
        page.front.get("description", ""),
        *page.front.get("outcomes", ()),
        *reading.blocks(page, until="Sources"),
        *reading.quiz_texts(page),
    ]
    return [figure for text in texts for figure in _TYPED.findall(text)]


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_no_figure_is_typed_into_prose(page: Page) -> None:
    assert [figure for figure in typed_figures(page) if figure not in EXCEPTIONS] == []


def test_every_exception_is_still_needed() -> None:
    assert {figure for page in PAGES for figure in typed_figures(page)} == set(EXCEPTIONS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It needs 7.6 GiB and $20.", ["7.6 GiB", "$20"]),
        ("That is €1,200 or 1,300 dollars.", ["€1,200", "1,300 dollars"]),
        ("It saves 30 %, and 12.5 per cent more.", ["30 %", "12.5 per cent"]),
        ("A fee of five per cent.", ["five per cent"]),
        ("They got 88 of 100 right.", ["88 of 100"]),
        ("It makes 1.3 times as many tokens.", ["1.3 times"]),
        ("Twenty e-mails a day, three wishes, a few per cent, on 24 November 2026.", []),
        ("By reference: `=published.market-saving`, `30 %`.", []),
        ("As here.\n\n``` calculator\nbudget: 100 %\n```", []),
        ("## Sources\n\nIt cost $13 in 2025.", []),
    ],
)
def test_typed_figures_are_found(tmp_path: Path, text: str, found: list[str]) -> None:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    assert typed_figures(reading.read(path)) == found


@pytest.mark.parametrize("part", ["question", "text", "why"])
def test_a_quiz_is_read_as_well(tmp_path: Path, part: str) -> None:
    words = {"question": "How much?", "text": "Some", "why": "Yes."} | {part: "It costs $5."}
    path = tmp_path / "quiz.md"
    path.write_text(
        f"``` quiz\n- question: {words['question']}\n  choices:\n"
        f"    - text: {words['text']}\n      why: {words['why']}\n```\n",
        encoding="utf-8",
    )
    assert typed_figures(reading.read(path)) == ["$5"]


def test_what_search_engines_show_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\ndescription: Save 90 %\n---\n\nHow?\n", encoding="utf-8")
    assert typed_figures(reading.read(path)) == ["90 %"]


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_prices_are_of_the_day_of_their_list_and_not_of_the_day_they_were_read(page: Page) -> None:
    """A list holds on later days too; `=price-list.released` says which one it is."""
    assert [*filter(_DAY_OF_PRICES.search, reading.blocks(page))] == []


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_an_estimate_stands_where_about_may_stand(page: Page) -> None:
    """What a reference becomes must fit the words before it: "the about $0.68" is no English."""
    text = page.path.read_text(encoding="utf-8")
    told = _REFERENCE.sub(lambda found: re.sub("<[^>]*>", "", render(found[1])), text)
    found = _NO_PLACE_FOR_ABOUT.finditer(told)
    assert [told[each.start() : each.end() + 20] for each in found] == []
