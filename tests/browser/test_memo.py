"""The memo from the reader's side: kept on a phone, printed, handed on, deleted, brought back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.memo.kept import MOST_KEPT, Kept, read, write
from calculators.registry import CALCULATORS
from site_plugins.fences.memo import CONTENT
from tests.browser.conftest import ARGUMENTS, Visit
from tests.browser.runtime_site import Site
from tools.browser import find_browser

pytestmark = pytest.mark.browser

MEMO = "memo/"
STARTED = 60_000
STORED = "() => localStorage.getItem('start-here.memo')"
A_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
DENIED = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"


def keep(page: Page, name: str) -> None:
    """Keep the answer of a calculator on its own page."""
    page.locator(f"#{name} [data-action=keep]").click()
    expect(page.locator(f"#{name} [data-part=kept]")).to_be_visible(timeout=STARTED)


def go(page: Page, path: str) -> None:
    page.goto(page.url.partition("/repo/")[0] + "/repo/" + path)


def open_memo(page: Page, *kept: Kept) -> None:
    """The page of the memo, with these answers kept before."""
    if kept:
        page.evaluate("(text) => localStorage.setItem('start-here.memo', text)", write(kept))
    go(page, MEMO)
    if kept:
        expect(page.locator("start-memo .sm-memo").first).to_be_visible(timeout=STARTED)


def stored(page: Page) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = json.loads(page.evaluate(STORED) or '{"kept": []}')["kept"]
    return kept


def press(page: Page, name: str) -> None:
    page.locator("start-memo").get_by_role("button", name=name, exact=True).click()


def exported(page: Page, button: str = "Download JSON") -> str:
    with page.expect_download() as download:
        press(page, button)
    return Path(download.value.path()).read_text("utf-8")


def bring_in(page: Page, text: str) -> None:
    page.locator("start-memo [data-part=file]").set_input_files(
        {"name": "memo.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def pages_of(page: Page, path: Path, paper: str) -> int:
    page.pdf(path=path, format=paper)
    return len(A_PAGE.findall(path.read_bytes()))


def follow(page: Page, name: str) -> None:
    page.locator("article").get_by_role("link", name=name, exact=True).first.click()


def test_an_owner_with_a_phone_gets_from_the_front_page_to_two_printed_pages(
    visit: Visit, tmp_path: Path
) -> None:
    """By links in the pages alone: three answers, eleven taps and two inputs."""
    page = visit(width=390)
    follow(page, "show on paper why")
    expect(page.locator("start-memo [data-part=empty]")).to_be_visible()
    follow(page, "Which task goes where?")
    page.locator("#triage-task").select_option("invoices")
    keep(page, "triage")
    follow(page, "Kept · open the memo")
    follow(page, "the bill")
    page.locator("#api-cost-per_day").fill("60")
    keep(page, "api-cost")
    follow(page, "Kept · open the memo")
    follow(page, "who stands behind it")
    keep(page, "cover")
    follow(page, "Kept · open the memo")
    memo = page.locator("start-memo .sm-memo").first
    expect(memo.locator(".sm-task h3")).to_have_text(
        ["Read fields out of invoices"], timeout=STARTED
    )
    lines = memo.locator(".sm-lines dt")
    expect(lines).to_have_text(
        ["Where it goes", "Cost, low to high", "Who stands behind it", "Where the text goes"]
    )
    assert [each["calculator"] for each in stored(page)] == ["triage", "api-cost", "cover"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    for paper in ("A4", "Letter"):
        assert pages_of(page, tmp_path / f"{paper}.pdf", paper) == 2


@pytest.mark.parametrize("name", ["accounting-practice", "founder", "student"])
def test_an_example_prints_on_three_pages_at_most(visit: Visit, tmp_path: Path, name: str) -> None:
    page = visit("memo/" if name == "accounting-practice" else f"memos/{name}/")
    if name == "accounting-practice":
        open_memo(page, *read((CONTENT / "memos" / f"{name}.json").read_text("utf-8")))
    assert pages_of(page, tmp_path / "example.pdf", "A4") <= 3


def test_what_is_exported_deleted_and_imported_is_unchanged(visit: Visit) -> None:
    page = visit()
    kept = (
        Kept(calculator="fit", task="Letters", headline="Old", kept_on="2026-11-01", note="Ünde"),
        Kept(calculator="cover", figures={"A": "1"}, ticked=("x",)),
        Kept(calculator="toaster", headline="Brown."),
    )
    open_memo(page, *kept)
    before = exported(page)
    assert read(before) == kept
    shown = page.locator("start-memo [data-part=memo]").inner_html()
    press(page, "Delete all")
    expect(page.locator("start-memo [data-part=empty]")).to_be_visible()
    assert page.evaluate(STORED) is None
    bring_in(page, before)
    expect(page.locator("start-memo .sm-memo").first).to_be_visible()
    assert exported(page) == before
    assert page.locator("start-memo [data-part=memo]").inner_html() == shown
    bring_in(page, before)
    expect(page.locator("start-memo [data-part=announce]")).to_contain_text("Imported.")
    assert exported(page) == before


def test_an_import_comes_behind_what_is_there(visit: Visit) -> None:
    page = visit()
    open_memo(page, Kept(calculator="fit"))
    bring_in(page, write((Kept(calculator="gap"), Kept(calculator="fit"))))
    expect(page.locator("start-memo .sm-behind li")).to_have_count(2)
    assert [each["calculator"] for each in stored(page)] == ["fit", "gap"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dear diary", "Memo: “Dear diary” is not JSON."),
        (write((Kept(calculator="gap"),) * MOST_KEPT), "Memo: it holds 25 answers, and the limit"),
        (write((Kept(calculator="fit", note="x" * 2001),)), "Answer 1 of the memo: note “xxx"),
    ],
)
def test_what_is_no_memo_or_too_much_is_refused_and_leaves_what_was_kept(
    visit: Visit, text: str, says: str
) -> None:
    page = visit()
    open_memo(page, Kept(calculator="fit"))
    bring_in(page, text)
    expect(page.locator("start-memo [data-part=problem]")).to_contain_text(says)
    assert [each["calculator"] for each in stored(page)] == ["fit"]


def test_what_is_deleted_or_removed_can_be_brought_back(visit: Visit) -> None:
    page = visit()
    open_memo(page, Kept(calculator="fit"), Kept(calculator="gap"))
    entries = page.locator("start-memo .sm-behind > ul > li")
    entries.nth(1).locator("summary").click()
    press(page, "Remove this answer: How far behind is open?")
    expect(entries).to_have_count(1)
    press(page, "Undo")
    expect(entries).to_have_count(2)
    press(page, "Delete all")
    expect(entries).to_have_count(0)
    press(page, "Undo")
    expect(entries).to_have_count(2)
    expect(page.get_by_role("button", name="Delete all")).to_be_focused()
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()


def test_tasks_notes_and_ticks_stay_and_the_focus_with_them(visit: Visit) -> None:
    page = visit()
    open_memo(page, Kept(calculator="triage", inputs={"task": "invoices"}), Kept(calculator="fit"))
    memo = page.locator("start-memo")
    box = memo.locator(".sm-duties input").first
    box.check()
    expect(page.locator("start-memo [data-part=announce]")).to_have_text("Done.")
    expect(memo.locator(".sm-duties input").first).to_be_focused()
    name = memo.get_by_label("Name of this task")
    name.fill("Invoices of suppliers")
    name.press("Enter")
    expect(memo.locator(".sm-task h3")).to_have_text("Invoices of suppliers")
    memo.locator(".sm-behind summary").nth(1).click()
    memo.get_by_label("Note").nth(1).fill("Ask <b>Ann</b>")
    memo.get_by_label("Move it to the task").nth(1).fill("Letters")
    memo.get_by_label("Move it to the task").nth(1).press("Enter")
    expect(memo.locator(".sm-task")).to_have_count(2)
    expect(memo.locator(".sm-notes li")).to_contain_text("Ask <b>Ann</b>")
    page.reload()
    expect(memo.locator(".sm-duties input").first).to_be_checked(timeout=STARTED)
    assert [each["task"] for each in stored(page)] == ["Invoices of suppliers", "Letters"]


@pytest.mark.parametrize("rest", ["", "ters"], ids=["nothing-more", "more"])
def test_what_is_being_typed_while_the_memo_is_drawn_anew_stays(visit: Visit, rest: str) -> None:
    page = visit()
    open_memo(page, Kept(calculator="fit"), Kept(calculator="gap"))
    memo = page.locator("start-memo")
    memo.locator(".sm-behind summary").nth(1).click()
    note, task = memo.get_by_label("Note").nth(1), memo.get_by_label("Move it to the task").nth(1)
    note.fill("Ask Ann")
    # Leaving the note draws the memo anew, a moment after the first letters of the task.
    task.evaluate("(field) => (field.focus(), document.execCommand('insertText', false, 'Let'))")
    expect(memo.locator(".sm-notes li")).to_contain_text("Ask Ann")
    expect(task).to_be_focused()
    expect(task).to_have_value("Let")
    page.keyboard.type(rest)
    page.keyboard.press("Tab")
    expect(memo.locator(".sm-task")).to_have_count(2)
    assert [each["task"] for each in stored(page)][1] == "Let" + rest


def test_a_kept_answer_whose_facts_have_changed_says_so_until_it_is_taken_anew(
    visit: Visit,
) -> None:
    page = visit()
    open_memo(page, Kept(calculator="fit", kept_on="2026-11-01", headline="No. Too large."))
    changed = page.locator("start-memo .sm-changed")
    expect(changed).to_contain_text("No. Too large. kept 2026-11-01 → ")
    headline = CALCULATORS["fit"].answer({}).verdict.headline
    expect(changed).to_contain_text(headline)
    page.locator("start-memo .sm-behind summary").click()
    press(page, "Take today’s answer: Will it fit?")
    expect(changed).to_have_count(0)
    assert stored(page)[0]["headline"] == headline


def test_an_answer_is_kept_with_the_inputs_it_belongs_to_and_a_date_that_stays_open(
    visit: Visit,
) -> None:
    page = visit("calculators/api-cost/")
    page.locator("#api-cost-per_day").fill("77")
    keep(page, "api-cost")
    (entry,) = stored(page)
    assert entry["inputs"]["per_day"] == "77"
    assert "at" not in entry["inputs"]
    result = CALCULATORS["api-cost"].answer({"per_day": "77"})
    assert entry["headline"] == result.verdict.headline
    assert len(entry["figures"]) == len(result.highlights)
    open_memo(page)
    expect(page.locator("start-memo .sm-memo").first).to_be_visible(timeout=STARTED)
    expect(page.locator("start-memo .sm-changed")).to_have_count(0)


def test_an_answer_kept_twice_stands_once_with_its_note(visit: Visit) -> None:
    page = visit("calculators/gap/")
    keep(page, "gap")
    (entry,) = stored(page)
    noted = Kept(**{**entry, "note": "Mine"})
    page.evaluate("(text) => localStorage.setItem('start-here.memo', text)", write((noted,)))
    keep(page, "gap")
    (again,) = stored(page)
    assert (again["note"], again["headline"]) == ("Mine", entry["headline"])


def test_another_answer_is_not_the_kept_one(visit: Visit) -> None:
    page = visit("calculators/fit/")
    keep(page, "fit")
    expect(page.locator("#fit [data-action=keep]")).to_be_focused()
    page.locator("#fit-context").fill("4096")
    expect(page.locator("#fit [data-part=kept]")).to_be_hidden(timeout=STARTED)


def test_an_answer_on_its_way_is_kept_when_it_is_there(visit: Visit, whole_site: Site) -> None:
    page = visit("calculators/fit/")
    whole_site.stalled.set()
    page.locator("#fit-context").fill("4096")
    page.locator("#fit [data-action=keep]").click()
    expect(page.locator("#fit [data-part=keep-note]")).to_have_text(
        "It is kept as soon as it is there."
    )
    whole_site.stalled.clear()
    expect(page.locator("#fit [data-part=kept]")).to_be_visible(timeout=STARTED)
    (entry,) = stored(page)
    assert entry["headline"] == CALCULATORS["fit"].answer({"context": "4096"}).verdict.headline


def test_a_pasted_log_is_never_kept(visit: Visit) -> None:
    page = visit("calculators/log-check/")
    keep(page, "log-check")
    (entry,) = stored(page)
    assert entry["inputs"].keys() == {"model", "quantization"}
    open_memo(page)
    behind = page.locator("start-memo .sm-behind li")
    expect(behind).to_contain_text("It came from a text that is kept nowhere", timeout=STARTED)


def test_two_tabs_stay_in_step(visit: Visit) -> None:
    page = visit()
    open_memo(page, Kept(calculator="fit"), Kept(calculator="gap"))
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("start-memo .sm-behind > ul > li")).to_have_count(2, timeout=STARTED)
    page.locator("start-memo .sm-behind summary").first.click()
    press(page, "Remove this answer: Will it fit?")
    expect(other.locator("start-memo .sm-behind > ul > li")).to_have_count(1)


def test_a_full_or_forbidden_storage_is_told(visit: Visit) -> None:
    page = visit()
    page.add_init_script(DENIED)
    go(page, "calculators/gap/")
    page.locator("#gap [data-action=keep]").click()
    expect(page.locator("#gap [data-part=keep-note]")).to_have_text(
        "This browser keeps nothing for this page, or has no room left, so it was not kept."
    )
    go(page, MEMO)
    bring_in(page, write((Kept(calculator="fit"),)))
    expect(page.locator("start-memo [data-part=problem]")).to_contain_text(
        "so it was not kept.", timeout=STARTED
    )


def test_what_another_script_wrote_there_is_told_and_can_be_exported_or_deleted(
    visit: Visit,
) -> None:
    page = visit()
    page.evaluate("() => localStorage.setItem('start-here.memo', '<img src=x onerror=alert(1)>')")
    go(page, "calculators/gap/")
    page.locator("#gap [data-action=keep]").click()
    expect(page.locator("#gap [data-part=keep-note]")).to_contain_text("cannot be read")
    go(page, MEMO)
    problem = page.locator("start-memo [data-part=problem]")
    expect(problem).to_contain_text("is not JSON", timeout=STARTED)
    assert exported(page) == "<img src=x onerror=alert(1)>"
    press(page, "Delete all")
    expect(problem).to_be_hidden()


def test_the_memo_is_copied_and_downloaded_as_markdown(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    open_memo(page, Kept(calculator="fit", task="Letters"))
    text = exported(page, "Download Markdown")
    assert text.startswith("# AI choice memo\n")
    assert "\n## Letters\n" in text
    assert "\n# Staff policy for AI\n" in text
    press(page, "Copy as Markdown")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == text


def test_a_line_leads_back_to_its_calculator_as_it_was(visit: Visit) -> None:
    page = visit()
    open_memo(page, Kept(calculator="fit", inputs={"model": "qwen3-8b", "context": "16384"}))
    page.locator("start-memo .sm-lines a").first.click()
    expect(page.locator("#fit-model")).to_have_value("qwen3-8b")
    expect(page.locator("#fit-context")).to_have_value("16384")


@pytest.fixture
def without_scripts(chromium: Browser) -> Iterator[Browser]:
    switched_off = [*ARGUMENTS, "--blink-settings=scriptEnabled=false"]
    browser = chromium.browser_type.launch(executable_path=find_browser(), args=switched_off)
    yield browser
    browser.close()


def test_without_scripts_the_page_explains_itself_and_shows_an_example_whole(
    without_scripts: Browser, whole_site: Site
) -> None:
    page = without_scripts.new_page()
    page.goto(whole_site.url + MEMO)
    expect(page.locator("start-memo .sc-noscript")).to_contain_text("needs JavaScript")
    expect(page.get_by_role("button", name="Delete all")).to_be_hidden()
    example = page.locator(".sm-example")
    expect(example.locator("h3").first).to_have_text("Read fields out of invoices")
    expect(example.get_by_text("Staff policy for AI")).to_be_visible()
    for name in ("founder", "student"):
        page.goto(f"{whole_site.url}memos/{name}/")
        expect(page.locator(".sm-example .sm-lines > div").nth(3)).to_be_visible()
