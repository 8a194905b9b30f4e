"""A lesson on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import LESSONS

pytestmark = pytest.mark.browser

A_PAGE = re.compile(rb"/Type\s*/Page\b")


def sheets(page: Page, path: Path) -> int:
    """How many sheets of A4 the page fills."""
    page.pdf(path=path, format="A4")
    return len(A_PAGE.findall(path.read_bytes()))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_prints_on_six_pages_and_its_two_minutes_on_one(
    visit: Visit, tmp_path: Path, lesson: str
) -> None:
    page = visit(lesson)
    page.evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name="the whole lesson").click()
    assert sheets(page, tmp_path / "whole.pdf") <= 6
    page.get_by_role("button", name="two minutes").click()
    assert sheets(page, tmp_path / "short.pdf") == 1


def test_the_next_print_is_whole_again(visit: Visit) -> None:
    page = visit("start/three-doors/")
    page.evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name="two minutes").click()
    page.emulate_media(media="print")
    expect(page.locator("#in-two-minutes")).to_be_visible()
    expect(page.locator("#check-yourself")).to_be_hidden()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#check-yourself")).to_be_visible()
