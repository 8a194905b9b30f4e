"""What a reader finds who types a word into the search of the built site."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

FOUND = {
    "GPU": "glossary/#graphics-card",
    "VRAM": "glossary/#vram",
    "license": "rules/what-may-i-do-with-it/",
    "licence": "glossary/#licence",
    "closed": "glossary/#closed-model",
    "open weights": "glossary/#open-weight",
    "RAG": "glossary/#retrieval",
    "hallucination": "glossary/#hallucination",
    "privacy": "rules/where-does-my-text-go/",
    "GDPR": "rules/which-rules-apply-to-me/",
}
"""A word, and where the first result should lead."""


def test_words_that_people_type_lead_to_terms_and_lessons(visit: Visit) -> None:
    page = visit("about/licences/")
    box = page.locator(".md-search input[name=query]")
    box.focus()
    first = page.locator(".md-search [data-part=results] a").first
    found = {}
    for word in FOUND:
        box.fill("")
        expect(first).to_have_count(0)
        box.fill(word)
        expect(first).to_be_visible()
        address = first.get_attribute("href") or ""
        found[word] = re.sub(r"\?h=[^#]*", "", address).partition("/repo/")[2]
    assert found == FOUND


def test_enter_opens_the_result_of_the_words_as_they_stand(visit: Visit) -> None:
    page = visit("about/licences/")
    page.locator(".md-search input[name=query]").fill("quantiz")
    first = page.locator(".md-search [data-part=results] a").first
    expect(first.locator("mark").first).to_have_text(re.compile("quantiz", re.I))
    page.keyboard.press("Control+A")
    page.keyboard.type("licence", delay=30)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/repo/glossary/#licence$"))


def test_a_lesson_whose_question_has_the_word_comes_first(visit: Visit) -> None:
    page = visit("about/licences/")
    box = page.locator(".md-search input[name=query]")
    box.focus()
    box.fill("laptop")
    results = page.locator(".md-search [data-part=results] a")
    expect(results.first).to_be_visible()
    assert "/repo/hardware/" in (results.first.get_attribute("href") or "")
