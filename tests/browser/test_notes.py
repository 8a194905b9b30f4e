"""Words of the glossary, explained where they are read."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"


def first_word(page: Page) -> str:
    """The address of the lesson's first word of the glossary."""
    return str(page.locator("article a[href*='glossary/#']").first.get_attribute("href"))


def test_a_word_opens_its_paragraph_below_and_closes_it_again(visit: Visit) -> None:
    page = visit(LESSON, width=390)
    word = page.locator("article a[href*='glossary/#']").first
    word.click()
    note = page.get_by_role("note")
    expect(note).to_have_count(1)
    expect(note).to_be_in_viewport()
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(word).to_have_attribute("aria-controls", str(note.get_attribute("id")))
    assert page.url.endswith(LESSON)
    with page.context.expect_page() as other:
        word.click(modifiers=["ControlOrMeta"])
    heading = other.value.locator(":target")
    meaning = heading.locator("+ p")
    expect(note).to_have_text(f"{meaning.inner_text()} All words")
    word.click()
    expect(note).to_have_count(0)
    assert word.get_attribute("aria-expanded") is None


def test_by_keyboard_the_focus_stays_on_the_word_and_escape_closes(visit: Visit) -> None:
    page = visit(LESSON)
    word = page.locator("article a[href*='glossary/#']").first
    word.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("note")).to_have_count(1)
    expect(word).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("note").get_by_role("link", name="All words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("note")).to_have_count(0)
    expect(word).to_be_focused()


def test_only_one_word_is_open_at_a_time(visit: Visit) -> None:
    page = visit(LESSON)
    words = page.locator("article a[href*='glossary/#']:not(.sh-note a)")
    for index in (0, 1):
        words.nth(index).click()
        expect(words.nth(index)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("note")).to_have_count(1)


def test_all_words_leads_to_the_glossary(visit: Visit) -> None:
    page = visit(LESSON)
    page.locator("article a[href*='glossary/#']").first.click()
    page.get_by_role("note").get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("Glossary")


@pytest.mark.parametrize("refused", ["fails", "is something else"])
def test_where_the_glossary_cannot_be_read_the_link_leads_there(visit: Visit, refused: str) -> None:
    page = visit(LESSON)
    asked = page.url.replace(LESSON, "glossary/")
    answer = {"status": 503} if refused == "fails" else {"body": "<h1>Sign in to the hotel</h1>"}
    page.route(asked, lambda route: route.fulfill(**answer), times=1)
    page.locator("article a[href*='glossary/#']").first.click()
    expect(page.locator("h1")).to_contain_text("Glossary")


def test_without_a_script_a_word_is_a_link(visit: Visit) -> None:
    page = visit(LESSON, java_script_enabled=False)
    target = first_word(page)
    page.locator("article a[href*='glossary/#']").first.click()
    assert page.url.endswith(target.removeprefix("../.."))
