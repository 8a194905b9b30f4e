"""What an owner does about money: forty invoices, another day, a price of their own, never."""

import json
import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.browser import respond
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

COST = "calculators/api-cost/"
STARTED = 60_000


def headline(calculator: str, **inputs: str) -> str:
    """What CPython says in one sentence."""
    answer = json.loads(respond(json.dumps({"calculator": calculator, "inputs": inputs})))
    assert answer["ok"], answer
    found = re.search(r'sc-headline">([^<]*)<', answer["html"])
    assert found
    return found[1].replace("&#x27;", "'").replace("&amp;", "&")


def said(page: Page, calculator: str) -> Locator:
    return page.locator(f"#{calculator} .sc-headline")


def fill(page: Page, calculator: str, **inputs: str) -> None:
    for name, text in inputs.items():
        box = page.locator(f"#{calculator}-{name}")
        if not box.is_visible():
            page.locator(f"#{calculator} .sc-more", has=box).locator("> summary").click()
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(text)
        else:
            box.fill(text)


def test_forty_invoices_become_a_monthly_bill_in_two_changes(visit: Visit) -> None:
    page = visit(COST)
    fill(page, "api-cost", per_day="40", pages="3")
    expected = headline("api-cost", per_day="40", pages="3")
    expect(said(page, "api-cost")).to_have_text(expected, timeout=STARTED)
    expect(page.locator("#api-cost .sc-bars tr:not([aria-hidden])")).to_have_count(6)


def test_prices_are_those_of_the_readers_day(visit: Visit) -> None:
    """The page was built today, and is read after a price has changed."""
    page = visit()
    page.clock.set_fixed_time("2026-12-24T09:00:00Z")
    page.goto(page.url + COST)
    expect(page.locator("#api-cost-at")).to_have_value("2026-12-24")
    expected = headline("api-cost", at="2026-12-24")
    expect(said(page, "api-cost")).to_have_text(expected, timeout=STARTED)
    page.locator("#api-cost [data-action=reset]").first.click()
    expect(page.locator("#api-cost-at")).to_have_value("2026-12-24")
    expect(said(page, "api-cost")).to_have_text(expected)


@pytest.mark.parametrize(
    ("zone", "now"),
    [("America/Los_Angeles", "2026-12-25T06:00:00Z"), ("Pacific/Auckland", "2026-12-23T12:00:00Z")],
)
def test_the_readers_day_is_that_of_their_own_clock_and_zone(
    visit: Visit, zone: str, now: str
) -> None:
    page = visit(timezone_id=zone)
    page.clock.set_fixed_time(now)
    page.goto(page.url + COST)
    expect(page.locator("#api-cost-at")).to_have_value("2026-12-24")
    page.locator("#api-cost [data-action=keep]").click()
    expect(page.locator("#api-cost [data-part=kept]")).to_be_visible(timeout=STARTED)
    (kept,) = json.loads(page.evaluate("localStorage.getItem('start-here.memo')"))["kept"]
    assert kept["kept_on"] == "2026-12-24"
    assert "at" not in kept["inputs"]


@pytest.mark.parametrize("wrong", ["1970-01-01T00:00:00Z", "2041-01-01T09:00:00Z"])
def test_a_clock_that_must_be_wrong_leaves_the_day_of_the_build(visit: Visit, wrong: str) -> None:
    page = visit()
    page.clock.set_fixed_time(wrong)
    page.goto(page.url + COST)
    built = page.locator("#api-cost-at").get_attribute("data-default") or ""
    expect(page.locator("#api-cost-at")).to_have_value(built)
    fill(page, "api-cost", per_day="41")
    expected = headline("api-cost", per_day="41", at=built)
    expect(said(page, "api-cost")).to_have_text(expected, timeout=STARTED)


def test_a_date_that_is_none_is_told_beside_its_field(visit: Visit) -> None:
    page = visit(COST)
    before = said(page, "api-cost").inner_text()
    fill(page, "api-cost", at="24.11.2026")
    error = page.locator("#api-cost-at-error")
    expect(error).to_have_text(
        "Prices on: “24.11.2026” is not a date. Type it as 2026-11-24, or with a time in UTC as "
        "2026-11-24 02:00.",
        timeout=STARTED,
    )
    expect(said(page, "api-cost")).to_have_text(before)
    expect(page.locator("#api-cost [data-part=old-note]")).to_contain_text("This answer is for")


def test_a_price_may_be_overwritten(visit: Visit) -> None:
    page = visit(COST)
    fill(page, "api-cost", model="own", own_input="0.01", own_output="0.02")
    own = {"model": "own", "own_input": "0.01", "own_output": "0.02"}
    expect(said(page, "api-cost")).to_have_text(headline("api-cost", **own), timeout=STARTED)


def test_a_change_that_lowers_the_bill_of_an_agent_can_be_tried(visit: Visit) -> None:
    page = visit("calculators/agent/")
    first = page.locator("#agent .sc-try").first
    inputs = json.loads(first.get_attribute("data-inputs") or "{}")
    first.click()
    day = date.today().isoformat()
    expected = headline("agent", at=day, **inputs)
    expect(said(page, "agent")).to_have_text(expected, timeout=STARTED)


def test_a_machine_that_never_pays_back_says_why_and_draws_it(visit: Visit) -> None:
    page = visit("money/buy-rent-or-call/")
    fill(page, "break-even", per_day="40")
    answer = page.locator("#break-even [data-part=answer]")
    expect(answer.locator(".sc-badge")).to_contain_text("Never", timeout=STARTED)
    expect(answer.locator(".sc-reasons").first).to_contain_text("Never, because")
    expect(answer.locator(".sc-plot svg[role=img]").first).to_be_visible()
