"""A curious reader opens the formula, changes it and runs it, in the page as it is published."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.engines.memory import requirement, tensor_types
from site_plugins.fences.formula import file_of
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
FORMULA = "calculators/fit/"
STARTED = 90_000
TYPES = file_of(tensor_types.__name__).read_text("utf-8")
NEEDS = file_of(requirement.__name__).read_text("utf-8")


def changed(source: str, before: str, after: str) -> str:
    """An edit that does something, also when the formula has moved on."""
    assert source.count(before) == 1
    return source.replace(before, after)


LARGER = changed(TYPES, '"Q4_K": (256, 144)', '"Q4_K": (256, 200)')
ENDLESS = changed(TYPES, "    block, size = TYPES[kind]\n", "    while True: pass\n")
FAULTY = changed(TYPES, "def row_bytes(", "def row_bytes((")
ONE_GIB_MORE = changed(
    NEEDS, " + self.compute_buffer_bytes\n", " + self.compute_buffer_bytes + 2**30\n"
)


TYPE = "TypeError"
NAME_OF_REFUSAL = "async () => { try { WAY; return 'nothing'; } catch ({ name }) { return name; } }"
LOW_LEVEL = [
    *("js", "pyodide_js", "pyodide", "pyodide.ffi", "pyodide.code", "_pyodide_core", "_pyodide"),
    *("ctypes", "_ctypes", "mmap", "gc", "asyncio", "_testcapi", "_posixsubprocess"),
]
IMPORT_EACH = f"""
import importlib
for name in {[*LOW_LEVEL, "json"]}:
    try:
        importlib.import_module(name)
        print(name, "there", sep=":")
    except ModuleNotFoundError:
        print(name, "gone", sep=":")
