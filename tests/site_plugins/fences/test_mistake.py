import re
from datetime import date

import pytest

from site_plugins.fences.mistake import mistakes, render, right

MISTAKES = mistakes()


def number(name: str) -> str:
    return name


def test_our_own_figures_are_worked_out() -> None:
    assert {ident: right(found) for ident, found in MISTAKES.items()} == {
        "ten-turns": {"total": "36,500", "last": "6,800", "ratio": "73"},
        "fifty-five-steps": {"total": "45,000", "last": "7,600", "ratio": "32"},
        "thirsty-box": {"usd": "$315.36", "watts": "799"},
        "lost-interest": {"usd": "$0.36"},
    }


def test_a_mistake_shows_the_quote_and_folds_the_answer() -> None:
    html = render("ten-turns\n", number)
    shown, folded = html.split("<details>")
    assert "~42,500 input tokens" in shown
    assert '<a href="https://tokenfence.dev/' in shown
    assert "read on 2026-11-24" in shown
    assert "36,500" not in shown
    assert '<b class="sc-inline">36,500</b> tokens' in folded


def test_mistakes_are_counted_in_the_order_of_the_lines() -> None:
    html = render("lost-interest\nten-turns", number)
    assert re.findall(r"<b>(\d)\. ([\w ]+)\.</b>", html) == [
        ("1", "Interest that triples"),
        ("2", "Ten turns"),
    ]


def test_an_unknown_mistake_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no mistake twelve: one of ten-turns"):
        render("ten-turns twelve", number)


@pytest.mark.parametrize("ident", MISTAKES)
def test_no_answer_leaves_a_gap(ident: str) -> None:
    assert "{" not in render(ident, number)


@pytest.mark.parametrize("ident", MISTAKES)
def test_every_mistake_has_a_source_to_open_and_the_day_it_was_read(ident: str) -> None:
    assert MISTAKES[ident]["url"].startswith("https://")
    assert isinstance(MISTAKES[ident]["checked"], date)
