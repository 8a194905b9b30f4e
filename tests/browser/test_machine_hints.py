"""A reader who does not know their machine asks what the browser knows, and keeps the last word."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.core.calculator import Calculator
from calculators.registry import CALCULATORS
from site_plugins.runtime.exercise import BROWSERS
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
STARTED = 90_000
LAPTOP = "Chrome, Windows, RTX 4060 laptop"

PRETEND = """
const told = %s;
window.asked = [];
const answer = (name, value) => Object.defineProperty(Navigator.prototype, name, {
  configurable: true, get: () => { asked.push(name); return value; } });
for (const name of ["deviceMemory", "hardwareConcurrency", "maxTouchPoints"])
  answer(name, told[name]);
for (const name of ["userAgent", "platform"])
  Object.defineProperty(Navigator.prototype, name, { get: () => told[name] });
const brands = (told.brands ?? "").split(", ").map((text) => {
  const space = text.lastIndexOf(" ");
  return { brand: text.slice(0, space), version: text.slice(space + 1) };
});
answer("userAgentData", told.brands && {
  brands, platform: told.hintedPlatform, getHighEntropyValues: async () => told });
answer("gpu", told.webgpuVendor && { requestAdapter: async () => ({
  info: { vendor: told.webgpuVendor, architecture: told.webgpuArchitecture } }) });
const { getContext } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  if (kind === "2d") return getContext.call(this, kind, options); // axe draws letters with it
  asked.push(kind);
  return { RENDERER: 1, getExtension: () => null, getParameter: () => told.webglRenderer };
};
"""
BROKEN = """
for (const name of ["userAgentData", "gpu"])
  Object.defineProperty(Navigator.prototype, name, { get() { throw new Error("not here"); } });
