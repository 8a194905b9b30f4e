"""What a reader does in a lesson: change an input, read the answer, make a mistake, share it."""

import json
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from calculators.browser import respond
from calculators.terminal.main import main
from tests.browser.conftest import OWN_POLICY, Visit, ask_worker
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
STARTED = 60_000
AS_WRITTEN = f"""(html) => {{
  const template = document.createElement("template");
  template.innerHTML = {OWN_POLICY}.createHTML(html);
  return template.innerHTML;
}}"""
"""The same HTML as a browser writes it, which closes and escapes in its own way."""
ARGUMENTS = ["fit", "--model", "gemma-4-12b", "--machine", "laptop-16gb", "--context", "65536"]


def headline(page: Page) -> str:
    return page.locator("#fit .sc-headline").inner_text()


def expect_state(page: Page, state: str) -> None:
    line = page.locator("#fit [data-part=state]")
    expect(line).to_have_attribute("data-state", state, timeout=STARTED)


def expect_answer(page: Page, **inputs: str) -> None:
    """The answer on show is the one CPython gives for the lesson's inputs and these."""
    asked = {"model": "gemma-4-12b", "machine": "laptop-16gb", **inputs}
    answer = json.loads(respond(json.dumps({"calculator": "fit", "inputs": asked})))
    expected = re.search(r'sc-headline">([^<]*)<', answer["html"])
    assert expected
    expect(page.locator("#fit .sc-headline")).to_have_text(expected[1], timeout=STARTED)


def error(page: Page, field: str) -> str:
    message = page.locator(f"#fit-{field}-error")
    expect(message).to_be_visible(timeout=STARTED)
    return message.inner_text()


