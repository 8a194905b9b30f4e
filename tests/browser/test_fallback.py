"""When Python does not start from the fast set, or lacks something, the stock set takes over."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from site_plugins.runtime.engine import PYODIDE, WASM, read_files
from site_plugins.runtime.fast import stripped
from site_plugins.runtime.prune import prune_wasm
from site_plugins.runtime.used_files import pack, squeeze, unpack
from tests.browser.runtime_site import Site, rewrite, serve

pytestmark = pytest.mark.browser
STARTED = 60_000


@pytest.fixture
def site(toy_site: Path, tmp_path: Path) -> Iterator[Site]:
    """A copy, for a test to break."""
    with serve(shutil.copytree(toy_site, tmp_path / "site")) as served:
        yield served


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site.url)
    yield page
    context.close()


def without(site: Site, *members: str) -> None:
    """Take files out of the fast set's archive, and tell the manifest its new size."""
    (archive,) = site.folder.rglob("python.zip.packed")
    before = archive.read_bytes()
    files = unpack(gzip.decompress(before))
    kept = {name: text for name, text in files.items() if name not in members}
    assert len(kept) == len(files) - len(members)
    archive.write_bytes(squeeze(pack(kept)))
    manifest = site.folder / "assets/py/manifest.json"
    told = manifest.read_text("utf-8")
    manifest.write_text(told.replace(str(len(before)), str(archive.stat().st_size)), "utf-8")


def prune_more(site: Site, share: float) -> None:
    """Leave this share of the functions that the fast set should have, and tell the manifest."""
    (wasm,) = (site.folder / "assets/py").glob("*/fast/pyodide.asm.wasm")
    before = wasm.stat().st_size
    engine = stripped(read_files(PYODIDE))
    wasm.write_bytes(prune_wasm(engine[WASM], list(range(int(share * 14_000)))))
    manifest = site.folder / "assets/py/manifest.json"
    told = manifest.read_text("utf-8")
    manifest.write_text(told.replace(str(before), str(wasm.stat().st_size)), "utf-8")


def loaded(site: Site) -> set[str]:
    """The sets that files were taken from."""
    paths = [
        path for path in site.requested if path.startswith("assets/py/") and "manifest" not in path
    ]
    return {path.split("/")[3] for path in paths}


def ask(page: Page, a: str) -> None:
    page.locator("#sum-a").fill(a)


def expect_sum(page: Page, total: str) -> None:
    expect(page.locator("#sum .total")).to_have_text(f"Sum: {total}", timeout=STARTED)
    expect(state(page)).to_have_attribute("data-state", "live")


def state(page: Page) -> Locator:
    return page.locator("#sum [data-part=state]")


def test_a_healthy_fast_set_is_all_that_is_loaded(page: Page, site: Site) -> None:
    ask(page, "20")

    expect_sum(page, "22")
    assert loaded(site) == {"fast"}


@pytest.mark.parametrize(
    "name", ["fast/python.zip.packed", "fast/pyodide.asm.wasm", "fast/pyodide.asm.mjs"]
)
def test_spoilt_files_of_the_fast_set(page: Page, site: Site, name: str) -> None:
    site.spoilt.add(name)
    ask(page, "20")

    expect_sum(page, "22")
    assert loaded(site) == {"fast", "stock"}


@pytest.mark.parametrize("member", ["enum.pyc", "json/__init__.pyc", "calculators/browser.pyc"])
def test_a_module_that_the_start_needs_is_missing(page: Page, site: Site, member: str) -> None:
    without(site, member)
    ask(page, "20")

    expect_sum(page, "22")
    assert loaded(site) == {"fast", "stock"}


def test_a_module_that_only_a_calculation_needs_is_missing(page: Page, site: Site) -> None:
    """The toy imports `statistics` when asked to; nothing that it was traced with does."""
    ask(page, "20")
    expect_sum(page, "22")
    assert loaded(site) == {"fast"}

    page.locator("summary", has_text="More settings").click()
    page.locator("#sum-special").fill("import")
    ask(page, "5")

    expect_sum(page, "7")
    assert loaded(site) == {"fast", "stock"}
    assert page.locator("#sum [data-part=old-note]").is_hidden()


@pytest.mark.parametrize("share", [0, 0.02, 0.2, 0.6, 0.9])
def test_a_function_that_the_start_needs_was_pruned(page: Page, site: Site, share: float) -> None:
    prune_more(site, share)
    ask(page, "20")

    expect_sum(page, "22")
    assert loaded(site) == {"fast", "stock"}


@pytest.mark.parametrize("how", ["missed", "missed, and caught in JavaScript"])
def test_an_answer_after_a_pruned_function_was_called_does_not_count(
    page: Page, site: Site, how: str
) -> None:
    """Python code that catches everything, or JavaScript that does, hides nothing."""
    ask(page, "20")
    expect_sum(page, "22")
    assert loaded(site) == {"fast"}

    page.locator("summary", has_text="More settings").click()
    page.locator("#sum-special").fill(how)
    ask(page, "5")

    expect_sum(page, "7")
    assert loaded(site) == {"fast", "stock"}
    assert page.locator("#sum [data-part=old-note]").is_hidden()


def test_a_browser_that_cannot_unpack(chromium: Browser, site: Site) -> None:
    context = chromium.new_context()
    page = context.new_page()
    worker = next((site.folder / "assets/calculators").glob("worker.js"))
    worker.write_text(f"delete self.DecompressionStream;\n{worker.read_text('utf-8')}", "utf-8")
    page.goto(site.url)
    ask(page, "20")

    expect_sum(page, "22")
    assert loaded(site) == {"fast", "stock"}
    context.close()


def test_a_start_that_hangs_with_everything_there(page: Page, site: Site) -> None:
    scripts = site.folder / "assets/calculators"
    rewrite(scripts / "engine.js", "LONGEST_START_MS = 30_000", "LONGEST_START_MS = 10_000")
    (loader,) = site.folder.rglob("fast/pyodide.mjs")
    loader.write_text("export const loadPyodide = () => new Promise(() => {});", "utf-8")
    page.reload()
    ask(page, "20")

    expect_sum(page, "22")
    assert loaded(site) == {"fast", "stock"}


def test_when_the_stock_set_does_not_arrive_either_it_is_said(page: Page, site: Site) -> None:
    site.spoilt.add("fast/python.zip.packed")
    site.broken.add("stock/python_stdlib.zip")
    ask(page, "20")

    expect(state(page)).to_have_attribute("data-state", "failed", timeout=STARTED)
    expect(page.locator("#sum [data-part=state-text]")).to_have_text(
        "Python could not be downloaded (python_stdlib.zip: the server answered 503)."
    )
    site.mend()
    page.locator("#sum [data-action=retry]").click()
    expect_sum(page, "22")


def test_when_neither_set_starts_it_is_said(page: Page, site: Site) -> None:
    site.spoilt.add("python.zip.packed")
    site.spoilt.add("python_stdlib.zip")
    ask(page, "20")

    expect(state(page)).to_have_attribute("data-state", "failed", timeout=STARTED)
    expect(page.locator("#sum [data-part=state-text]")).to_have_text(
        "Python did not start in this browser."
    )