"""


def open_types(page: Page) -> Locator:
    """The editor with the second part of the formula."""
    page.locator("#fit-formula summary").nth(1).click()
    page.locator("#fit-formula [data-action=edit]").nth(1).click()
    box = page.get_by_label("Python: Bits per weight of each storage type")
    expect(box).to_be_focused()
    return box


def run(page: Page, text: str) -> None:
    part(page, "source").fill(text)
    button(page, "run").click()
    settled(page)


def settled(page: Page) -> None:
    expect(button(page, "halt")).to_be_hidden(timeout=STARTED)


def part(page: Page, name: str) -> Locator:
    return page.locator(f"#fit-formula [data-part={name}]")


def button(page: Page, action: str) -> Locator:
    return page.locator(f"#fit-formula [data-action={action}]").last


def answer(page: Page) -> str:
    return page.locator("#fit [data-part=answer]").inner_html()


def rows(page: Page) -> dict[str, list[str]]:
    read = '(row) => [...row.cells].map((cell) => cell.textContent.replaceAll("\\u00a0", " "))'
    cells = f"(rows) => rows.map({read})"
    found: Any = part(page, "comparison").locator(".sc-difference tbody tr").evaluate_all(cells)
    return {label: rest for label, *rest in found}


def test_the_formula_is_readable_without_a_script(
    whole_site: Site, without_scripts: Browser
) -> None:
    page = without_scripts.new_page()
    page.goto(whole_site.url + LESSON)
    page.locator("#fit").get_by_role("link", name="The formula").click()
    expect(page).to_have_url(f"{whole_site.url}{FORMULA}#the-formula")
    page.get_by_text("1. What a model needs").click()
    code = page.locator("#fit-formula pre code").first
    expect(code).to_be_visible()
    assert code.text_content() == NEEDS
    expect(page.locator("#fit-formula button:visible")).to_have_count(0)
    page.get_by_text("2. Bits per weight of each storage type").click()
    assert page.locator("#fit-formula pre code:visible").last.text_content() == TYPES


def test_nothing_of_the_editor_is_loaded_before_it_is_asked_for(
    visit: Visit, whole_site: Site
) -> None:
    page = visit(FORMULA)
    page.wait_for_load_state("networkidle")
    assert [path for path in whole_site.requested if "calculators/formula" in path] == []
    open_types(page)
    expect(part(page, "size")).to_have_text(re.compile(r"downloads that Python, \d\.\d MB\.$"))
    assert "assets/calculators/formula.js" in whole_site.requested
    assert [path for path in whole_site.requested if "/stock/" in path] == []


def test_a_changed_number_shows_what_it_moves_beside_our_answer(visit: Visit) -> None:
    page = visit(FORMULA)
    open_types(page)
    before = answer(page)
    run(page, LARGER)
    assert rows(page)["Weights"] == ["6.86 GiB", "8.76 GiB", "+1.90 GiB (+28%)"]
    expect(part(page, "comparison")).to_contain_text("Your version of the formula, not ours")
    expect(part(page, "comparison")).to_contain_text("6 figures differ from ours.")
    expect(part(page, "announce").last).to_have_text("6 figures differ from ours.")
    part(page, "comparison").get_by_text("The whole answer of your version").click()
    expect(part(page, "comparison").locator("[data-action]")).to_have_count(0)
    assert answer(page) == before
    page.locator("#fit-context").fill("16384")
    expect(part(page, "old")).to_be_visible()
    button(page, "run").click()
    settled(page)
    expect(part(page, "old")).to_be_hidden()
    assert rows(page)["Memory needed"][0].startswith("12.7")
    expect(page.locator("#fit .sc-headline")).to_contain_text("Only just: 12.7")


def test_an_error_names_the_readers_line_and_loses_nothing(visit: Visit) -> None:
    page = visit(FORMULA)
    box = open_types(page)
    run(page, FAULTY)
    fault = part(page, "fault")
    expect(fault).to_contain_text("Python stopped at line 53 of “Bits per weight of each storage")
    expect(fault).to_contain_text("SyntaxError")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert box.input_value() == FAULTY
    page.get_by_role("button", name="Show line 53").click()
    selected = "(box) => box.value.slice(box.selectionStart, box.selectionEnd)"
    assert box.evaluate(selected) == "def row_bytes((kind: str, elements: int) -> int:"
    run(page, LARGER + "\nprint('hello')\n")
    expect(fault).to_be_hidden()
    expect(part(page, "printed").locator("code")).to_have_text("hello\n")


def test_a_fault_leaves_no_word_of_the_run_before(visit: Visit) -> None:
    page = visit(FORMULA)
    open_types(page)
    run(page, LARGER)
    part(page, "source").fill(FAULTY)
    expect(part(page, "old")).to_be_visible()
    button(page, "run").click()
    expect(part(page, "fault")).to_contain_text("SyntaxError", timeout=STARTED)
    expect(part(page, "comparison")).to_be_empty()
    expect(part(page, "old")).to_be_hidden()


def test_an_endless_loop_is_stopped_by_the_limit_and_the_rest_goes_on(visit: Visit) -> None:
    page = visit(FORMULA)
    box = open_types(page)
    run(page, ENDLESS)
    expect(part(page, "fault")).to_contain_text("Your version ran for 10 seconds and was stopped.")
    assert box.input_value() == ENDLESS
    page.locator("#fit-context").fill("16384")
    expect(page.locator("#fit .sc-headline")).to_contain_text("7.85 GiB", timeout=STARTED)
    box.fill(ENDLESS + "#")
    button(page, "run").click()
    expect(part(page, "run-state")).to_have_text("Running your version…", timeout=STARTED)
    button(page, "halt").click()
    expect(part(page, "fault")).to_have_text("Your version was stopped.")
    expect(button(page, "run")).to_be_focused()


def test_a_reset_is_always_there_and_can_be_undone(visit: Visit) -> None:
    page = visit(FORMULA)
    box = open_types(page)
    reset = page.get_by_role("button", name="Reset to the original")
    expect(reset).to_be_visible()
    box.fill("nonsense")
    expect(part(page, "list").locator("option:checked")).to_contain_text("(changed)")
    reset.click()
    assert box.input_value() == TYPES
    page.get_by_role("button", name="Bring my version back").click()
    assert box.input_value() == "nonsense"
    reset.click()
    run(page, TYPES)
    expect(part(page, "comparison")).to_contain_text("Every figure is the same as ours.")
    expect(reset).to_be_visible()


def test_several_parts_are_changed_at_once_and_kept_for_the_visit(visit: Visit) -> None:
    page = visit(FORMULA)
    box = open_types(page)
    box.fill(LARGER)
    part(page, "list").select_option(label="What a model needs")
    needs = page.get_by_label("Python: What a model needs")
    needs.fill(ONE_GIB_MORE)
    button(page, "run").click()
    settled(page)
    assert rows(page)["Memory needed"][2] == "+4.80 GiB (+38%)"
    page.locator(".md-nav").get_by_role("link", name="Will it run on my laptop?").first.click()
    expect(page.locator("h1")).to_contain_text("Will it run on my laptop?")
    page.locator("#fit [data-part=formula]").click()
    expect(page.locator("h1")).to_contain_text("Will it fit?")
    assert open_types(page).input_value() == LARGER
    page.reload()
    assert open_types(page).input_value() == TYPES


def test_the_readers_inputs_go_along_to_the_page_with_the_formula(visit: Visit) -> None:
    page = visit(LESSON)
    page.locator("#fit-context").fill("16384")
    page.locator("#fit [data-part=formula]").click()
    expect(page.locator("h1")).to_contain_text("Will it fit?")
    expect(page.locator("#fit-context")).to_have_value("16384")
    expect(page.locator("#fit-model")).to_have_value("gemma-4-12b")


def test_nothing_is_taken_from_the_address(visit: Visit) -> None:
    code = quote("print('from the address')")
    page = visit(f"{FORMULA}?source={code}#fit.source={code}&fit-formula.source={code}")
    box = open_types(page)
    assert box.input_value() == TYPES
    assert "from the address" not in page.content()


def test_the_readers_code_has_no_module_that_leads_out(visit: Visit) -> None:
    page = visit(FORMULA)
    open_types(page)
    run(page, f"{TYPES}\n{IMPORT_EACH}\n")
    tried = (part(page, "printed").locator("code").text_content() or "").split()
    assert tried == [f"{name}:gone" for name in LOW_LEVEL] + ["json:there"]
    run(page, f"{TYPES}\nimport urllib.request as r; r.urlopen('http://127.0.0.1/')\n")
    expect(part(page, "fault")).to_contain_text("URLError")


@pytest.fixture
def probed(unwatched: Visit) -> Page:
    """The page of a formula, where the policy may well refuse something."""
    return unwatched(FORMULA)


def test_the_readers_code_runs_behind_an_opaque_origin_with_a_policy_of_its_own(
    probed: Page, whole_site: Site
) -> None:
    page = probed
    open_types(page)
    expect(page.locator("iframe")).to_have_count(0)
    run(page, LARGER)
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("sandbox", "allow-scripts")
    assert frame.evaluate("(frame) => frame.contentDocument") is None
    inside = page.frames[1]
    assert inside.evaluate("() => origin") == "null"
    for way in ("localStorage.length", "document.cookie", "parent.document.title"):
        assert inside.evaluate(NAME_OF_REFUSAL.replace("WAY", way)) == "SecurityError", way
    address = f"{whole_site.url}robots.txt"
    assert inside.evaluate(NAME_OF_REFUSAL.replace("WAY", f"await fetch({address!r})")) == TYPE
    for way in ("new Worker('data:text/javascript,1')", "import('data:text/javascript,1')"):
        assert inside.evaluate(NAME_OF_REFUSAL.replace("WAY", f"await {way}")) == TYPE, way
    button(page, "close").click()
    expect(page.locator("iframe")).to_have_count(0)


def test_each_run_has_a_new_python(visit: Visit) -> None:
    """Whatever one version changed beyond its own text, the next one is asked without it."""
    page = visit(FORMULA)
    open_types(page)
    spoil = "import builtins; builtins.sum = lambda *numbers: 0; print('spoilt')"
    run(page, f"{TYPES}\n{spoil}\n")
    expect(part(page, "fault")).to_contain_text("ZeroDivisionError")
    expect(part(page, "printed")).to_contain_text("spoilt")
    button(page, "original").click()
    button(page, "run").click()
    expect(part(page, "printed")).to_be_hidden()
    settled(page)
    expect(part(page, "comparison")).to_contain_text("Every figure is the same as ours.")


def test_nothing_printed_stays_beside_a_run_that_gave_nothing(visit: Visit) -> None:
    page = visit(FORMULA)
    open_types(page)
    run(page, f"{TYPES}\nprint('hello')\n")
    expect(part(page, "printed")).to_be_visible()
    part(page, "source").fill(ENDLESS)
    button(page, "run").click()
    button(page, "halt").click()
    expect(part(page, "fault")).to_have_text("Your version was stopped.")
    expect(part(page, "printed")).to_be_hidden()


def test_the_readers_code_cannot_put_a_script_in_the_page(visit: Visit) -> None:
    page = visit(FORMULA)
    page.on("dialog", lambda dialog: pytest.fail("a script of the edited formula ran"))
    open_types(page)
    part(page, "list").select_option(label="The verdict in words")
    verdict = part(page, "source").input_value()
    just = "Only just: {counted}"
    shouted = verdict.replace(f'f"{just}', f'f"<img src=x onerror=alert(1)>{just}')
    assert shouted != verdict
    button(page, "original").click()
    run(page, shouted)
    expect(part(page, "comparison")).to_contain_text("<img src=x onerror=alert(1)>Only just:")
    expect(part(page, "comparison").locator("img")).to_have_count(0)


def test_a_failed_download_is_said_and_can_be_tried_again(visit: Visit, whole_site: Site) -> None:
    page = visit(FORMULA)
    open_types(page)
    whole_site.broken.add("stock/python_stdlib.zip")
    run(page, LARGER)
    expect(part(page, "fault")).to_have_text(
        "Python could not be downloaded (python_stdlib.zip: the server answered 503)."
    )
    whole_site.mend()
    button(page, "run").click()
    settled(page)
    assert "Weights" in rows(page)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_editor_needs_no_mouse_and_has_no_accessibility_fault(
    visit: Visit, width: int, scheme: str
) -> None:
    page = visit(FORMULA, width=width, scheme=scheme)
    page.locator("#fit-formula summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.get_by_role("button", name="Edit and run").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    box = page.get_by_label("Python: What a model needs")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(page, "run")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    box.fill(ONE_GIB_MORE)
    page.keyboard.press("Control+Enter")
    settled(page)
    expect(part(page, "comparison")).to_contain_text("+1.00 GiB (+7.9%)")
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": width, "height": 800})
    run(page, "(")
    expect(part(page, "fault")).to_be_visible()
    assert violations(page) == []
    button(page, "close").focus()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
