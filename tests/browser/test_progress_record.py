"""What a browser keeps of a reader's progress, and what it does with a store that is spoilt."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import visiting
from tests.browser.runtime_site import serve
from tools.places import ROOT

pytestmark = pytest.mark.browser

ASSETS = ROOT / "site_plugins" / "theme" / "assets"
KEY = "start-here-progress"
EMPTY: dict[str, Any] = {
    "version": 1,
    "path": None,
    "lessons": {},
    "quizzes": {},
    "guesses": {},
    "exercises": {},
    "weeks": {},
}
GOOD: dict[str, Any] = {
    **EMPTY,
    "path": "owner",
    "lessons": {"start/three-doors": {"done": "2026-11-29"}},
    "quizzes": {"start/three-doors#quiz-1": {"choice": "b", "right": True}},
    "guesses": {"money/agents#guess": {"guess": 12, "answer": "14", "off": -2.5}},
    "exercises": {"money/agents#exercise": {"done": "2026-11-30"}},
    "weeks": {"money/agents": {"done": False, "note": "Asked <b>the bank</b> & waited."}},
}
CALL = """async ([script, call]) => {
  const record = await import(script);
  window.told ??= 0;
  document.addEventListener("start-here-progress", () => { told += 1; }, { once: true });
  return { said: await eval(call), told };
}"""
FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
ABSENT = """() => Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); },
}) && true"""


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """An empty page beside the scripts as they are written."""
    for folder in ("calculators", "progress"):
        shutil.copytree(ASSETS / folder, tmp_path / folder)
    (tmp_path / "index.html").write_text("<!doctype html><title>Record</title>", "utf-8")
    with serve(tmp_path) as site, visiting(chromium, site) as visit:
        yield visit()


def said(page: Page, call: str) -> Any:
    """What a call to the script, named `record`, returns."""
    return page.evaluate(CALL, [f"{page.url}progress/record.js", call])["said"]


def store(page: Page, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def stored(page: Page) -> str | None:
    text: str | None = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    return text


def test_a_new_reader_has_done_nothing(page: Page) -> None:
    assert said(page, "record.read()") == EMPTY
    assert stored(page) is None


def test_a_change_is_kept_over_a_reload_and_told_to_the_page(page: Page) -> None:
    change = f"record.update((kept) => Object.assign(kept, {json.dumps(GOOD)}))"
    heard = page.evaluate(CALL, [f"{page.url}progress/record.js", change])
    assert heard == {"said": True, "told": 1}
    page.reload()
    assert said(page, "record.read()") == GOOD


def test_what_is_kept_is_one_text_that_can_be_read_again(page: Page) -> None:
    store(page, json.dumps(GOOD))
    text = stored(page)
    assert said(page, f"record.parse({json.dumps(text)})") == GOOD


def test_a_change_of_one_part_leaves_the_others(page: Page) -> None:
    store(page, json.dumps(GOOD))
    assert said(page, "record.update((kept) => { kept.path = 'student'; })") is True
    assert said(page, "record.read()") == {**GOOD, "path": "student"}


def test_the_last_thing_erased_leaves_nothing_behind(page: Page) -> None:
    store(page, json.dumps({**EMPTY, "path": "owner"}))
    assert said(page, "record.update((kept) => { kept.path = null; })") is True
    assert stored(page) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "7", "[]", '"text"', "{", "{}", '{"version": 2, "path": "owner"}'),
        '{"version": "1", "path": "owner"}',
        json.dumps({**GOOD, "padding": "x" * 500_000}),
    ],
    ids=lambda text: text[:20] or "empty",
)
def test_a_text_that_is_no_record_of_ours_is_not_read(page: Page, text: str) -> None:
    store(page, text)
    assert said(page, "record.read()") == EMPTY
    assert said(page, f"record.parse({json.dumps(text)})") is None


@pytest.mark.parametrize(
    ("part", "spoilt"),
    [
        ("path", "everyone"),
        ("path", ["owner"]),
        ("lessons", "all"),
        ("lessons", ["start/three-doors"]),
        ("lessons", {"start/three-doors": "2026-11-29"}),
        ("lessons", {"start/three-doors": {"done": "yesterday"}}),
        *(
            ("lessons", {"start/three-doors": {"done": day}})
            for day in ("9999-99-99", "2026-02-30", "2026-11-31", "0000-01-01")
        ),
        ("exercises", {"money/agents#exercise": {"done": "2026-13-01"}}),
        ("lessons", {"<img src=x>": {"done": "2026-11-29"}}),
        ("lessons", {"__proto__x": {"done": "2026-11-29"}}),
        ("lessons", {"a" * 201: {"done": "2026-11-29"}}),
        ("quizzes", {"money/agents#quiz-1": {"choice": 3, "right": True}}),
        ("quizzes", {"money/agents#quiz-1": {"choice": "a", "right": "yes"}}),
        ("guesses", {"money/agents#guess": {"guess": None, "answer": 3, "off": 0}}),
        ("guesses", {"money/agents#guess": {"guess": "x" * 201, "answer": 3, "off": 0}}),
        ("exercises", {"money/agents#exercise": {"done": True}}),
        ("weeks", {"money/agents": {"done": "yes", "note": ""}}),
        ("weeks", {"money/agents": {"done": True, "note": 7}}),
    ],
    ids=str,
)
def test_an_ill_formed_part_is_dropped_and_the_rest_is_read(
    page: Page, part: str, spoilt: object
) -> None:
    store(page, json.dumps({**GOOD, part: spoilt, "toaster": {"on": True}}))
    assert said(page, "record.read()") == {**GOOD, part: EMPTY[part]}


def test_keys_of_an_entry_that_nobody_knows_are_dropped(page: Page) -> None:
    store(page, json.dumps({**GOOD, "lessons": {"memo": {"done": "2026-11-29", "mood": "good"}}}))
    assert said(page, "record.read()")["lessons"] == {"memo": {"done": "2026-11-29"}}


def test_a_record_stays_small(page: Page) -> None:
    many = {f"a/{number}": {"done": "2026-11-29"} for number in range(600)}
    long = {"money/agents": {"done": True, "note": "n" * 3_000}}
    store(page, json.dumps({**GOOD, "lessons": many, "weeks": long}))
    found = said(page, "record.read()")
    assert len(found["lessons"]) == 500
    assert len(found["weeks"]["money/agents"]["note"]) == 2_000


def test_an_ill_formed_change_is_not_kept(page: Page) -> None:
    assert said(page, "record.update((kept) => { kept.path = 'nobody'; })") is True
    assert stored(page) is None


def test_a_full_store_is_said_and_what_was_kept_stays(page: Page) -> None:
    store(page, json.dumps(GOOD))
    page.evaluate(FULL)
    assert said(page, "record.update((kept) => { kept.path = 'student'; })") is False
    assert said(page, "record.read()") == GOOD


def test_a_browser_without_a_store_reads_nothing_and_says_that_it_kept_nothing(page: Page) -> None:
    page.evaluate(ABSENT)
    assert said(page, "record.read()") == EMPTY
    assert said(page, "record.update((kept) => { kept.path = 'owner'; })") is False
