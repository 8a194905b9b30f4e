"""Six people, each with two choices, in the browser: a plan, and a change that keeps its word."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from calculators.browser import respond
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGE = "hardware/what-can-my-machine-run/"
STARTED = 60_000
PEOPLE = (
    *(("laptop-8gb", "sorting"), ("laptop-16gb", "documents")),
    *(("laptop-rtx-4060-8gb-16gb-ram", "chat"), ("macbook-air-m4-24gb", "code")),
    *(("ryzen-ai-max-395-128gb", "code"), ("raspberry-pi-5-8gb", "everyday")),
)


def expect_plan(page: Page, **inputs: str) -> None:
    """The plan on show is the one that CPython makes."""
    answer = json.loads(respond(json.dumps({"calculator": "finder", "inputs": inputs})))
    expected = re.search(r'sc-headline">([^<]*)<', answer["html"])
    assert expected
    headline = page.locator("#finder .sc-headline")
    expect(headline).to_have_text(expected[1], timeout=STARTED)
    assert expected[1].startswith("Try ")


def test_two_choices_make_a_plan_and_a_button_shows_what_would_change_it(visit: Visit) -> None:
    page = visit(PAGE)
    for machine, purpose in PEOPLE:
        page.locator("#finder-machine").select_option(machine)
        page.locator("#finder-purpose").select_option(purpose)
        expect_plan(page, machine=machine, purpose=purpose)
    page.locator("#finder-machine").select_option("laptop-8gb")
    expect_plan(page, machine="laptop-8gb", purpose="everyday")
    page.locator("#finder .sc-try").first.click()
    expect_plan(page, machine="laptop-8gb", purpose="everyday", other_apps="nothing")
    expect(page.locator("#finder-other_apps")).to_have_value("nothing")