def test_the_slider_gives_the_same_answer_as_the_terminal(
    visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    page = visit(LESSON)
    slider = page.locator("#fit .sc-slider")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    expect(page.locator("#fit-context")).to_have_value("65536")
    expect_answer(page, context="65536")
    main([*ARGUMENTS, "--html"])
    shown = page.locator("#fit [data-part=answer]").inner_html()
    assert shown == page.evaluate(AS_WRITTEN, capsys.readouterr().out[:-1])


def test_the_page_gets_the_same_json_as_the_terminal(
    visit: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = {"model": "gemma-4-12b", "machine": "laptop-16gb", "context": "65536"}
    request = json.dumps({"calculator": "fit", "inputs": inputs})
    (answer,) = ask_worker(visit(LESSON), [request])
    main([*ARGUMENTS, "--json"])
    told = capsys.readouterr().out[:-1]
    versioned = '{"version": 1, "tone": "tight", '  # which only the terminal's has
    assert told.startswith(versioned)
    assert answer.endswith(f'"data": {told.replace(versioned, "{", 1)}}}')


def test_nonsense_is_answered_beside_each_field_and_nothing_is_lost(visit: Visit) -> None:
    page = visit(LESSON)
    before = headline(page)
    page.locator("#fit-context").fill("lots")
    page.locator("summary", has_text="The conversation in memory").click()
    page.locator("#fit-slots").fill("0")
    page.locator("#fit-micro_batch").fill("1.5")
    assert error(page, "context").startswith("Context window: “lots” is not a number.")
    assert error(page, "slots").startswith("Slots: “0” is below the limit.")
    assert error(page, "micro_batch").startswith("Micro-batch: “1.5” is not a whole number.")
    expect(page.locator("#fit-context")).to_have_value("lots")
    expect(page.locator("#fit-context")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#fit [data-part=old-note]")).to_be_visible()
    assert headline(page) == before
    page.locator("#fit-slots").fill("1")
    page.locator("#fit-micro_batch").fill("512")
    page.locator("#fit-context").fill("32k")
    expect_answer(page, context="32768")
    expect(page.locator("#fit .sc-error:visible")).to_have_count(0)
    expect(page.locator("#fit [data-part=old-note]")).to_be_hidden()


def test_a_hostile_address_is_shown_as_text_and_runs_nothing(visit: Visit) -> None:
    hostile = {
        "fit.model": "<img src=x onerror=alert(1)>",
        "fit.context": "javascript:alert(1)",
        "fit.machine": "../../etc/passwd",
        "fit.toaster": "1",
    }
    page = visit(f"{LESSON}#{urlencode(hostile)}")
    page.on("dialog", lambda dialog: pytest.fail("a script from the address ran"))
    page.locator("#fit-quantization").focus()
    assert "“<img src=x onerror=alert(1)>” is not in the list." in error(page, "model")
    assert "“javascript:alert(1)” is not a number." in error(page, "context")
    assert "“../../etc/passwd” is not in the list." in error(page, "machine")
    assert page.locator("#fit-context").input_value() == "javascript:alert(1)"
    assert page.locator("#fit img").count() == 0


def test_a_pasted_config_is_read_or_refused_with_a_reason(visit: Visit) -> None:
    page = visit(LESSON)
    page.locator("#fit-model").select_option("custom")
    assert "Nothing was pasted." in error(page, "model_config")
    box = page.locator("#fit-model_config")
    box.evaluate("(box) => { box.value = '[' + '1,'.repeat(500_000) + '1]'; }")
    box.dispatch_event("input")
    expect(page.locator("#fit-model_config-error")).to_contain_text("the limit is 262,144")
    box.fill('{"model_type": "quantum", "hidden_size": 8}')
    expect(page.locator("#fit-model_config-error")).to_contain_text("quantum")
    page.locator("#fit-model").select_option("qwen3-8b")
    expect_answer(page, model="qwen3-8b")


def test_every_kind_of_machine_can_be_described(visit: Visit) -> None:
    page = visit(LESSON)
    expect(page.locator("#fit-ram_gib")).to_be_hidden()
    page.locator("#fit-machine").select_option("custom")
    expect(page.locator("#fit-ram_gib")).to_be_visible()
    expect(page.locator("#fit-vram_gib")).to_be_hidden()
    page.locator("#fit-memory_kind").select_option("dedicated")
    page.locator("#fit-vram_gib").fill("6")
    expect_answer(page, machine="custom", memory_kind="dedicated", vram_gib="6")
    assert "layers fit there" in headline(page)


def test_a_suggested_change_can_be_tried_and_reset(visit: Visit) -> None:
    page = visit(LESSON)
    built = headline(page)
    page.locator("#fit-model").select_option("qwen3-32b")
    expect_answer(page, model="qwen3-32b")
    expect(page.locator("#fit .sc-badge")).to_contain_text("Does not fit")
    page.locator("#fit .sc-try").last.click()
    expect(page.locator("#fit .sc-badge")).not_to_contain_text("Does not fit", timeout=STARTED)
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#fit .sc-headline")).to_have_text(built)


def test_a_link_carries_the_inputs_to_somebody_else(visit: Visit) -> None:
    page = visit(LESSON, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#fit-model").select_option("qwen3-8b")
    page.locator("#fit-context").fill("16384")
    expect_answer(page, model="qwen3-8b", context="16384")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link.endswith(f"{LESSON}#fit.model=qwen3-8b&fit.context=16384")
    other = visit(link.split("/repo/")[1])
    expect(other.locator("#fit-model")).to_have_value("qwen3-8b")
    other.locator("#fit-model").focus()
    expect_answer(other, model="qwen3-8b", context="16384")


def test_a_failed_download_is_said_and_can_be_retried(visit: Visit, whole_site: Site) -> None:
    whole_site.broken.add("pyodide.asm.wasm")
    page = visit(LESSON)
    built = headline(page)
    page.locator("#fit-context").fill("16000")
    expect_state(page, "failed")
    assert headline(page) == built
    whole_site.mend()
    page.get_by_role("button", name="Retry").click()
    expect_answer(page, context="16000")


def test_one_python_serves_the_whole_visit(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    page.locator("#fit-context").fill("16384")
    expect_answer(page, context="16384")
    page.locator(".md-header a.md-logo").click()
    expect(page).to_have_url(re.compile("^" + re.escape(whole_site.url) + r"\.?(#.*)?$"))
    expect(page.locator("h1")).to_contain_text("Open or closed")  # the address changes first
    page.locator("#finder-machine").select_option("laptop-8gb")
    state = page.locator("#finder [data-part=state]")
    expect(state).to_have_attribute("data-state", "live", timeout=STARTED)
    expect(page.locator("#finder .sc-asked")).to_contain_text("8 GB", timeout=STARTED)
    assert sum("asm.wasm" in path for path in whole_site.requested) == 1


def test_the_machine_is_remembered_only_when_asked(visit: Visit) -> None:
    page = visit(LESSON)
    page.locator("#fit-machine").select_option("macbook-air-m4-16gb")
    expect_answer(page, machine="macbook-air-m4-16gb")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#fit-machine")).to_have_value("laptop-16gb")
    other.close()
    page.locator("summary", has_text="More about the machine").click()
    page.get_by_label("Remember my machine").check()
    page.locator("#fit-machine").select_option("macbook-air-m4-16gb")
    expect_answer(page, machine="macbook-air-m4-16gb")
    page.goto(page.url.replace(LESSON, "calculators/fit/"))
    expect(page.locator("#fit-machine")).to_have_value("macbook-air-m4-16gb")
    assert page.evaluate("() => document.cookie") == ""
