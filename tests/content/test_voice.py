"""The voice of the site: natural English, figures that can be remembered, bold for what matters."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.content import reading, voice
from tests.content.reading import Page
from tests.paths import ROOT

PAGES = reading.pages()
ANSWERS = ROOT / "tests" / "golden" / "answers.jsonl"

# Pages that no editor has been over yet. The list only shrinks: a page in order fails on it.
NOT_YET_EDITED: frozenset[str] = frozenset()

SPOKEN = (
    "You don't pay for the words that you read, but you do pay for the ones that it writes. "
    "That's why a long answer costs more than a long question, even if it looks shorter. "
)


def by_name(page: Page) -> str:
    return page.name


def told(path: Path, text: str, *, lesson: bool = False) -> list[str]:
    """What an editor says about a page with this text."""
    front = "---\noutcomes: [One]\n---\n\n" if lesson else ""
    page = path / "page.md"
    page.write_text(front + text, encoding="utf-8")
    return voice.faults(reading.read(page))


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_page_sounds_like_somebody_talking(page: Page) -> None:
    if page.name in NOT_YET_EDITED:
        assert voice.faults(page), f"{page.name} is in order: take it off NOT_YET_EDITED"
    else:
        assert voice.faults(page) == []


def test_only_pages_that_exist_wait_for_an_editor() -> None:
    assert {page.name for page in PAGES} >= NOT_YET_EDITED


def test_answers_of_calculators_speak_the_same_english() -> None:
    answers = "\n".join(
        " ".join(re.sub("<[^>]*>", " ", json.loads(line).get("html", "")).split())
        for line in ANSWERS.read_text(encoding="utf-8").splitlines()
    )
    assert voice.phrases(answers) == []


def test_plain_spoken_prose_passes(tmp_path: Path) -> None:
    assert told(tmp_path, SPOKEN * 10, lesson=True) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("It can't wait. It's late. " * 60, "2.5 words a sentence, not 13 to 18: join"),
        (
            f"{SPOKEN.replace('. ', ', and ')}so it's dear. " * 9,
            "words a sentence, not 13 to 18: cut",
        ),
        (SPOKEN.replace("don't", "do not").replace("That's", "This is") * 10, "0.0 contractions"),
        (f"**{SPOKEN[:60]}** {SPOKEN}" * 9, "of the words are bold, more than 2%"),
        ("It is the dearest of all.", '"dearest": say expensive, or: costs more'),
        ("It saves 90 % of that.", '"0 %": say 90%, closed up'),
        ("Pick a color.", "color: colour"),
        ("It takes about 336,385 requests.", '"about 336,385": two significant digits'),
        ("| Cost |\n|---|\n| about $1,310 |", '"about $1,310": two significant digits'),
    ],
)
def test_an_editor_says_what_to_do(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in "\n".join(told(tmp_path, text))


def test_a_lesson_has_no_more_numbers_than_anybody_remembers(tmp_path: Path) -> None:
    assert (
        "numerals in 100 words, more than 4"
        in told(tmp_path, f"{SPOKEN}It's 5, 6 or 7. " * 10, lesson=True)[-1]
    )
    dated = f"{SPOKEN}It's Gemma 4 12B, of 29 May 2026, or GPT-6.1 on an RTX 4060. "
    assert told(tmp_path, dated * 10, lesson=True) == []


@pytest.mark.parametrize(
    "text", ["about 340,000", "about $1.20", "about 0.0014", "about 44 million"]
)
def test_an_estimate_may_have_two_digits(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, f"That's {text} in all.") == []


def test_a_run_in_head_is_a_heading_and_a_label_no_sentence(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "**The answer.** Start by calling.\n\n/// details | Open\n\nNo.\n\n///\n", encoding="utf-8"
    )
    assert voice.running_prose(reading.read(page)) == ["Start by calling.", "No."]


def test_sources_are_quoted_as_they_are(tmp_path: Path) -> None:
    assert (
        told(tmp_path, "It's here.\n\n## Sources\n\nThe color of money, about 336,385 times.") == []
    )
