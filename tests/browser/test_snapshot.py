"""A later visit goes on from the memory that an earlier one kept; if not, Python still starts."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from site_plugins.runtime.exercise import BROWSERS
from tests.browser.runtime_site import NO_LINE, Site, rewrite, serve

pytestmark = pytest.mark.browser
STARTED = 60_000
MEMORY = "memory.packed"
ARCHIVE = "python.zip.packed"

KEPT = """async () => {
  const cache = await caches.open("start-here-python");
  return (await cache.keys()).map(({ url }) => url);
}"""
SPOIL = """async (bytes) => {
  const cache = await caches.open("start-here-python");
  for (const request of await cache.keys()) {
    const body = new Uint8Array(await (await cache.match(request)).arrayBuffer());
    await cache.put(request, new Response(bytes(body)));
  }
}"""
PUT_OLDER = """async () => {
  const cache = await caches.open("start-here-python");
  await cache.put("/repo/assets/py/0123456789abcdef/fast/memory.packed", new Response("old"));
}"""


@pytest.fixture
def site(toy_site: Path, tmp_path: Path) -> Iterator[Site]:
    with serve(shutil.copytree(toy_site, tmp_path / "site")) as served:
        yield served


@pytest.fixture
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


def visit(reader: BrowserContext, site: Site, a: str = "20") -> Page:
    """Open the page, ask for a sum, wait for it; `site.requested` then holds this visit alone."""
    site.requested.clear()
    page = reader.new_page()
    page.goto(site.url)
    page.locator("#sum-a").fill(a)
    expect(page.locator("#sum .total")).to_have_text(f"Sum: {int(a) + 2}", timeout=STARTED)
    expect(page.locator("#sum [data-part=state]")).to_have_attribute("data-state", "live")
    return page


def kept(page: Page) -> list[str]:
    urls: list[str] = page.evaluate(KEPT)
    return [url.rsplit("/", 1)[1] for url in urls]


def wait_until_kept(page: Page) -> None:
    wait_until(page, lambda: kept(page) == [MEMORY])


def wait_until(page: Page, done: Callable[[], bool]) -> None:
    for _ in range(100):
        if done():
            return
        page.wait_for_timeout(100)
    pytest.fail(f"in the cache: {page.evaluate(KEPT)}")


def loaded(site: Site) -> set[str]:
    return {path.rsplit("/", 1)[1] for path in site.requested if "/fast/" in path}


def in_worker(site: Site, line: str) -> None:
    """Run a line in the worker before anything else."""
    worker = site.folder / "assets/calculators/worker.js"
    imports, _, rest = worker.read_text("utf-8").partition("\nconst SUREST")
    worker.write_text(f"{imports}\n{line}\nconst SUREST{rest}", "utf-8")


def test_the_second_visit_goes_on_from_the_memory_of_the_first(
    reader: BrowserContext, site: Site
) -> None:
    page = visit(reader, site)
    assert ARCHIVE in loaded(site)
    wait_until_kept(page)
    page.close()

    again = visit(reader, site, "30")

    assert ARCHIVE not in loaded(site)
    assert MEMORY not in loaded(site)
    assert kept(again) == [MEMORY]


def test_what_calls_itself_an_iphone_goes_on_from_it_too(chromium: Browser, site: Site) -> None:
    """Pyodide starts another way there, without the trampoline that others call functions by."""
    reader = chromium.new_context(user_agent=str(BROWSERS["iPhone, Safari"]["userAgent"]))
    page = visit(reader, site)
    wait_until_kept(page)
    page.close()
    visit(reader, site, "30")
    assert loaded(site).isdisjoint({ARCHIVE, MEMORY})
    reader.close()


def test_where_python_does_not_go_on_from_it_it_is_not_fetched_again(
    reader: BrowserContext, site: Site
) -> None:
    rewrite(site.folder / "assets/calculators/snapshot.js", "() => state", "() => null.state")
    page = visit(reader, site)
    wait_until_kept(page)
    page.close()

    again = visit(reader, site, "30")
    wait_until(again, lambda: kept(again) == [f"{MEMORY}?refused"])
    again.wait_for_timeout(500)
    assert MEMORY not in loaded(site)
    again.close()

    visit(reader, site, "40").wait_for_timeout(500)
    assert MEMORY not in loaded(site)
    assert ARCHIVE in loaded(site)


def test_a_memory_of_an_older_version_makes_room(reader: BrowserContext, site: Site) -> None:
    page = reader.new_page()
    page.goto(site.url)
    page.evaluate(PUT_OLDER)
    page = visit(reader, site)
    wait_until(page, lambda: "0123456789abcdef" not in "".join(page.evaluate(KEPT)))
    wait_until_kept(page)


@pytest.mark.parametrize(
    "fault",
    [
        "(body) => { body[body.length >> 1] ^= 1; return body; }",
        "(body) => body.slice(0, 1000)",
        "() => new Uint8Array()",
        "() => new Uint8Array(100000)",
    ],
    ids=["one bit is wrong", "it is cut short", "it is empty", "it is something else"],
)
def test_a_memory_that_is_not_the_one_that_was_kept(
    reader: BrowserContext, site: Site, fault: str
) -> None:
    page = visit(reader, site)
    wait_until_kept(page)
    page.evaluate(SPOIL.replace("bytes(body)", f"({fault})(body)").replace("(bytes)", "()"))
    page.close()

    again = visit(reader, site, "30")

    assert ARCHIVE in loaded(site)
    assert "stock" not in "".join(site.requested)
    wait_until_kept(again)
    again.close()
    visit(reader, site, "40")
    assert ARCHIVE not in loaded(site)


def cut_short(site: Site) -> None:
    site.cut.add(MEMORY)


def missing(site: Site) -> None:
    site.broken.add(MEMORY)


def spoilt(site: Site) -> None:
    site.spoilt.add(MEMORY)


def no_room(site: Site) -> None:
    in_worker(site, 'Cache.prototype.put = async () => { throw new DOMException("", "Quota"); };')


def no_cache(site: Site) -> None:
    in_worker(site, 'Object.defineProperty(self, "caches", { value: undefined });')


@pytest.mark.parametrize("fault", [cut_short, missing, spoilt, no_room, no_cache])
def test_where_nothing_can_be_kept_nothing_is_said(
    reader: BrowserContext, site: Site, fault: Callable[[Site], None]
) -> None:
    fault(site)
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.type))
    page = visit(reader, site)
    page.wait_for_timeout(1500)

    assert kept(page) == []
    page.locator("#sum-a").fill("21")
    expect(page.locator("#sum .total")).to_have_text("Sum: 23")
    assert [kind for kind in said if kind == "error" and fault is not missing] == []
    page.close()

    visit(reader, site, "30")
    assert ARCHIVE in loaded(site)


def test_a_reader_who_saves_data_downloads_no_memory(reader: BrowserContext, site: Site) -> None:
    reader.add_init_script(
        'Object.defineProperty(navigator, "connection", { value: { saveData: true } })'
    )
    page = visit(reader, site)
    page.wait_for_timeout(1500)

    assert MEMORY not in loaded(site)


def on_a_fast_line(site: Site) -> None:
    """Any line counts as one."""
    rewrite(site.folder / "assets/calculators/python.js", NO_LINE, "1")


def test_on_a_fast_line_the_first_visit_starts_from_the_memory(
    reader: BrowserContext, site: Site
) -> None:
    on_a_fast_line(site)
    page = visit(reader, site)
    assert ARCHIVE not in loaded(site)
    wait_until_kept(page)
    assert sum(path.endswith(MEMORY) for path in site.requested) == 1
    page.close()

    visit(reader, site, "30")
    assert MEMORY not in loaded(site)


@pytest.mark.parametrize("fault", [cut_short, missing, spoilt])
def test_on_a_fast_line_a_memory_that_does_not_arrive_whole(
    reader: BrowserContext, site: Site, fault: Callable[[Site], None]
) -> None:
    on_a_fast_line(site)
    fault(site)
    visit(reader, site)
    assert ARCHIVE in loaded(site)
    assert "stock" not in "".join(site.requested)


def test_what_the_memory_lacks_is_loaded_from_the_archive_or_the_stock_set(
    reader: BrowserContext, site: Site
) -> None:
    """The toy imports `statistics` when asked to, which neither it nor the archive holds."""
    page = visit(reader, site)
    wait_until_kept(page)
    page.close()
    again = visit(reader, site, "30")

    again.locator("summary", has_text="More settings").click()
    again.locator("#sum-special").fill("import")
    again.locator("#sum-a").fill("5")

    expect(again.locator("#sum .total")).to_have_text("Sum: 7", timeout=STARTED)
    assert again.locator("#sum [data-part=old-note]").is_hidden()


def test_random_numbers_are_not_those_of_the_last_visit(reader: BrowserContext, site: Site) -> None:
    page = visit(reader, site)
    wait_until_kept(page)
    page.close()

    drawn = [draw(visit(reader, site, "30")) for _ in range(2)]

    assert drawn[0] != drawn[1]


def draw(page: Page) -> str:
    page.locator("summary", has_text="More settings").click()
    page.locator("#sum-special").fill("random")
    page.locator("#sum-a").fill("5")
    total = page.locator("#sum .total")
    expect(total).to_contain_text("Sum: 7 with 0.", timeout=STARTED)
    text = total.inner_text()
    page.close()
    return text
