"""Text that looks like markup comes in through every door, and stays text."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.memo.kept import Kept, write
from tests.browser.conftest import Visit
from tests.browser.markup import COUNT_CALLS, PROBES, TRACES

pytestmark = pytest.mark.browser

FIT, FORMULA, LOG, MEMO = "calculators/fit/", "calculators/fit/", "calculators/log-check/", "memo/"
LESSON = "hardware/will-it-run-on-my-laptop/"
STARTED = 60_000
ANSWERED = """async ([id, name, texts]) => {
  const control = document.getElementById(`${id}-${name}`);
  const problem = document.getElementById(`${id}-${name}-error`);
  const answer = document.querySelector(`#${id} [data-part=answer]`);
  const state = () => `${problem?.textContent}|${answer.textContent}|${answer.dataset.waiting}`;
  let changed = 0;
  for (const text of texts) {
    const before = state();
    control.value = text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
    const end = performance.now() + 500;
    while (state() === before && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    changed += state() !== before;
  }
  return changed;
}"""
"""Type one text after the other, and count how often the page says something else than before."""

Open = Callable[..., Page]


@pytest.fixture
def guarded(visit: Visit) -> Iterator[Open]:
    """Open pages that count calls of `probe()`; at the end none was called, nothing was made."""
    opened: list[Page] = []

    def open_page(path: str) -> Page:
        page = visit()
        page.context.add_init_script(COUNT_CALLS)
        page.goto(page.url + path)
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        assert page.evaluate(TRACES) == []


def live(page: Page, calculator: str) -> None:
    """Wait until the calculator's own Python answers."""
    line = page.locator(f"#{calculator} [data-part=state]")
    page.locator(f"#{calculator} [name]").first.focus()
    expect(line).to_have_attribute("data-state", "live", timeout=STARTED)


def test_the_detector_sees_what_becomes_more_than_text(chromium: Browser) -> None:
    """The positive control: the same texts in a page that puts them in as HTML."""
    page = chromium.new_page()
    page.add_init_script(COUNT_CALLS)
    page.goto("about:blank")
    seen = 0
    for text in PROBES:
        page.evaluate(
            """(text) => document.body.innerHTML = `<p title="a">${text}</p><p title="${text}">`""",
            text,
        )
        seen += page.evaluate(TRACES) != []
    page.wait_for_function("() => window.probed > 2")
    page.close()
    # What only breaks out of single quotes or of back ticks finds none here.
    assert len(PROBES) == 50
    assert seen >= 46


def test_in_the_address(guarded: Open, visit: Visit) -> None:
    page = guarded(FIT)
    live(page, "fit")
    names = page.locator("#fit [name]").evaluate_all("(all) => all.map((each) => each.name)")
    for start in range(0, len(PROBES), len(names)):
        texts = dict(zip(names, PROBES[start:], strict=False))
        marked = urlencode({f"fit.{name}": text for name, text in texts.items()})
        page.goto(f"{page.url.partition('#')[0]}?h={marked[:200]}#{marked}")
        page.reload()
        live(page, "fit")
        assert page.evaluate(TRACES) == []


def test_in_each_box_of_a_form(guarded: Open) -> None:
    page = guarded(FIT)
    live(page, "fit")
    assert page.evaluate(ANSWERED, ["fit", "context", PROBES]) >= 40


def test_in_a_pasted_config(guarded: Open) -> None:
    page = guarded(f"{FIT}#fit.model=custom")
    live(page, "fit")
    configs = [json.dumps({"model_type": text, "architectures": [text]}) for text in PROBES]
    sizes = [json.dumps({"model_type": "llama", "hidden_size": text}) for text in PROBES[:10]]
    found = page.evaluate(ANSWERED, ["fit", "model_config", [PROBES[0], *configs, *sizes]])
    assert found >= 40


def test_in_a_pasted_log(guarded: Open) -> None:
    page = guarded(LOG)
    live(page, "log-check")
    lines = [f"llama_model_loader: - kv 2: general.name str = {text}" for text in PROBES]
    lines += [f"print_info: arch = {text}" for text in PROBES]
    lines += [f"ggml_cuda_init: Device 0: {text}, compute capability 8.9" for text in PROBES]
    lines += [f"error loading model: unknown model architecture: '{text}'" for text in PROBES]
    assert page.evaluate(ANSWERED, ["log-check", "log", ["\n".join(lines), *lines[::50]]]) >= 1


def kept_probes() -> list[str]:
    """Memos whose every text is markup: tasks, headlines, figures, notes, inputs and duties."""
    entries = [
        Kept(
            calculator="fit",
            inputs={"model": text, text: text},
            kept_on="2026-11-29",
            task=text[:80],
            headline=text,
            figures={text: text},
            note=text,
            ticked=(text,),
        )
        for text in PROBES
    ]
    return [write(tuple(entries[start : start + 24])) for start in range(0, len(entries), 24)]


def test_in_an_imported_memo(guarded: Open) -> None:
    page = guarded(MEMO)
    for text in kept_probes():
        page.evaluate("() => localStorage.removeItem('start-here.memo')")
        page.reload()
        page.locator("start-memo [data-part=file]").set_input_files(
            {"name": "memo.json", "mimeType": "application/json", "buffer": text.encode()}
        )
        expect(page.locator("start-memo .sm-memo").first).to_be_visible(timeout=STARTED)
        assert "probe" in (page.locator("start-memo").text_content() or "")
        assert page.evaluate(TRACES) == []


def test_in_what_the_browser_keeps(guarded: Open) -> None:
    page = guarded(LESSON)
    every = {text: text for text in PROBES}
    progress = {
        "version": 1,
        "path": PROBES[0],
        "lessons": {text: {"done": text} for text in PROBES},
        "quizzes": {f"{LESSON.strip('/')}#quiz-1": {"choice": PROBES[0], "right": True}},
        "guesses": {text: {"guess": text, "answer": text, "off": None} for text in PROBES},
        "weeks": {LESSON.strip("/"): {"done": True, "note": "".join(PROBES)}},
    }
    named = page.locator("#fit [name]").evaluate_all("(all) => all.map((each) => each.name)")
    for start in range(0, len(PROBES), len(named)):
        inputs = dict(zip(named, PROBES[start:], strict=False))
        typed = {"link": "{}", "entry": "", "machine": "", "inputs": json.dumps(inputs)}
        kept = {"start-here.machine": {**every, **inputs}, "start-here-progress": progress}
        session = {f"start-here.inputs {path_of(page)} fit": typed}
        page.evaluate(
            """([kept, session]) => {
              for (const [key, value] of Object.entries(kept)) {
                localStorage.setItem(key, JSON.stringify(value));
              }
              for (const [key, value] of Object.entries(session)) {
                sessionStorage.setItem(key, JSON.stringify(value));
              }
            }""",
            [kept, session],
        )
        page.reload()
        expect(page.locator("#fit [data-part=state]")).to_be_attached()
        assert page.evaluate(TRACES) == []
    for path in ("progress/", "memo/", "calculators/"):
        page.goto(page.url.partition("/repo/")[0] + "/repo/" + path)
        assert page.evaluate(TRACES) == []


def path_of(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3].partition("#")[0]


def test_in_what_edited_code_gives_and_prints(guarded: Open) -> None:
    page = guarded(FORMULA)
    page.locator("#fit-formula summary").first.click()
    page.locator("#fit-formula [data-action=edit]").first.click()
    part = page.locator("#fit-formula [data-part=list]")
    part.select_option(label="The verdict in words")
    box = page.locator("#fit-formula [data-part=source]")
    shouted = f"""
PROBES = {PROBES!r}
print(*PROBES, sep="\\n")
_headline = headline
def headline(case):
    return "".join(PROBES) + _headline(case)
def reasons(case):
    return list(PROBES)
"""
    box.fill(box.input_value() + shouted)
    page.locator("#fit-formula [data-action=run]").click()
    expect(page.locator("#fit-formula [data-action=halt]")).to_be_hidden(timeout=STARTED)
    expect(page.locator("#fit-formula [data-part=fault]")).to_be_hidden()
    shown = page.locator("#fit-formula [data-part=comparison]").text_content() or ""
    printed = page.locator("#fit-formula [data-part=printed]").text_content() or ""
    assert PROBES[0] in shown
    assert all(text.splitlines()[0] in printed for text in PROBES)
    box.fill(f"raise ValueError({PROBES[0]!r} + {PROBES[-10]!r})")
    page.locator("#fit-formula [data-action=run]").click()
    expect(page.locator("#fit-formula [data-part=fault]")).to_contain_text(PROBES[0])
