"""A path chosen once, followed, left, taken along and erased: in this browser and nowhere else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from site_plugins.series.paths import paths
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.runtime_site import Site
from tests.browser.test_offline import context, keep, open_page, site

__all__ = ["context", "site"]

pytestmark = pytest.mark.browser

KEY = "start-here-progress"
PATHS = {path.name: path for path in paths()}
OWNER = PATHS["owner"].lessons
FIRST, SECOND, THIRD = OWNER[:3]
OFF = "money/agents/"
HOSTILE = "<img src=x onerror=alert(1)>"
RECORD: dict[str, Any] = {
    "version": 1,
    "path": "owner",
    "lessons": {FIRST.key: {"done": "2026-11-29"}},
    "quizzes": {
        f"{FIRST.key}#one": {"choice": "a", "right": True},
        f"{FIRST.key}#two": {"choice": "a", "right": False},
    },
    "guesses": {f"{FIRST.key}#guess": {"guess": HOSTILE, "answer": 14, "off": None}},
    "exercises": {},
    "weeks": {FIRST.key: {"done": True, "note": HOSTILE}},
}
MEMO = {"memo": 1, "kept": [{"calculator": "fit", "inputs": {}, "headline": HOSTILE}]}


def stored(page: Page) -> dict[str, Any] | None:
    text: str | None = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    found: dict[str, Any] | None = json.loads(text) if text else None
    return found


def store(page: Page, record: dict[str, Any], memo: dict[str, Any] | None = None) -> None:
    page.evaluate(
        """([key, text, memo]) => {
          localStorage.setItem(key, text);
          if (memo) localStorage.setItem("start-here.memo", memo);
        }""",
        [KEY, json.dumps(record), json.dumps(memo) if memo else None],
    )
    page.reload()


def card(page: Page, name: str) -> Locator:
    return page.locator(f"[data-path={name}]")


def title(page: Page) -> Locator:
    return page.locator("h1")


def following(page: Page, side: str = "next") -> Locator:
    return page.locator(f".md-footer__link--{side} .md-ellipsis")


def test_a_card_chooses_a_path_and_next_follows_it_to_the_memo(visit: Visit) -> None:
    page = visit()
    # By force: what is clicked is the card's link, which lies over its words.
    card(page, "owner").get_by_text("You’ll choose a model").click(force=True)
    for number, lesson in enumerate(OWNER, start=1):
        expect(title(page)).to_have_text(re.compile(re.escape(lesson.title)))
        expect(page.locator("start-place")).to_contain_text(f"Lesson {number} of {len(OWNER)}")
        page.locator(".md-footer__link--next").click()
    expect(title(page)).to_contain_text("Your AI choice memo")


def test_a_done_lesson_is_ticked_and_the_front_page_goes_on_with_the_next(visit: Visit) -> None:
    page = visit()
    card(page, "owner").locator("h3 a").click()
    page.get_by_label("I’ve done this lesson").check()
    left = PATHS["owner"].minutes - FIRST.minutes
    told = f"1 of {len(OWNER)} lessons of your path done, about {left} minutes left."
    expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
    expect(page.locator("start-place")).to_contain_text(f"Lesson 1 of {len(OWNER)} · done")
    page.locator(".md-header a.md-logo").click()
    expect(title(page)).to_contain_text("Open or closed")
    for _ in range(2):
        expect(page.locator("[data-part=resume]")).to_have_text(
            f"Go on with {SECOND.title}, lesson 2 of {len(OWNER)} on the owner’s path."
        )
        facts = f"1 of {len(OWNER)} lessons done ✓, about {left} minutes left"
        expect(card(page, "owner").locator("[data-part=facts]")).to_have_text(facts)
        page.reload()
    card(page, "owner").locator("summary").click()
    done = card(page, "owner").locator("li").filter(has_text="✓ done")
    expect(done).to_have_count(1)
    card(page, "owner").locator("h3 a").click()
    expect(title(page)).to_have_text(re.compile(re.escape(SECOND.title)))


def test_whoever_answers_the_last_question_has_done_the_lesson(visit: Visit) -> None:
    page = visit(f"{FIRST.key}/")
    box = page.get_by_label("I’ve done this lesson")
    questions = page.locator("start-quiz .sc-question:not([data-page])")
    questions.first.scroll_into_view_if_needed()
    expect(page.locator("start-quiz[data-live]").last).to_be_attached()
    for question in questions.all():
        expect(box).not_to_be_checked()
        question.locator("input").first.check()
    expect(box).to_be_checked()
    found = stored(page)
    assert found is not None
    assert list(found["lessons"]) == [FIRST.key]


def test_a_tick_can_be_taken_back(visit: Visit) -> None:
    page = visit(f"{FIRST.key}/")
    store(page, {**RECORD, "quizzes": {}, "guesses": {}, "weeks": {}})
    page.get_by_label("I’ve done this lesson").uncheck()
    found = stored(page)
    assert found is not None
    assert found["lessons"] == {}


def test_without_a_choice_next_leads_from_lesson_to_lesson(visit: Visit) -> None:
    page = visit(f"{FIRST.key}/")
    expect(page.locator("start-place select")).to_have_value("")
    seen = []
    while page.locator("start-place").count():
        seen.append(str(page.locator("start-place").get_attribute("data-page")))
        page.locator(".md-footer__link--next").click()
        expect(page.locator(f"start-place[data-page='{seen[-1]}']")).to_have_count(0)
    expect(title(page)).to_contain_text("Your AI choice memo")
    every = {lesson.key for path in PATHS.values() for lesson in path.lessons}
    assert sorted(seen) == sorted(every)


def test_the_path_can_be_changed_in_a_lesson(visit: Visit) -> None:
    page = visit(f"{FIRST.key}/")
    built = following(page).inner_text()
    select = page.get_by_label("Path")
    for name in ("owner", "student", "entrepreneur"):
        select.focus()
        select.select_option(name)
        expect(following(page)).to_have_text(PATHS[name].lessons[1].title)
        expect(select).to_be_focused()
    select.select_option("")
    expect(following(page)).to_have_text(built)
    assert stored(page) is None


def test_a_lesson_off_the_path_says_so_and_leads_back(visit: Visit) -> None:
    page = visit(OFF)
    store(page, {**RECORD, "lessons": {FIRST.key: {"done": "2026-11-29"}}})
    expect(page.locator("start-place")).to_contain_text(
        f"This lesson isn’t on it. Back to: {SECOND.title}"
    )
    expect(following(page)).to_have_text(SECOND.title)
    page.locator("start-place a").click()
    expect(title(page)).to_have_text(re.compile(re.escape(SECOND.title)))


def test_a_choice_in_one_window_is_seen_in_another(visit: Visit) -> None:
    page = visit(f"{FIRST.key}/")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Path").select_option("owner")
    expect(page.get_by_label("Path")).to_have_value("owner")
    expect(following(page)).to_have_text(SECOND.title)


def test_a_browser_that_keeps_nothing_says_so(visit: Visit) -> None:
    page = visit(f"{FIRST.key}/")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException(''); }; }")
    page.get_by_label("I’ve done this lesson").click()
    expect(page.locator("[data-part=left]")).to_contain_text("This browser keeps nothing")
    expect(page.get_by_label("I’ve done this lesson")).not_to_be_checked()


def test_without_a_script_the_cards_and_the_lessons_lead_on(
    whole_site: Site, without_scripts: Browser
) -> None:
    page = without_scripts.new_page()
    page.goto(whole_site.url)
    card(page, "student").locator("summary").click()
    expect(card(page, "student").locator("ol a")).to_have_count(len(PATHS["student"].lessons))
    card(page, "student").get_by_text("You’ll explain").click(force=True)
    expect(page.locator("start-place")).to_contain_text(
        "On the path of an owner, an entrepreneur and a student."
    )
    expect(page.get_by_label("I’ve done this lesson")).to_be_hidden()
    page.locator(".md-footer__link--next").click()
    expect(page.locator(".sh-kicker")).to_contain_text("lesson")
    page.goto(f"{whole_site.url}progress/")
    expect(page.locator("start-progress")).to_contain_text("this page needs JavaScript")
    expect(page.locator("start-progress button:visible")).to_have_count(0)


def rows(page: Page) -> Locator:
    return page.locator("start-progress li span")


def test_everything_that_is_kept_is_shown_as_text(visit: Visit) -> None:
    page = visit("progress/")
    expect(page.locator("start-progress")).to_contain_text("Nothing is kept yet.")
    page.on("dialog", lambda dialog: pytest.fail("a script out of the storage ran"))
    store(page, RECORD, MEMO)
    expect(rows(page)).to_have_text(
        [
            "The owner’s path",
            f"{FIRST.title} done on 29 November 2026",
            f"{FIRST.title} 1 right of 2 answered",
            f"{FIRST.title} you guessed {HOSTILE}, and it was 14",
            f"{FIRST.title} done: {HOSTILE}",
            HOSTILE,
        ]
    )
    assert page.locator("start-progress img").count() == 0
    # High enough that no list scrolls: a link half out of sight would count as too small.
    page.set_viewport_size({"width": 1280, "height": 1800})
    assert violations(page) == []


def test_one_thing_is_erased_and_brought_back(visit: Visit) -> None:
    page = visit("progress/")
    store(page, RECORD, MEMO)
    page.get_by_role("button", name=f"Erase: {FIRST.title} 1 right of 2 answered").click()
    expect(rows(page)).to_have_count(5)
    found = stored(page)
    assert found == {**RECORD, "quizzes": {}}
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_count(6)
    assert stored(page) == RECORD


def test_all_is_erased_and_brought_back(visit: Visit) -> None:
    page = visit("progress/")
    store(page, RECORD, MEMO)
    page.get_by_role("button", name="Erase all").click()
    expect(page.locator("start-progress")).to_contain_text("Nothing is kept yet.")
    assert page.evaluate("() => Object.keys(localStorage).filter((k) => /start/.test(k))") == []
    page.get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_count(6)
    assert stored(page) == RECORD


def bring_in(page: Page, text: str) -> None:
    page.locator("[data-part=file]").set_input_files(
        {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def test_what_one_browser_exports_another_imports(visit: Visit) -> None:
    page = visit("progress/")
    store(page, RECORD, MEMO)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download JSON").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert json.loads(text) == {**RECORD, "memo": MEMO}
    other = visit("progress/")
    bring_in(other, text)
    expect(rows(other)).to_have_count(6)
    assert stored(other) == RECORD
    other.get_by_role("button", name="Undo").click()
    expect(other.locator("start-progress")).to_contain_text("Nothing is kept yet.")


def status(page: Page, said: str) -> Locator:
    return page.get_by_role("status").filter(has_text=said)


def long_memo(last: int) -> dict[str, Any]:
    """As many answers as a memo holds; the last one's second text has so many characters."""
    inputs = [{"log": "x" * 20_000} for _ in range(24)]
    inputs[-1]["text"] = "x" * last
    return {"memo": 1, "kept": [{"calculator": "log-check", "inputs": each} for each in inputs]}