HTMLCanvasElement.prototype.getContext = () => { throw new Error("nor this"); };
"""
LISTEN = """() => {
  window.heard = [];
  const place = document.querySelector("#fit [data-part=announce]");
  new MutationObserver(() => place.textContent && heard.push(place.textContent))
    .observe(place, { childList: true, characterData: true, subtree: true });
}"""
STORED = "() => Object.keys(localStorage).filter((key) => key.includes('start-here'))"


def asks(calculator: Calculator) -> bool:
    return any(getattr(each.input, "ask_browser", "") for each in calculator.fields)


@pytest.fixture
def visit_as(visit: Visit) -> Any:
    """Open the lesson in a browser that tells what the named one tells."""

    def open_page(name: str, **options: Any) -> Page:
        page = visit(LESSON, **options)
        page.add_init_script(PRETEND % json.dumps(BROWSERS[name]))
        page.reload()
        page.wait_for_function("() => customElements.get('start-calculator')")
        find_out(page)
        return page

    return open_page


def button(page: Page, action: str) -> Locator:
    return page.locator(f"#fit [data-action={action}]")


def panel(page: Page) -> Locator:
    return page.locator("#fit [data-part=seen]")


def find_out(page: Page) -> None:
    """By key: a page that still moves below the pointer takes no click."""
    page.locator("#fit summary", has_text="How do I find out?").press("Enter")


def see(page: Page) -> None:
    panel(page).locator("summary").evaluate_all("(all) => all.map((each) => (each.id = 'former'))")
    button(page, "see").click()
    expect(panel(page).locator("summary:not([id])")).to_be_visible(timeout=STARTED)


def inputs(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.locator("#fit [data-field]:not([hidden]) [name]").evaluate_all(
        "(boxes) => Object.fromEntries(boxes.map((box) => [box.name, box.value]))"
    )
    return found


def link(page: Page) -> str:
    button(page, "link").click()
    box = page.locator("#fit [data-part=link]")
    expect(box).to_be_visible()
    return box.input_value()


def test_nothing_is_read_or_loaded_before_the_reader_asks(visit_as: Any, whole_site: Site) -> None:
    page = visit_as(LAPTOP)
    page.locator("#fit-context").fill("16384")
    expect(page.locator("#fit .sc-headline")).to_contain_text("7.85 GiB", timeout=STARTED)
    assert page.evaluate("asked") == []
    assert [
        path for path in whole_site.requested if path.endswith("calculators/machine-hints.js")
    ] == []
    see(page)
    assert {"deviceMemory", "userAgentData", "webgl", "gpu"} <= set(page.evaluate("asked"))


def test_the_fields_are_filled_in_as_a_guess_and_the_answer_follows(visit_as: Any) -> None:
    page = visit_as(LAPTOP)
    page.evaluate(LISTEN)
    see(page)
    got = inputs(page)
    assert got["machine"] == "custom"
    assert (got["memory_kind"], got["ram_gib"], got["system"]) == ("dedicated", "32", "windows")
    expect(page.locator("#fit-ram_gib")).to_have_attribute(
        "aria-description", "a guess: 32 or more"
    )
    expect(page.locator("#fit-vram_gib")).to_have_attribute(
        "aria-description", "not told, please look it up"
    )
    expect(page.locator("#fit .sc-asked")).to_contain_text("Your machine: 32 GB memory")
    expect(panel(page)).to_contain_text("Filled in as a guess, please check: PC or laptop with a")
    expect(panel(page)).to_contain_text("32 GB, the most it ever says: you may have more.")
    expect(panel(page)).to_contain_text("Ctrl+Shift+Esc opens Task Manager.")
    panel(page).get_by_text("All that was read").click()
    for value in ("NVIDIA GeForce RTX 4060 Laptop GPU (0x000028E0)", "lovelace", "x86"):
        expect(panel(page).locator("code", has_text=value).first).to_be_visible()


def test_focus_stays_and_one_thing_is_announced(visit_as: Any) -> None:
    page = visit_as(LAPTOP)
    page.evaluate(LISTEN)
    button(page, "see").focus()
    page.keyboard.press("Enter")
    expect(panel(page).locator("summary")).to_be_visible(timeout=STARTED)
    expect(button(page, "see")).to_be_focused()
    expect(page.locator("#fit [data-part=announce]")).to_contain_text("Filled in as a guess")
    page.wait_for_timeout(800)
    [heard] = page.evaluate("heard")
    assert heard.startswith("Filled in as a guess, please check: PC or laptop with a graphics card")
    assert heard.endswith("42 of 48 layers fit there.")


def test_undo_brings_back_what_was_there(visit_as: Any) -> None:
    page = visit_as(LAPTOP)
    page.locator("#fit-machine").select_option("laptop-8gb")
    before = inputs(page)
    see(page)
    see(page)
    assert inputs(page) != before
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(button(page, "undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_hidden()
    expect(button(page, "see")).to_be_focused()
    assert inputs(page) == before
    expect(page.locator("#fit .sc-asked")).to_contain_text("8 GB")
    expect(page.locator("#fit [data-guess]")).to_have_count(0)


def test_a_reset_ends_the_guess(visit_as: Any) -> None:
    page = visit_as(LAPTOP)
    before = inputs(page)
    see(page)
    button(page, "reset").click()
    expect(panel(page)).to_be_hidden()
    assert inputs(page) == before
    expect(page.locator("#fit [data-guess]")).to_have_count(0)


def test_a_guess_is_not_kept_and_not_in_a_link_until_it_is_confirmed(visit_as: Any) -> None:
    page = visit_as(LAPTOP)
    page.evaluate("() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    address = page.url
    see(page)
    assert page.evaluate(STORED) == []
    assert page.url == address
    assert link(page).endswith("#fit")
    page.locator("#fit summary", has_text="More about the machine").click()
    page.locator("#fit [data-action=remember]").check()
    page.locator("#fit-context").fill("4096")
    expect(page.locator("#fit .sc-asked")).to_contain_text("4,096 tokens")
    kept = "() => JSON.parse(localStorage.getItem('start-here.machine'))"
    assert "ram_gib" not in page.evaluate(kept)
    button(page, "confirm").click()
    expect(button(page, "undo")).to_be_focused()
    assert page.evaluate(kept)["ram_gib"] == "32"
    assert "fit.memory_kind=dedicated&fit.ram_gib=32" in link(page)
    expect(page.locator("#fit [data-guess]")).to_have_count(0)
    assert "RTX" not in json.dumps(page.evaluate("() => ({ ...localStorage })")) + link(page)


def test_a_change_makes_it_the_readers_own(visit_as: Any) -> None:
    page = visit_as(LAPTOP)
    page.evaluate("() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    see(page)
    page.locator("#fit-ram_gib").fill("64")
    expect(page.locator("#fit [data-guess]")).to_have_count(0)
    expect(page.locator("#fit .sc-asked")).to_contain_text("64 GB memory")
    assert "fit.ram_gib=64" in link(page)


@pytest.mark.parametrize("name", [name for name, each in CALCULATORS.items() if asks(each)])
def test_every_calculator_about_a_machine_has_it(visit: Visit, name: str) -> None:
    page = visit(f"calculators/{name}/")
    card = page.locator(f"#{name}")
    if name == "gap":  # which asks about a machine only where one is meant
        card.locator("[name=about]").select_option("machine")
        expect(card.locator("[data-part=announce]")).not_to_be_empty(timeout=STARTED)
    card.get_by_text("How do I find out?").click()
    card.locator("[data-action=see]").click()
    expect(card.locator("[data-part=seen] summary")).to_be_visible(timeout=STARTED)
    expect(card.locator("[name=machine]")).to_have_value("custom")
    expect(card.locator("[name=system]")).to_have_value("linux")
    expect(card.locator("[data-part=announce]")).to_contain_text("Filled in as a guess")


def test_on_a_phone_nothing_is_filled_in_and_it_is_said(visit_as: Any) -> None:
    page = visit_as("iPhone, Safari", width=390)
    before = inputs(page)
    see(page)
    assert inputs(page) == before
    expect(page.locator("#fit [data-part=announce]")).to_have_text(
        "This browser runs on an iPhone and tells too little to fill anything in."
    )
    button(page, "close").click()
    expect(panel(page)).to_be_hidden()
    expect(button(page, "see")).to_be_focused()


def test_a_browser_that_refuses_still_gets_an_answer(visit: Visit) -> None:
    page = visit(LESSON)
    page.add_init_script(BROKEN)
    page.reload()
    find_out(page)
    see(page)
    expect(panel(page)).to_contain_text("Linux")
    panel(page).get_by_text("All that was read").click()
    expect(panel(page).locator("dd", has_text="not told").first).to_be_visible()


def test_without_python_it_says_so_and_changes_nothing(visit_as: Any, whole_site: Site) -> None:
    whole_site.broken.add("assets/py/manifest.json")
    page = visit_as(LAPTOP)
    before = inputs(page)
    button(page, "see").click()
    expect(panel(page)).to_contain_text("Python could not be downloaded", timeout=STARTED)
    assert inputs(page) == before


def test_the_ways_to_the_true_figures_need_no_script(
    whole_site: Site, without_scripts: Browser
) -> None:
    page = without_scripts.new_page()
    page.goto(whole_site.url + LESSON)
    expect(button(page, "see")).to_be_hidden()
    find_out(page)
    expect(page.locator("#fit").get_by_text("Apple menu, About This Mac")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_it_has_no_accessibility_fault(visit_as: Any, width: int, scheme: str) -> None:
    page = visit_as(LAPTOP, width=width, scheme=scheme)
    see(page)
    panel(page).get_by_text("All that was read").click()
    find_out(page)
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
