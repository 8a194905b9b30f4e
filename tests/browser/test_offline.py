"""The site without a network, and a new deployment: taken whole or not at all."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from site_plugins.build.offline import write_version
from tests.browser.axe import violations
from tests.browser.runtime_site import Site, serve

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
SWITCH = "about/offline/"
MEMO = "memo/"
STARTED = 60_000
MOST_VISITED_BYTES = 20_000_000
IS_TAKEN = """async (name) => {
  const mark = new URL("/repo/assets/version.json?taken", location);
  return (await caches.has(name)) && (await (await caches.open(name)).match(mark)) !== undefined;
}"""
# What a page does by itself once it is idle.
ASK = """() => navigator.serviceWorker.controller.postMessage({
  kind: "keep",
  version: document.querySelector("meta[name=start-here-version]").content,
})"""
REFUSED = f"""async () => {{
  const heard = new Promise((resolve) => {{
    navigator.serviceWorker.onmessage = ({{ data }}) => data.kind === "refused" && resolve(data);
  }});
  ({ASK})();
  return heard;
}}"""
CACHES = "() => caches.keys()"
VERSIONS = (
    "async () => (await caches.keys()).filter((name) => /^start-here-[0-9a-f]{16}/.test(name))"
)
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
# As readers do, and one Python answers on all pages: how each opens anew is a question of its own.
FOLLOW = """(address) => {
  const link = Object.assign(document.createElement("a"), { href: address });
  document.querySelector("article").append(link);
  link.click();
}"""
FROM_DEVICE = "() => document.documentElement.hasAttribute('data-from-device')"
# What each file of a deployment says of itself, as far as the page has loaded it.
SAYS = """() => [...new Set([
  document.body.dataset.deployed, globalThis.elementOf, globalThis.quizOf,
  getComputedStyle(document.body).getPropertyValue("--deployed")])]"""
FETCH = (
    """async (path) => (await fetch(new URL(path, "http://" + location.host + "/repo/"))).text()"""
)
SHELL = {
    "assets/calculators/element.js": 'globalThis.elementOf = "{word}";',
    "assets/calculators/worker.js": "// {word}",
    "assets/questions.js": 'globalThis.quizOf = "{word}";',
    "assets/start-here.css": "body {{ --deployed: {word}; }}",
}


@pytest.fixture
def site(whole_site: Site, tmp_path: Path) -> Iterator[Site]:
    """The series as deployment A, at an address of its own."""
    with serve(whole_site.folder) as served:
        deploy(served, tmp_path, "A")
        yield served


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def deploy(site: Site, tmp_path: Path, word: str, **pages: str) -> None:
    """Put another deployment in place of the one that is served; each of its files says `word`."""
    folder = shutil.copytree(site.folder, tmp_path / word)
    for name, line in SHELL.items():
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(f"{text}\n{line.format(word=word)}\n", "utf-8")
    for page in folder.rglob("*.html"):
        text = re.sub(
            r'<body( data-deployed="\w")?', f'<body data-deployed="{word}"', page.read_text("utf-8")
        )
        page.write_text(text, "utf-8")
    for path, text in pages.items():
        (folder / path).mkdir(parents=True)
        (folder / path / "index.html").write_text(text, "utf-8")
    write_version(folder)
    site.folder = folder


def listed(site: Site) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((site.folder / "assets/version.json").read_text("utf-8"))
    return content


def cache_of(site: Site) -> str:
    return f"start-here-{listed(site)['version']}/repo/"


def kept_pages(site: Site) -> list[str]:
    """Pages that are kept without being visited, but the words for those that are not."""
    files = listed(site)["files"]
    pages = [path for path, file in files.items() if "title" in file and file.get("keep")]
    return [path for path in pages if path != "503.html"]


def until(page: Page, expression: str, argument: str = "") -> None:
    """Wait in the page until the function, which may be asynchronous, says so."""
    page.evaluate(
        f"""async (argument) => {{
          while (!(await ({expression})(argument))) await new Promise((go) => setTimeout(go, 50));
        }}""",
        argument,
    )


def open_page(context: BrowserContext, site: Site, path: str = LESSON) -> Page:
    page = context.new_page()
    page.goto(site.url + path)
    return page


def keep(context: BrowserContext, site: Site) -> None:
    """Have the site kept at once, without the visit to a calculator that asks for it by itself."""
    page = open_page(context, site, SWITCH)
    page.get_by_role("switch").uncheck()
    page.get_by_role("switch").check()
    until(page, IS_TAKEN, cache_of(site))
    page.close()


def update(page: Page, site: Site) -> None:
    """Have the version of the server taken, without waiting until the page asks for it."""
    page.evaluate(ASK)
    until(page, IS_TAKEN, cache_of(site))


def expect_calculation(page: Page) -> None:
    page.locator("#fit-context").fill("16384")
    state = page.locator("#fit [data-part=state]")
    expect(state).to_have_attribute("data-state", "live", timeout=STARTED)
    expect(page.locator("#fit .sc-asked")).to_contain_text("16,384 tokens", timeout=STARTED)


def has_a_calculator(site: Site, path: str) -> bool:
    return b"<start-calculator" in (site.folder / path / "index.html").read_bytes()


def expect_an_answer(calculator: Locator) -> None:
    """Whichever calculator it is, Python answers it."""
    calculator.locator("form :is(input, select, textarea)").first.focus()
    state = calculator.locator("[data-part=state]")
    expect(state).to_have_attribute("data-state", "live", timeout=STARTED)
    told = calculator.locator("[data-part=announce]")
    told.evaluate("(line) => { line.textContent = ''; }")
    calculator.get_by_role("button", name="Reset").click()
    expect(told).not_to_be_empty(timeout=STARTED)


def stop_worker(context: BrowserContext, page: Page) -> None:
    """Browsers stop a service worker whenever they like."""
    devtools = context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")


def before_worker(site: Site, expression: str) -> None:
    """Have the service worker run this first."""
    script = site.folder / "service-worker.js"
    script.write_text(f"{expression};\n{script.read_text('utf-8')}", "utf-8")


def test_after_one_visit_every_calculator_page_calculates_without_a_network(
    context: BrowserContext, site: Site
) -> None:
    page = open_page(context, site)
    until(page, IS_TAKEN, cache_of(site))
    page.close()
    site.down = True
    pages = [path for path in kept_pages(site) if has_a_calculator(site, path)]
    assert {"", LESSON, "calculators/fit/"} <= set(pages)
    page = open_page(context, site, LESSON)
    for path in (*pages, LESSON):
        page.evaluate(FOLLOW, site.url + path)
        expect(page).to_have_url(site.url + path)
        expect_an_answer(page.locator("start-calculator").first)
        expect(page.locator(".sh-from-device")).to_be_visible()
    page.locator("#fit [data-action=keep]").click()
    assert MEMO in kept_pages(site)
    page.evaluate(FOLLOW, site.url + MEMO)
    expect(page.locator("start-memo .sm-memo").first).to_be_visible(timeout=STARTED)


def test_what_the_browser_has_already_is_not_downloaded_again(
    context: BrowserContext, site: Site
) -> None:
    site.kept_for = "max-age=600"
    page = open_page(context, site)
    expect_calculation(page)
    until(page, IS_TAKEN, cache_of(site))
    again = {path for path in site.requested if site.requested.count(path) > 1}
    # The browser itself looks for a newer worker once in a while, past any cache.
    assert again - {"service-worker.js"} == set()


def test_pages_that_were_visited_open_and_others_say_honestly_that_they_are_not_kept(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    open_page(context, site, "glossary/").wait_for_load_state("networkidle")
    site.down = True
    expect(open_page(context, site, "glossary/").locator("h1")).to_contain_text("Glossary")
    page = open_page(context, site, "about/licences/")
    expect(page.locator("h1")).to_have_text("This page is not on your device")
    expect(page.locator(".sh-from-device")).to_be_hidden()
    kept = page.locator(".sh-kept-pages a")
    expect(kept.filter(has_text="Glossary")).to_have_count(1)
    expect(kept).to_have_count(len(kept_pages(site)) + 1)
    kept.filter(has_text="Will it run").click()
    expect_calculation(page)
    site.down = False
    page.goto(site.url + "about/licences/")
    expect(page.locator("h1")).to_have_text("Licences")


def test_pages_that_are_swapped_in_place_are_kept_too(context: BrowserContext, site: Site) -> None:
    keep(context, site)
    page = open_page(context, site)
    page.locator(".md-nav").get_by_role("link", name="Glossary", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Glossary")
    site.down = True
    page.get_by_role("link", name="Licences", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("This page is not on your device")
    expect(page.locator(".sh-kept-pages a")).to_have_count(len(kept_pages(site)) + 1)
    expect(open_page(context, site, "glossary/").locator("h1")).to_contain_text("Glossary")


def test_the_stock_set_of_python_is_kept_once_it_was_asked_for(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    page = open_page(context, site)
    (path,) = [path for path in listed(site)["files"] if path.endswith("stock/pyodide.mjs")]
    text = page.evaluate(FETCH, path)
    site.down = True
    assert page.evaluate(FETCH, path) == text


def run_own_version(page: Page) -> None:
    """Open the first formula of `fit`, and run it as it stands."""
    page.locator("#fit-formula summary").first.click()
    page.locator("#fit-formula [data-action=edit]").first.click()
    page.locator("#fit-formula [data-action=run]").click()


def test_a_formula_of_the_readers_own_runs_without_a_network_once_it_ran_with_one(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    for is_down in (False, True):
        site.down = is_down
        page = open_page(context, site, "calculators/fit/")
        run_own_version(page)
        expect(page.locator("#fit-formula [data-part=comparison]")).to_contain_text(
            "Every figure is the same as ours.", timeout=STARTED
        )
        page.close()


def test_a_formula_that_never_ran_says_that_its_python_is_not_kept(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    site.down = True
    page = open_page(context, site, "calculators/fit/")
    run_own_version(page)
    expect(page.locator("#fit-formula [data-part=fault]")).to_contain_text(
        "a Python of its own, which isn’t kept on this device and needs a network"
    )


def test_the_search_works_without_a_network_once_it_was_used_with_one(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    for is_down in (False, True):
        site.down = is_down
        page = open_page(context, site)
        page.get_by_role("textbox", name="Search").fill("licence")
        expect(page.locator(".md-search [data-part=results] a").first).to_be_visible()
        page.close()


def test_a_preload_of_an_error_is_no_page(context: BrowserContext, site: Site) -> None:
    """Without a network Firefox fulfils the preload with an error; other browsers reject it."""
    before_worker(
        site,
        "Object.defineProperty(FetchEvent.prototype, 'preloadResponse', "
        "{ get() { return Promise.resolve(Response.error()); } })",
    )
    keep(context, site)
    site.down = True
    expect_calculation(open_page(context, site))
    page = open_page(context, site, "about/licences/")
    expect(page.locator("h1")).to_have_text("This page is not on your device")


def test_a_worker_that_the_browser_does_not_announce_is_served_too(
    context: BrowserContext, site: Site
) -> None:
    """WebKit starts one from a script that it has at hand, and asks nobody for it."""
    before_worker(
        site,
        "const { prototype } = FetchEvent;"
        "const told = Object.getOwnPropertyDescriptor(prototype, 'resultingClientId').get;"
        "Object.defineProperty(prototype, 'resultingClientId', "
        "{ get() { return this.request.destination === 'worker' ? '' : told.call(this); } })",
    )
    keep(context, site)
    site.down = True
    expect_calculation(open_page(context, site))


def test_an_address_with_inputs_or_a_query_works_without_a_network(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    site.down = True
    for address in (f"{LESSON}#fit.context=16384", f"{LESSON}?from=mail#fit.context=16384"):
        page = open_page(context, site, address)
        page.locator("#fit-context").focus()
        expect(page.locator("#fit .sc-asked")).to_contain_text("16,384 tokens", timeout=STARTED)
        page.close()


def test_a_server_that_does_not_answer_is_not_waited_for(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    site.stalled.set()
    page = open_page(context, site)
    assert page.evaluate(FROM_DEVICE)
    site.stalled.clear()


def test_a_new_deployment_is_taken_whole_at_the_next_visit(
    context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    keep(context, site)
    deploy(site, tmp_path, "B")
    page = open_page(context, site, "calculators/fit/")
    assert page.evaluate(SAYS) == ["B"]
    assert "// B" in page.evaluate(FETCH, "assets/calculators/worker.js")
    update(page, site)
    site.down = True
    for path in (*kept_pages(site), LESSON):
        page.goto(site.url + path)
        assert page.evaluate(SAYS) == ["B"]
    expect_calculation(page)


def test_an_open_page_keeps_to_its_version_and_the_old_one_goes_with_it(
    context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    first = cache_of(site)
    keep(context, site)
    old = open_page(context, site)
    deploy(site, tmp_path, "B")
    new = open_page(context, site, SWITCH)
    update(new, site)
    stop_worker(context, new)
    assert "// A" in old.evaluate(FETCH, "assets/calculators/worker.js")
    assert "// B" in new.evaluate(FETCH, "assets/calculators/worker.js")
    expect_calculation(old)
    assert old.evaluate(SAYS) == ["A"]
    assert sorted(new.evaluate(VERSIONS)) == sorted([first, cache_of(site)])
    old.close()
    new.evaluate(ASK)
    until(new, "async (name) => !(await caches.has(name))", first)


def test_a_page_of_another_version_is_never_swapped_into_an_old_one(
    context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    keep(context, site)
    page = open_page(context, site)
    deploy(site, tmp_path, "B")
    page.locator(".md-nav").get_by_role("link", name="Glossary", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Glossary")
    expect(page.locator("body")).to_have_attribute("data-deployed", "B")
    while None in (says := page.evaluate(SAYS)):  # a script is on its way; none may be of A
        assert set(says) <= {"B", None}
        page.wait_for_timeout(50)
    assert says == ["B"]


@pytest.mark.parametrize("name", ["assets/calculators/element.js", "assets/start-here.css"])
@pytest.mark.parametrize("fault", ["missing", "old"])
def test_a_deployment_that_is_not_whole_is_not_taken(
    context: BrowserContext, site: Site, tmp_path: Path, name: str, fault: str
) -> None:
    keep(context, site)
    before = (site.folder / name).read_bytes()
    deploy(site, tmp_path, "B")
    after = (site.folder / name).read_bytes()
    if fault == "old":
        (site.folder / name).write_bytes(before)
    else:
        (site.folder / name).unlink()
    site.forget()
    page = open_page(context, site)
    assert page.evaluate(SAYS) == ["A"]
    (site.folder / name).write_bytes(after)
    site.forget()
    page.reload()
    assert page.evaluate(SAYS) == ["B"]


def test_what_the_browser_still_has_of_an_old_deployment_is_not_mixed_with_a_new_one(
    context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    site.kept_for = "max-age=600"
    keep(context, site)
    pages = [open_page(context, site, path) for path in ("", LESSON)]
    deploy(site, tmp_path, "B")
    assert [page.evaluate(SAYS) for page in pages] == [["A"], ["A"]]
    for page in pages:
        page.reload()
    assert [page.evaluate(SAYS) for page in pages] == [["B"], ["B"]]


def test_without_a_copy_no_script_or_style_is_mixed_either(
    chromium: Browser, site: Site, tmp_path: Path
) -> None:
    site.kept_for = "max-age=600"
    context = chromium.new_context(service_workers="block")
    page = open_page(context, site)
    deploy(site, tmp_path, "B")
    page.reload()
    assert page.evaluate(SAYS) == ["B"]
    context.close()


def test_a_new_version_with_one_spoilt_file_does_not_replace_the_old_one(
    context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    keep(context, site)
    deploy(site, tmp_path, "B")
    site.spoilt.add("about/offline/")
    page = open_page(context, site)
    assert page.evaluate(SAYS) == ["B"]
    assert page.evaluate(REFUSED) == {"kind": "refused", "full": False}
    site.down = True
    for path in kept_pages(site):
        page.goto(site.url + path)
        assert page.evaluate(SAYS) == ["A"]


def test_a_first_copy_with_one_spoilt_file_is_not_taken(
    context: BrowserContext, site: Site
) -> None:
    site.spoilt.add("assets/offline/kept.js")
    page = open_page(context, site)
    page.evaluate("() => navigator.serviceWorker.ready")
    expect_calculation(page)
    until(page, f"async () => (await ({VERSIONS})()).length === 0")
    page.reload()
    assert page.evaluate(SAYS) == ["A"]


@pytest.mark.parametrize(
    "fault",
    [
        "caches.open = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))",
        "Cache.prototype.put = () => Promise.reject(new DOMException('', 'QuotaExceededError'))",
        "delete self.caches; self.caches = undefined",
    ],
)
def test_on_a_full_device_the_site_works_as_without_a_copy(
    context: BrowserContext, site: Site, fault: str
) -> None:
    before_worker(site, fault)
    page = open_page(context, site)
    page.evaluate("() => navigator.serviceWorker.ready")
    for path in (LESSON, "glossary/", "calculators/fit/"):
        page.goto(site.url + path)
        assert page.evaluate(SAYS) == ["A"]
    expect_calculation(page)


def test_what_is_kept_does_not_grow_without_bound(
    context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    page = (site.folder / "about/licences/index.html").read_text("utf-8")
    page += f"<!-- {'x' * 600_000} -->"
    paths = [f"more/{number}/" for number in range(40)]
    deploy(site, tmp_path, "B", **dict.fromkeys(paths, page))
    keep(context, site)
    shown = open_page(context, site)
    for path in paths:
        shown.evaluate(FETCH, path)
    name = cache_of(site)
    stored = shown.evaluate(
        "async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)", name
    )
    visited = [url for url in stored if "/more/" in url]
    listed = json.loads((site.folder / "assets/version.json").read_bytes())["files"]
    room = MOST_VISITED_BYTES // listed[paths[0]]["bytes"]
    assert 20 < room < len(paths)
    assert [url.removeprefix(site.url) for url in visited] == paths[-room:]
    for word in "CDEF":
        deploy(site, tmp_path, word)
        shown.goto(site.url + LESSON)
        update(shown, site)
    until(shown, f"async () => (await ({VERSIONS})()).length <= 3")


def test_the_switch_shows_what_is_kept_and_removes_it(context: BrowserContext, site: Site) -> None:
    keep(context, site)
    page = open_page(context, site, SWITCH)
    page.evaluate("() => caches.open('start-here-python-1')")
    box = page.get_by_role("switch", name="Keep this site for offline use")
    expect(box).to_be_checked()
    expect(page.locator("[data-part=summary]")).to_contain_text(
        re.compile(r"^\d+ pages and the calculators, \d+\.\d MB, as they were on \d+ \w+ \d{4}\.$")
    )
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").last).to_have_text(
        "The copy is removed, and nothing is kept from now on."
    )
    expect(page.locator("[data-part=summary]")).to_have_text("Nothing is kept.")
    assert page.evaluate(CACHES) == ["start-here-python-1"]
    page.goto(site.url + LESSON)
    expect_calculation(page)
    assert page.evaluate(WORKERS) == 0
    assert page.evaluate(VERSIONS) == []


def test_switched_on_again_the_site_is_kept_at_once(context: BrowserContext, site: Site) -> None:
    page = open_page(context, site, SWITCH)
    box = page.get_by_role("switch", name="Keep this site for offline use")
    box.uncheck()
    box.check()
    expect(page.get_by_role("status").last).to_have_text(
        "The site is kept for offline use.", timeout=STARTED
    )
    site.down = True
    expect_calculation(open_page(context, site))


def test_everything_kept_can_be_removed(context: BrowserContext, site: Site) -> None:
    keep(context, site)
    page = open_page(context, site)
    page.locator("summary", has_text="More about the machine").click()
    page.get_by_label("Remember my machine").check()
    page.goto(site.url + SWITCH)
    page.evaluate("() => caches.open('start-here-python-1')")
    page.get_by_role("button", name="Remove everything kept").press("Enter")
    expect(page.get_by_role("status").last).to_have_text(
        "Everything is removed, and nothing is kept from now on."
    )
    assert page.evaluate(CACHES) == []
    assert page.evaluate(WORKERS) == 0
    stored = "() => Object.keys(localStorage).filter((key) => key.startsWith('start-here'))"
    assert page.evaluate(stored) == ["start-here.offline"]
    expect(page.get_by_role("switch")).not_to_be_checked()


def test_a_reader_who_saves_data_keeps_nothing(context: BrowserContext, site: Site) -> None:
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = open_page(context, site)
    expect_calculation(page)
    page.wait_for_timeout(1000)
    assert page.evaluate(WORKERS) == 0


def test_a_reader_who_opens_no_calculator_keeps_nothing(
    context: BrowserContext, site: Site
) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(site.url + "glossary/")
    page.wait_for_load_state("networkidle")
    page.clock.run_for(60_000)
    assert page.evaluate(WORKERS) == 0
    page.locator(".md-nav__item .md-nav__link", has_text="Start here").first.click()
    expect(page.locator("#finder")).to_be_visible()
    page.clock.run_for(60_000)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_neither_the_switch_nor_a_page_from_the_device_has_an_accessibility_fault(
    chromium: Browser, site: Site, width: int, scheme: Literal["light", "dark"]
) -> None:
    # High enough that no list scrolls: a link that is half out of sight would count as too small.
    size: ViewportSize = {"width": width, "height": 1600}
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    keep(context, site)
    page = open_page(context, site, SWITCH)
    page.locator("start-kept summary").click()
    assert violations(page) == []
    site.down = True
    for path, heading in ((LESSON, "Will it run"), ("glossary/", "This page is not")):
        page = open_page(context, site, path)
        expect(page.locator("h1")).to_contain_text(heading)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    context.close()