def kept_memo(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('start-here.memo')") or "null")


def test_a_memo_at_its_limit_comes_back_from_the_file_that_it_was_exported_to(visit: Visit) -> None:
    memo = long_memo(17_900)
    assert 499_500 < len(json.dumps(memo, indent=1)) < 500_000
    page = visit("progress/")
    store(page, RECORD, memo)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download JSON").click()
    text = Path(download.value.path()).read_text("utf-8")
    other = visit("progress/")
    bring_in(other, text)
    expect(status(other, "Imported, in place of what was here.")).to_be_visible()
    assert kept_memo(other) == memo
    bring_in(other, json.dumps({**RECORD, "memo": long_memo(18_900)}))
    expect(status(other, "nothing was changed")).to_be_visible()
    assert kept_memo(other) == memo


def test_a_file_without_a_memo_leaves_the_memo_and_says_so(visit: Visit) -> None:
    page = visit("progress/")
    bring_in(page, json.dumps(RECORD))
    expect(status(page, "Imported, in place of what was here.")).to_be_visible()
    store(page, RECORD, MEMO)
    bring_in(page, json.dumps({**RECORD, "path": "student"}))
    expect(status(page, "The file holds no memo, so your memo was left")).to_be_visible()
    assert kept_memo(page) == MEMO
    found = stored(page)
    assert found is not None
    assert found["path"] == "student"


def test_a_day_that_is_none_is_left_out_of_what_is_imported(visit: Visit) -> None:
    page = visit("progress/")
    days = {FIRST.key: {"done": "9999-99-99"}, SECOND.key: {"done": "2026-11-29"}}
    fit = {"calculator": "fit", "inputs": {}, "headline": "It fits."}
    memo = {"memo": 1, "kept": [{**fit, "kept_on": day} for day in ("2026-02-30", "2026-11-29")]}
    bring_in(page, json.dumps({**RECORD, "lessons": days, "memo": memo}))
    expect(status(page, "Imported")).to_be_visible()
    expect(page.locator("start-progress")).not_to_contain_text("Invalid")
    found = stored(page)
    assert found is not None
    assert found["lessons"] == {SECOND.key: {"done": "2026-11-29"}}
    assert kept_memo(page)["kept"] == [fit, {**fit, "kept_on": "2026-11-29"}]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"memo": 1, "kept": []}', '{"version": 9}'])
