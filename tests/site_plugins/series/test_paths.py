"""The paths of paths.yml as the front page shows them."""

import re
from pathlib import Path

import pytest

from site_plugins.series import pages, paths
from site_plugins.series.paths import Lesson, render

TWO = paths.Path(
    name="owner",
    reader="An owner",
    who="of a <small> firm",
    outcome="You’ll know.",
    lessons=(
        Lesson(key="start/doors", title="Call & rent?", minutes=10),
        Lesson(key="money/bill", title="What is the bill?", minutes=12),
    ),
)


def test_a_card_says_how_many_lessons_and_minutes_and_what_comes_of_them() -> None:
    html = render((TWO,))
    assert '<p class="sh-facts" data-part="facts">2 lessons, about 22 minutes</p>' in html
    assert "<p>You’ll know.</p>" in html


def test_a_card_leads_to_its_first_lesson_and_lists_all_in_order() -> None:
    html = render((TWO,))
    assert re.findall(r'href="site:([^"]+)"', html) == [
        *("start/doors/", "start/doors/", "money/bill/")
    ]
    assert re.findall(r'data-minutes="(\d+)"', html) == ["10", "12"]


def test_texts_are_escaped() -> None:
    html = render((TWO,))
    assert "Call &amp; rent?" in html
    assert "of a &lt;small&gt; firm" in html


def test_a_page_that_is_no_lesson_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "CONTENT", tmp_path)
    (tmp_path / "memo.md").write_text("---\ntitle: Your memo\n---\n# Memo\n", "utf-8")
    for key in ("memo", "nowhere"):
        with pytest.raises(ValueError, match=f"'{key}' is no lesson"):
            paths.lesson(key)


def test_a_lesson_says_its_own_title_and_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "CONTENT", tmp_path)
    front = '---\ntitle: "Fast: is it?"\nminutes: 9\n---\n# Fast\n'
    (tmp_path / "fast.md").write_text(front, "utf-8")
    assert paths.lesson("fast") == Lesson(key="fast", title="Fast: is it?", minutes=9)


def test_a_fence_with_another_body_is_refused() -> None:
    with pytest.raises(ValueError, match="write `all`"):
        paths._make("owner", str)
