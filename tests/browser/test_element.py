"""The custom element with the real worker and the real Pyodide, on a site with a toy calculator."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.runtime_site import Site, serve

pytestmark = pytest.mark.browser

STARTED = 30_000
WATCHDOG = 80_000


@pytest.fixture(scope="module")
def site(toy_site: Path) -> Iterator[Site]:
    with serve(toy_site) as served:
        yield served


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    site.mend()
    site.requested.clear()
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    return open_page(context, site)


def open_page(context: BrowserContext, site: Site, path: str = "") -> Page:
    page = context.new_page()
    page.goto(site.url + path)
    page.wait_for_function("() => customElements.get('start-calculator') !== undefined")
    return page


def box(page: Page, name: str, calculator: str = "sum") -> Locator:
    return page.locator(f"#{calculator}-{name}")


def part(page: Page, name: str, calculator: str = "sum") -> Locator:
    return page.locator(f"#{calculator} [data-part={name}]")


def press(page: Page, action: str) -> None:
    page.locator(f"#sum [data-action={action}]").first.click()


def expect_sum(page: Page, words: str, calculator: str = "sum") -> None:
    total = page.locator(f"#{calculator} .total")
    expect(total).to_have_text(f"Sum: {words}", timeout=STARTED)


def expect_state(page: Page, state: str, timeout: int = STARTED) -> None:
    expect(part(page, "state")).to_have_attribute("data-state", state, timeout=timeout)


def go_live(page: Page) -> None:
    box(page, "a").focus()
    expect_state(page, "live")


def test_nothing_of_python_is_loaded_before_the_reader_wants_it(page: Page, site: Site) -> None:
    page.wait_for_timeout(500)

    assert [path for path in site.requested if path.startswith("assets/py")] == []
    expect(part(page, "state-text")).to_have_text("Worked out when this page was built")
    expect(page.locator("[data-action=stop]")).to_be_hidden()
    expect(page.locator("[data-action=retry]")).to_be_hidden()


def test_a_calculator_in_view_of_an_idle_page_starts_python(
    context: BrowserContext, site: Site
) -> None:
    page = open_page(context, site, "view.html")

    expect_state(page, "live")
    expect(part(page, "state-text")).to_have_text("Live: Python in your browser")


def test_a_reader_who_saves_data_starts_python_by_using_a_calculator(
    context: BrowserContext, site: Site
) -> None:
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page = open_page(context, site, "view.html")
    page.locator("h3").hover()
    page.wait_for_timeout(800)
    expect_state(page, "built")

    box(page, "a").fill("5")

    expect_sum(page, "7")


def test_a_change_brings_the_answer_of_python(page: Page) -> None:
    box(page, "a").fill("20")

    expect_sum(page, "22")
    expect_state(page, "live")
    expect(part(page, "announce")).to_have_text("The sum is 22")
    expect(part(page, "summary")).to_have_text("The sum is 22")
    expect(part(page, "old-note")).to_be_hidden()


def test_while_python_starts_the_bytes_are_counted_and_the_old_answer_stays(
    context: BrowserContext, site: Site
) -> None:
    context.add_init_script("window.seen = []")
    page = open_page(context, site)
    page.evaluate(
        """() => new MutationObserver(() => window.seen.push(
             document.querySelector('[data-part=state-text]').textContent + ' | ' +
             document.querySelector('.total').textContent + ' | ' +
             document.querySelector('[data-part=answer]').hasAttribute('data-waiting')
           )).observe(document.querySelector('[data-part=state-text]'), {childList: true})"""
    )

    # Python waits for the question, as on a slow line.
    site.stalled.set()
    box(page, "a").fill("20")
    expect(part(page, "answer")).to_have_attribute("data-waiting", "")
    site.stalled.clear()
    expect_sum(page, "22")

    seen = page.evaluate("window.seen")
    counted = [
        line
        for line in seen
        if re.match(r"Starting Python: \d\.\d of [1-6]\.\d MB \| Sum: 3", line)
    ]
    assert counted
    assert counted[-1].endswith("true")


def test_errors_stand_beside_their_fields_and_the_last_answer_stays_marked_as_old(
    page: Page,
) -> None:
    box(page, "a").fill("20")
    expect_sum(page, "22")

    box(page, "a").fill("much")
    box(page, "b").fill("more")

    expect(page.locator("#sum-a-error")).to_have_text(
        "much is not a whole number. Type one from -999 to 999."
    )
    expect(page.locator("#sum-b-error")).to_be_visible()
    expect(box(page, "a")).to_have_attribute("aria-invalid", "true")
    expect(box(page, "b")).to_be_focused()
    expect(part(page, "answer")).to_have_attribute("data-old", "")
    expect(part(page, "old-note")).to_have_text("This answer is for your earlier inputs.")
    expect_sum(page, "22")

    box(page, "a").fill("1")
    box(page, "b").fill("1")

    expect_sum(page, "2")
    expect(page.locator("#sum-a-error")).to_be_hidden()
    expect(box(page, "a")).not_to_have_attribute("aria-invalid", "true")
    expect(part(page, "old-note")).to_be_hidden()


def test_an_error_in_folded_settings_unfolds_them(page: Page) -> None:
    go_live(page)
    special = box(page, "special")
    special.evaluate("(box) => { box.value = 'other' }")
    expect(special).to_be_hidden()

    box(page, "a").fill("4")

    expect(page.locator("#sum-special-error")).to_be_visible(timeout=STARTED)
    expect(box(page, "special")).to_have_value("other")


def test_fast_typing_ends_in_the_answer_to_the_last_key(page: Page) -> None:
    box(page, "special").evaluate("element => element.closest('details').open = true")
    go_live(page)
    box(page, "special").fill("slow")

    for number in range(100, 110):
        box(page, "a").fill(str(number))
        page.wait_for_timeout(160)

    expect_sum(page, "111")
    page.wait_for_timeout(1000)
    expect_sum(page, "111")


def test_a_slow_answer_dims_the_old_one_and_says_so(page: Page) -> None:
    go_live(page)
    page.evaluate(
        """() => { window.states = [];
          new MutationObserver(() => window.states.push(
             document.querySelector('[data-part=state]').dataset.state +
             document.querySelector('[data-part=answer]').hasAttribute('data-waiting')
          )).observe(document.querySelector('#sum'), {attributes: true, subtree: true}) }"""
    )

    box(page, "a").fill("4")
    expect_sum(page, "6")
    page.wait_for_timeout(300)
    assert "computingtrue" not in page.evaluate("window.states")

    page.locator("summary", has_text="More settings").click()
    box(page, "special").fill("slow")
    box(page, "a").fill("5")
    expect_sum(page, "7")

    assert "computingtrue" in page.evaluate("window.states")
    expect(part(page, "answer")).not_to_have_attribute("data-waiting", "")
    expect_state(page, "live")


def test_a_group_says_what_is_changed_in_it_and_stays_as_its_reader_left_it(page: Page) -> None:
    go_live(page)
    group = page.locator("#sum [data-part=group]")
    changed = group.locator("[data-part=changed]")
    group.locator("summary").click()
    expect(changed).to_have_text("")
    box(page, "special").fill("slow")
    expect(changed).to_have_text("1 changed")

    group.locator("summary").click()
    box(page, "a").fill("8")
    expect_sum(page, "10")

    expect(group).not_to_have_attribute("open", "")
    page.locator("#sum [data-action=reset]").click()
    expect(changed).to_have_text("")


def test_a_group_opens_by_itself_for_a_change_that_came_with_the_address(
    context: BrowserContext, site: Site
) -> None:
    page = open_page(context, site, "#sum.special=slow")
    group = page.locator("#sum [data-part=group]")
    expect(group).to_have_attribute("open", "")
    expect(group.locator("summary")).to_contain_text("1 changed")
    wrong = open_page(context, site, "#sum.special=other")
    go_live(wrong)
    expect(wrong.locator("#sum [data-part=changed]")).to_have_text("1 to correct · 1 changed")
    usual = open_page(context, site, "#sum.a=7")
    expect(usual.locator("#sum [data-part=group]")).not_to_have_attribute("open", "")


def test_a_short_answer_after_a_tall_one_leaves_no_empty_room(page: Page) -> None:
    go_live(page)
    height = "(answer) => answer.offsetHeight"
    box(page, "a").fill("2")
    expect_sum(page, "4")
    short = part(page, "answer").evaluate(height)
    box(page, "mode").select_option("custom")
    box(page, "extra").fill("salt " * 500)
    expect(page.locator("#sum .total")).to_contain_text("salt salt")
    assert part(page, "answer").evaluate(height) > 2 * short
    box(page, "mode").select_option("plain")
    expect_sum(page, "4")
    assert part(page, "answer").evaluate(height) == short


def test_folds_and_focus_in_the_answer_survive_a_new_answer(page: Page) -> None:
    go_live(page)
    page.locator("#sum [data-part=answer] summary").click()
    box(page, "a").fill("7")
    expect_sum(page, "9")
    expect(page.locator("#sum [data-part=answer] details")).to_have_attribute("open", "")

    page.locator("#sum [data-action=apply]").focus()
    page.keyboard.press("Enter")

    expect_sum(page, "42")
    expect(box(page, "a")).to_have_value("40")
    expect(page.locator("#sum [data-action=apply]")).to_be_focused()


def test_the_slider_and_its_box_follow_each_other(page: Page) -> None:
    slider = part(page, "slider")
    expect(slider).to_have_value("0")

    box(page, "a").fill("7")
    expect(slider).to_have_value("3")
    slider.focus()
    page.keyboard.press("ArrowRight")

    expect(box(page, "a")).to_have_value("16")
    expect(slider).to_have_attribute("aria-valuetext", "16")
    expect_sum(page, "18")


def test_a_field_that_does_not_apply_is_hidden_and_not_sent(page: Page) -> None:
    expect(box(page, "extra")).to_be_hidden()

    box(page, "mode").select_option("custom")
    expect_sum(page, "3 with salt")
    expect(box(page, "extra")).to_be_visible()

    box(page, "mode").select_option("plain")
    expect_sum(page, "3")


def test_everything_works_from_the_keyboard_alone(page: Page) -> None:
    box(page, "a").focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    expect_sum(page, "32")
    assert page.url.endswith("/repo/")

    for _ in range(2):
        page.keyboard.press("Tab")
    expect(box(page, "mode")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect_sum(page, "32 with salt")


def test_reset_brings_back_the_built_inputs_and_answer(page: Page) -> None:
    box(page, "a").fill("words")
    expect(page.locator("#sum-a-error")).to_be_visible(timeout=STARTED)

    press(page, "reset")

    expect(box(page, "a")).to_have_value("1")
    expect_sum(page, "3")
    expect(part(page, "summary")).to_have_text("The sum is 3")
    expect(page.locator("#sum-a-error")).to_be_hidden()
    expect(part(page, "old-note")).to_be_hidden()


def test_reset_needs_no_python(page: Page, site: Site) -> None:
    site.broken.add("pyodide.asm.wasm")
    box(page, "a").fill("9")
    expect_state(page, "failed")
    expect(part(page, "old-note")).to_be_visible()

    press(page, "reset")

    expect(part(page, "old-note")).to_be_hidden()
    expect(box(page, "a")).to_have_value("1")


def test_a_failed_download_keeps_the_built_answer_and_retry_works(page: Page, site: Site) -> None:
    site.broken.add("pyodide.asm.wasm")
    box(page, "a").fill("9")

    expect_state(page, "failed")
    expect(part(page, "state-text")).to_have_text(
        "Python could not be downloaded (pyodide.asm.wasm: the server answered 503)."
    )
    expect_sum(page, "3")
    expect(part(page, "answer")).to_have_attribute("data-old", "")
    expect(part(page, "old-note")).to_contain_text("the inputs this page was built with")
    expect(page.locator("[data-action=stop]")).to_be_hidden()

    site.mend()
    press(page, "retry")

    expect_sum(page, "11")
    expect(part(page, "old-note")).to_be_hidden()


@pytest.mark.parametrize(
    "name", ["manifest.json", "pyodide.mjs", "pyodide.asm.mjs", "python.zip.packed"]
)
def test_every_file_that_does_not_come_is_named(page: Page, site: Site, name: str) -> None:
    site.broken.add(name)
    box(page, "a").fill("9")

    expect_state(page, "failed")
    expect(part(page, "state-text")).to_contain_text("Python could not be downloaded")
    expect_sum(page, "3")


@pytest.mark.parametrize("name", ["pyodide.asm.wasm", "python.zip.packed"])
def test_a_file_that_ends_early_is_noticed(page: Page, site: Site, name: str) -> None:
    site.cut.add(name)
    box(page, "a").fill("9")

    expect_state(page, "failed")
    expect(part(page, "state-text")).to_have_text(
        f"Python could not be started ({name} arrived incomplete)."
    )
    expect_sum(page, "3")

    site.mend()
    press(page, "retry")
    expect_sum(page, "11")


def test_a_worker_that_cannot_be_loaded_is_a_failure_too(page: Page, site: Site) -> None:
    site.broken.add("worker.js")
    box(page, "a").fill("9")

    expect_state(page, "failed")
    expect(part(page, "state-text")).to_have_text("Python did not start in this browser.")


def test_an_endless_calculation_is_stopped_and_python_starts_again(page: Page) -> None:
    go_live(page)
    page.locator("summary", has_text="More settings").click()
    box(page, "special").fill("endless")

    # Ten, or as many as ten starts of Python take here.
    longest = re.compile(r"took longer than [1-6]\d seconds")
    expect(part(page, "old-note")).to_contain_text(longest, timeout=WATCHDOG)
    expect_state(page, "live")

    box(page, "special").fill("no")
    box(page, "a").fill("6")
    expect_sum(page, "8")
    expect(part(page, "old-note")).to_be_hidden()


def test_a_worker_that_dies_in_a_calculation_is_replaced(page: Page, site: Site) -> None:
    """As where a device has no memory left: nobody is told."""
    worker = (site.folder / "assets/calculators/worker.js").read_text("utf-8")
    answer = "const asked = started();"
    mortal = worker.replace(answer, f"if (request.includes('\"slow\"')) return close(); {answer}")
    assert mortal != worker
    served = {"body": mortal, "content_type": "text/javascript"}
    page.route("**/assets/calculators/worker.js", lambda route: route.fulfill(**served))
    go_live(page)
    page.locator("summary", has_text="More settings").click()
    box(page, "a").fill("5")
    box(page, "special").fill("slow")
    longest = re.compile(r"took longer than [1-6]\d seconds")
    expect(part(page, "old-note")).to_contain_text(longest, timeout=WATCHDOG)
    expect_state(page, "live")
    expect(box(page, "a")).to_have_value("5")

    box(page, "special").fill("no")
    expect_sum(page, "7")
    expect(part(page, "old-note")).to_be_hidden()


def test_a_machine_that_starts_python_slowly_gets_more_time_for_a_calculation(
    page: Page, site: Site
) -> None:
    ready = 'postMessage({ kind: "ready" })'
    worker = (site.folder / "assets/calculators/worker.js").read_text("utf-8")
    slow = worker.replace(f"() => {ready}", f"() => setTimeout(() => {ready}, 1500)")
    assert slow != worker
    served = {"body": slow, "content_type": "text/javascript"}
    page.route("**/assets/calculators/worker.js", lambda route: route.fulfill(**served))
    go_live(page)
    page.locator("summary", has_text="More settings").click()
    box(page, "special").fill("endless")
    longest = re.compile(r"took longer than (1[5-9]|[2-6]\d) seconds")
    expect(part(page, "old-note")).to_contain_text(longest, timeout=WATCHDOG)


def test_a_fault_in_python_is_owned_and_the_worker_lives(page: Page) -> None:
    go_live(page)
    page.locator("summary", has_text="More settings").click()
    box(page, "special").fill("fault")
    owned = "a fault of this page and not of your inputs"
    expect(part(page, "old-note")).to_contain_text(owned, timeout=STARTED)
    expect_state(page, "live")

    box(page, "special").fill("no")
    box(page, "a").fill("6")
    expect_sum(page, "8")


def test_stop_ends_python_and_a_change_starts_it_again(page: Page) -> None:
    box(page, "a").fill("6")
    expect_sum(page, "8")

    press(page, "stop")
    expect_state(page, "stopped")
    expect_sum(page, "8")
    box(page, "b").focus()
    page.wait_for_timeout(300)
    expect_state(page, "stopped")

    box(page, "a").fill("7")
    expect_sum(page, "9")
    expect_state(page, "live")


def test_stop_holds_for_the_next_page_of_the_visit(context: BrowserContext, site: Site) -> None:
    page = open_page(context, site)
    go_live(page)
    press(page, "stop")

    page.goto(site.url + "view.html")
    page.wait_for_timeout(1000)

    expect_state(page, "built")


def test_two_calculators_share_one_python(context: BrowserContext, site: Site) -> None:
    page = open_page(context, site, "two.html")
    box(page, "a").fill("10")
    box(page, "a", "sum-2").fill("100")

    expect_sum(page, "12")
    expect_sum(page, "102", "sum-2")
    assert site.requested.count("assets/calculators/worker.js") == 1
    assert sum(path.endswith("asm.wasm") for path in site.requested) == 1


def test_python_survives_a_page_that_is_swapped_in_place(page: Page, site: Site) -> None:
    go_live(page)
    page.evaluate(
        """async () => { const text = await (await fetch('two.html')).text();
        const other = new DOMParser().parseFromString(text, 'text/html');
        document.body.replaceChildren(...other.body.children) }"""
    )

    expect_state(page, "live", timeout=1000)
    box(page, "a", "sum-2").fill("5")
    expect_sum(page, "7", "sum-2")
    assert sum(path.endswith("asm.wasm") for path in site.requested) == 1


def test_the_address_sets_the_inputs(context: BrowserContext, site: Site) -> None:
    page = open_page(context, site, "#sum.a=8&sum.mode=custom&sum.extra=rice&other.b=5")

    expect(box(page, "a")).to_have_value("8")
    expect(part(page, "slider")).to_have_value("3")
    expect(box(page, "extra")).to_have_value("rice")
    expect(box(page, "b")).to_have_value("2")
    expect(part(page, "old-note")).to_have_text(
        "This answer is for the inputs this page was built with."
    )
    expect(page.locator("#sum")).to_be_in_viewport()
    expect_sum(page, "10 with rice")


def test_hostile_values_in_the_address_are_shown_as_text(
    context: BrowserContext, site: Site
) -> None:
    attack = "%3Cimg%20src=x%20onerror=document.title='broken'%3E"
    page = open_page(context, site, f"#sum.a={attack}&sum.mode={attack}&sum.__proto__={attack}")
    text = "<img src=x onerror=document.title='broken'>"

    expect(box(page, "a")).to_have_value(text)
    expect(box(page, "mode")).to_have_value(text)
    expect(box(page, "mode").locator("option:checked")).to_have_text(text)
    page.locator("#sum").scroll_into_view_if_needed()
    expect(page.locator("#sum-mode-error")).to_have_text(
        f"{text} is not in the list.", timeout=STARTED
    )
    expect(page.locator("#sum-a-error")).to_contain_text("<img src=x")
    assert page.title() == "Sums"
    assert page.locator("img").count() == 0

    press(page, "reset")
    expect(box(page, "mode")).to_have_value("plain")
    expect(box(page, "mode").locator("option")).to_have_text(["Plain", "Custom"])


def test_copy_link_holds_only_what_differs(context: BrowserContext, site: Site) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page(context, site, "?utm=1#sum.b=9")
    box(page, "b").fill("2")
    box(page, "a").fill("8 & <9>")

    press(page, "link")

    expect(page.locator("[data-action=link]")).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == site.url + "?utm=1#sum.a=8+%26+%3C9%3E"


def test_a_private_text_is_in_no_link_and_in_no_storage_but_that_of_its_tab(
    context: BrowserContext, site: Site
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page(context, site)
    box(page, "secret").fill("who I am")
    box(page, "a").fill("8")
    page.locator("#sum [data-action=remember]").check()

    press(page, "link")

    expect(page.locator("[data-action=link]")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == site.url + "#sum.a=8"
    kept = page.evaluate("JSON.stringify([{...localStorage}, document.cookie, history.state])")
    assert "who I am" not in kept
    other = open_page(context, site)
    expect(box(other, "secret")).to_have_value("")
    assert "who I am" not in other.evaluate("JSON.stringify({...sessionStorage})")


def test_copy_link_without_a_clipboard_selects_the_link(
    context: BrowserContext, site: Site
) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = open_page(context, site)
    box(page, "a").fill("8")

    press(page, "link")

    expect(part(page, "link")).to_have_value(site.url + "#sum.a=8")
    expect(part(page, "link")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == site.url + "#sum.a=8"


def test_inputs_too_long_for_a_link_are_not_cut(page: Page) -> None:
    box(page, "a").fill("9" * 9000)
    press(page, "link")
    expect(page.locator("[data-action=link]")).to_have_text("These inputs are too long for a link.")


def test_the_machine_is_remembered_only_while_the_reader_wants_it(
    context: BrowserContext, site: Site
) -> None:
    page = open_page(context, site)
    kept = "localStorage.getItem('start-here.machine')"
    box(page, "a").fill("8")
    box(page, "b").fill("9")
    assert page.evaluate(kept) is None

    page.locator("[data-action=remember]").check()
    assert page.evaluate(kept) == '{"a":"8"}'
    expect_sum(page, "17")
    box(page, "a").fill("16")
    expect_sum(page, "25")
    assert page.evaluate(kept) == '{"a":"16"}'

    page.reload()
    expect(box(page, "a")).to_have_value("16")
    expect(page.locator("[data-action=remember]")).to_be_checked()
    page.locator("[data-action=remember]").uncheck()
    assert page.evaluate(kept) is None


def test_a_tab_that_was_open_before_leaves_the_remembered_machine_alone(
    context: BrowserContext, site: Site
) -> None:
    earlier, later = open_page(context, site), open_page(context, site)
    box(later, "a").fill("8")
    later.locator("[data-action=remember]").check()
    box(earlier, "b").fill("9")
    expect_sum(earlier, "10")
    expect(earlier.locator("[data-action=remember]")).not_to_be_checked()
    assert earlier.evaluate("localStorage.getItem('start-here.machine')") == '{"a":"8"}'


def test_what_is_forgotten_in_one_tab_is_not_remembered_by_another(
    context: BrowserContext, site: Site
) -> None:
    page = open_page(context, site)
    page.locator("[data-action=remember]").check()
    other = open_page(context, site)
    expect(other.locator("[data-action=remember]")).to_be_checked()
    page.locator("[data-action=remember]").uncheck()
    expect(other.locator("[data-action=remember]")).not_to_be_checked()
    box(other, "a").fill("8")
    expect_sum(other, "10")
    assert page.evaluate("localStorage.getItem('start-here.machine')") is None


def test_remembered_nonsense_is_judged_by_python(context: BrowserContext, site: Site) -> None:
    context.add_init_script(
        """localStorage.setItem('start-here.machine',
             JSON.stringify({a: '<b>8</b>', b: '7', mode: ['plain'], c: 1}))"""
    )
    page = open_page(context, site)

    expect(box(page, "a")).to_have_value("<b>8</b>")
    expect(box(page, "b")).to_have_value("2")
    page.locator("#sum").scroll_into_view_if_needed()
    expect(page.locator("#sum-a-error")).to_contain_text("<b>8</b> is not", timeout=STARTED)


def test_each_calculator_of_a_page_gets_its_own_inputs_back(
    context: BrowserContext, site: Site
) -> None:
    page = open_page(context, site, "two.html")
    box(page, "a").fill("10")
    box(page, "a", "sum-2").fill("100")

    page.reload()

    expect(box(page, "a")).to_have_value("10")
    expect(box(page, "a", "sum-2")).to_have_value("100")
    go_live(page)
    expect_sum(page, "12")
    expect_sum(page, "102", "sum-2")


def test_forged_inputs_of_the_tab_are_judged_by_python(context: BrowserContext, site: Site) -> None:
    context.add_init_script(
        """const inputs = JSON.stringify(
             {a: '<b>8</b>', b: ['7'], mode: '<i>', __proto__: 'x', other: 'y', secret: 'z'});
           sessionStorage.setItem('start-here.inputs /repo/ sum', JSON.stringify({inputs}))"""
    )
    page = open_page(context, site)

    expect(box(page, "a")).to_have_value("<b>8</b>")
    expect(box(page, "b")).to_have_value("2")
    expect(box(page, "secret")).to_have_value("z")
    page.locator("#sum").scroll_into_view_if_needed()
    expect(page.locator("#sum-a-error")).to_contain_text("<b>8</b> is not", timeout=STARTED)
    expect(page.locator("#sum-mode-error")).to_have_text("<i> is not in the list.")


def test_where_a_tab_has_no_room_left_what_was_typed_before_does_not_come_back(page: Page) -> None:
    box(page, "a").fill("8")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }")
    box(page, "a").fill("9")
    expect_sum(page, "11")

    page.reload()

    expect(box(page, "a")).to_have_value("1")


def test_a_browser_that_forbids_to_ask_for_service_workers_calculates_all_the_same(
    context: BrowserContext, site: Site
) -> None:
    context.add_init_script(
        """Object.defineProperty(Navigator.prototype, 'serviceWorker',
             {get() { throw new DOMException('forbidden', 'SecurityError') }})"""
    )
    page = open_page(context, site)
    box(page, "a").fill("8")
    expect_sum(page, "10")


@pytest.mark.parametrize("key", ["start-here.machine", "start-here.inputs /repo/ sum"])
@pytest.mark.parametrize("script", ["'{'", "'null'", "'[1]'", "'7'", """'{"inputs": "{"}'"""])
def test_broken_storage_is_no_trouble(
    context: BrowserContext, site: Site, script: str, key: str
) -> None:
    context.add_init_script(
        f"for (const each of [localStorage, sessionStorage]) each.setItem('{key}', {script})"
    )
    page = open_page(context, site)
    expect(box(page, "a")).to_have_value("1")


def test_forbidden_storage_is_no_trouble(context: BrowserContext, site: Site) -> None:
    context.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage'])
             Object.defineProperty(window, name, {get() { throw new Error('forbidden') }})"""
    )
    page = open_page(context, site)
    page.locator("[data-action=remember]").click()
    expect(part(page, "announce")).to_have_text(
        "This browser does not keep anything for this page."
    )
    box(page, "a").fill("8")
    expect_sum(page, "10")


def test_nothing_is_written_to_the_console(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    page.goto(site.url)
    box(page, "a").fill("8")
    expect_sum(page, "10")

    assert lines == []