def test_a_file_of_another_kind_changes_nothing(visit: Visit, text: str) -> None:
    page = visit("progress/")
    store(page, RECORD)
    bring_in(page, text)
    expect(page.get_by_role("status").filter(has_text="nothing was changed")).to_be_visible()
    assert stored(page) == RECORD


def test_the_path_and_the_progress_work_without_a_network(
    context: BrowserContext, site: Site
) -> None:
    keep(context, site)
    site.down = True
    page = open_page(context, site, f"{FIRST.key}/")
    page.get_by_label("Path").select_option("owner")
    page.get_by_label("I’ve done this lesson").check()
    page.locator(".md-footer__link--next").click()
    expect(title(page)).to_have_text(re.compile(re.escape(SECOND.title)))
    page = open_page(context, site, "progress/")
    expect(rows(page)).to_have_count(2)


def test_controls_are_large_enough_for_a_finger(visit: Visit) -> None:
    page = visit("progress/", width=360)
    store(page, RECORD, MEMO)
    assert min(heights(page.locator("start-progress button:visible"))) >= 44
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    page.goto(page.url.replace("progress/", f"{FIRST.key}/"))
    assert min(heights(page.locator("start-place select, .sh-done:visible"))) >= 44
    page.goto(page.url.replace(f"{FIRST.key}/", ""))
    assert min(heights(page.locator("start-paths summary"))) >= 44


def heights(controls: Locator) -> list[float]:
    found: list[float] = controls.evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().height)"
    )
    assert found
    return found
