"""What surrounds the lessons: pages that change in place, menu, colours, search, folds."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.runtime_site import Site

pytestmark = pytest.mark.browser

LESSON = "hardware/will-it-run-on-my-laptop/"
GLOSSARY = "glossary/"
FOOT = "() => scrollTo(0, document.body.scrollHeight)"
MARK_WINDOW = "() => { window.isTheSame = true; }"
IS_THE_SAME = "() => window.isTheSame === true"
"""A page that was loaded has a window of its own, one that was swapped in has that before it."""


def follow(page: Page, name: str) -> None:
    page.locator(".md-nav").get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("h1")).to_contain_text(name)


def test_a_link_changes_the_page_in_place(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    page.evaluate(MARK_WINDOW)
    whole_site.requested.clear()
    follow(page, "Glossary")
    assert page.url == whole_site.url + GLOSSARY
    assert page.evaluate(IS_THE_SAME)
    assert {*whole_site.requested} - {"assets/favicon.svg"} == {GLOSSARY}
    expect(page).to_have_title("Glossary - Start Here")
    described = page.locator("meta[name=description]")
    expect(described).to_have_count(1)
    assert "laptop" not in (described.get_attribute("content") or "")
    logo = page.locator(".md-header .md-logo")
    assert logo.evaluate("(link) => link.href") == whole_site.url
    expect(page.locator(".md-nav__item--active a.md-nav__link--active").first).to_have_text(
        "Glossary"
    )


def test_its_title_has_the_focus_so_that_it_is_read_out_and_tab_leads_on(visit: Visit) -> None:
    page = visit(LESSON)
    follow(page, "Glossary")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('header, .md-sidebar') === null")
    assert violations(page) == []


def test_a_page_is_shown_from_its_top_and_back_leads_to_where_the_reader_was(visit: Visit) -> None:
    page = visit(LESSON)
    page.evaluate("() => scrollTo(0, 1500)")
    page.wait_for_function("() => history.state?.place === 1500")
    page.locator(".md-footer__link--next").evaluate("(link) => link.click()")
    expect(page.locator("h1")).to_contain_text("How do I run a model")
    assert page.evaluate("() => scrollY") == 0
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Will it run on my laptop?")
    page.wait_for_function("() => Math.abs(scrollY - 1500) < 3")
    page.reload()
    page.wait_for_function("() => Math.abs(scrollY - 1500) < 3")
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("How do I run a model")


def test_a_link_into_a_page_leads_to_that_place_and_opens_the_fold_around_it(visit: Visit) -> None:
    page = visit("calculators/")
    page.evaluate(MARK_WINDOW)
    page.locator("article").evaluate(
        """(article) => article.prepend(Object.assign(document.createElement("a"),
          { id: "into", href: "../about/offline/#how-to-stop-it", textContent: "Stop" }))"""
    )
    page.locator("#into").click()
    expect(page.locator("h1")).to_contain_text("Use this site offline")
    assert page.evaluate(IS_THE_SAME)
    target = page.locator("#how-to-stop-it")
    expect(target).to_be_in_viewport()
    assert target.evaluate("(element) => element.matches(':target')")
    page.locator("article").evaluate(
        """(article) => {
          const [fold, deep] = ["details", "p"].map((name) => document.createElement(name));
          fold.append(Object.assign(deep, { id: "deep", textContent: "Deep" }));
          article.append(fold);
        }"""
    )
    page.evaluate("() => { location.hash = '#deep'; }")
    expect(page.locator("#deep")).to_be_visible()


@pytest.mark.parametrize("how", ["Control", "Shift"])
def test_a_link_for_a_new_window_is_the_browsers(visit: Visit, how: str) -> None:
    page = visit(LESSON)
    with page.context.expect_page() as opened:
        page.locator(".md-footer__link--next").click(modifiers=[how])  # type: ignore[list-item]
    assert "your-first-run" in opened.value.url
    assert page.url.endswith(LESSON)


def test_where_a_page_cannot_be_swapped_in_it_is_loaded(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    page.evaluate(MARK_WINDOW)
    whole_site.broken.add(GLOSSARY)
    page.locator(".md-nav").get_by_role("link", name="Glossary", exact=True).click()
    page.wait_for_function("() => !window.isTheSame")
    assert page.url == whole_site.url + GLOSSARY


def test_the_last_of_two_links_counts(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    whole_site.stalled.set()
    page.locator(".md-nav").get_by_role("link", name="Glossary", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-loading", "")
    page.locator(".md-nav").get_by_role("link", name="All calculators", exact=True).click()
    whole_site.stalled.clear()
    expect(page.locator("h1")).to_have_text(re.compile("^Calculators"))
    expect(page.locator("html")).not_to_have_attribute("data-loading", "")
    page.wait_for_timeout(300)
    expect(page.locator("h1")).to_have_text(re.compile("^Calculators"))


def test_a_page_brings_the_styles_and_scripts_that_it_alone_needs(visit: Visit) -> None:
    page = visit(LESSON)
    page.locator(".md-nav").get_by_role("link", name="Your memo", exact=True).first.click()
    expect(page.locator("start-memo")).to_have_attribute("data-started", "")
    assert page.evaluate("() => [...document.styleSheets].some(({ href }) => /memo/.test(href))")
    follow(page, "Use this site offline")
    expect(page.locator("start-kept [data-part=summary]")).not_to_have_text("Looking…")


def test_colours_follow_the_device_until_the_reader_chooses(visit: Visit) -> None:
    page = visit(GLOSSARY, scheme="dark")
    body = page.locator("body")
    button = page.get_by_role("button", name="Dark colours")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_dark_is_dark_before_any_script_has_come(visit: Visit) -> None:
    page = visit(GLOSSARY, scheme="dark")
    page.route("**/assets/site/*", lambda route: route.abort())
    page.reload()
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 24, 26)")


def focused_by_tab(page: Page, steps: int) -> list[str]:
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        found.append(
            page.evaluate("() => document.activeElement.closest('.md-sidebar')?.className")
        )
    return found


def test_a_folded_menu_is_out_of_the_way_of_tab_and_its_button_is_not(visit: Visit) -> None:
    page = visit(LESSON, width=390)
    menu = page.get_by_role("button", name="Menu")
    link = page.locator(".md-nav").get_by_role(
        "link", name="How fast will it be, and is that enough?", exact=True
    )
    assert focused_by_tab(page, 8) == [None] * 8
    expect(link).to_be_hidden()
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.press("Space")
    expect(link).to_be_visible()
    expect(menu).to_have_attribute("aria-expanded", "true")
    shown = page.locator(".md-sidebar a").locator("visible=true")
    expect(shown.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(link).to_be_hidden()
    page.locator(".md-header label[for=__drawer]").click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    link.click()
    expect(page.locator("h1")).to_contain_text("How fast will it be")
    expect(link).to_be_hidden()


FOCUSED = """() => {
  const each = document.activeElement;
  if (!each.closest(".md-sidebar--primary")) return "elsewhere";
  const panel = each.parentElement.querySelector(":scope > .md-nav > .md-nav__title");
  const shown = each.matches("input") ? (each.checked ? panel : each.labels[0]) : each;
  const { left, top, width, height } = shown.getBoundingClientRect();
  return shown.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    ? "in sight" : `out of sight: ${shown.textContent}`;
}"""
"""Where the focus is: in the menu it may only be on what is to be seen, over all else."""


@pytest.mark.parametrize("path", [GLOSSARY, LESSON])
@pytest.mark.parametrize("width", [390, 1200])
def test_by_key_the_menu_leads_over_what_is_to_be_seen_and_closes_behind_the_reader(
    visit: Visit, width: int, path: str
) -> None:
    page = visit(path, width=width)
    page.emulate_media(reduced_motion="reduce")
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    passed = [page.evaluate(FOCUSED)]
    while passed[-1] == "in sight" and len(passed) < 40:
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
    assert passed[-1] == "elsewhere", passed
    assert len(passed) > 2, "at least the other two lessons of the part, then the page"
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert page.locator(".md-sidebar--primary").evaluate("(menu) => menu.scrollLeft") == 0
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()


def test_by_key_another_panel_of_the_menu_is_opened(visit: Visit) -> None:
    page = visit(LESSON, width=390)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Menu").press("Enter")
    link = page.get_by_role("link", name="Where does my text go?", exact=True)
    expect(link).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("checkbox", name="Will it run on my laptop?")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("checkbox", name="Your own machine")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Rules and promises")).to_be_focused()
    assert page.evaluate(FOCUSED) == "in sight"
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Where does my text go?")
    expect(link).to_be_hidden()


def results(page: Page) -> Locator:
    return page.locator(".md-search [data-part=results] a")


def test_search_is_loaded_when_the_reader_goes_there(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    page.wait_for_load_state("networkidle")
    assert not [path for path in whole_site.requested if "search" in path]
    page.keyboard.press("Control+k")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    expect(page.locator("[data-part=found]")).to_have_text("Type to start searching")
    page.keyboard.type("quantiz")
    expect(page.locator("[data-part=found]")).to_have_text(re.compile(r"^\d+ pages"))
    expect(results(page).first.locator("mark").first).to_have_text(re.compile("^quantiz$", re.I))
    assert violations(page, within=".md-search") == []  # of the page it covers a part


def test_a_word_that_is_nowhere_is_said_to_be(visit: Visit) -> None:
    page = visit(GLOSSARY)
    page.get_by_role("textbox", name="Search").fill("zyzzyva")
    expect(page.locator("[data-part=found]")).to_have_text("No pages")
    expect(results(page)).to_have_count(0)
    page.get_by_role("textbox", name="Search").fill("<b>(")
    expect(page.locator("[data-part=found]")).to_have_text(re.compile("page"))


def test_a_page_whose_title_has_the_words_comes_first(visit: Visit) -> None:
    page = visit(GLOSSARY)
    page.get_by_role("textbox", name="Search").fill("check my log")
    expect(results(page).first.locator("b")).to_have_text("Check my log")


def test_a_part_is_named_with_its_page(visit: Visit) -> None:
    page = visit(GLOSSARY)
    page.get_by_role("textbox", name="Search").fill("how to stop it switch")
    expect(results(page).first.locator("b")).to_have_text("Use this site offline · How to stop it")


def test_what_stands_in_the_menus_of_forms_is_not_found(visit: Visit, whole_site: Site) -> None:
    index = (whole_site.folder / "search/search_index.json").read_text("utf-8")
    menu = visit("calculators/fit/").locator("#fit-machine option").all_text_contents()
    assert len(menu) > 20
    assert max(menu, key=len) not in index


def test_what_is_found_is_reached_by_keys_and_marked_in_its_page(
    visit: Visit, whole_site: Site
) -> None:
    page = visit(LESSON)
    page.evaluate(MARK_WINDOW)
    box = page.get_by_role("textbox", name="Search")
    box.fill("licence")
    expect(results(page).first).to_be_visible()
    box.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article mark").first).to_have_text(re.compile("^licence$", re.I))
    assert "?" not in page.url
    assert page.url.startswith(whole_site.url)
    assert page.evaluate(IS_THE_SAME)
    expect(results(page).first).to_be_hidden()


def test_after_a_search_its_page_is_like_any_other(visit: Visit, whole_site: Site) -> None:
    page = visit(LESSON)
    page.keyboard.press("Control+k")
    page.keyboard.type("licence")
    results(page).first.click()
    marks = page.locator("article mark")
    expect(marks.first).to_have_text(re.compile("^licence$", re.I))
    expect(page).to_have_url(whole_site.url + "glossary/#licence")
    whole_site.requested.clear()
    page.locator(".md-nav--secondary a[href='#api']").click()
    expect(page.locator("#api")).to_be_in_viewport()
    assert marks.count() > 0
    assert GLOSSARY not in whole_site.requested
    page.evaluate("() => scrollTo(0, 1500)")
    page.wait_for_function("() => history.state?.place === 1500")
    follow(page, "Use this site offline")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Glossary")
    page.wait_for_function("() => Math.abs(scrollY - 1500) < 3")


def test_what_is_found_in_the_page_on_show_is_marked_in_place(
    visit: Visit, whole_site: Site
) -> None:
    page = visit(GLOSSARY)
    page.evaluate(MARK_WINDOW)
    for word in ("licence", "token"):
        page.get_by_role("textbox", name="Search").fill(word)
        first = results(page).first
        expect(first.locator("mark").first).to_have_text(re.compile(f"^{word}$", re.I))
        first.click()
        expect(page.locator("article mark").first).to_have_text(re.compile(f"^{word}$", re.I))
        assert page.url.startswith(whole_site.url + GLOSSARY)
    assert page.evaluate(IS_THE_SAME)


@pytest.mark.parametrize("fragment", ["%", "%80", "fit.model=qwen3-8b&x=%E2%8"])
def test_an_address_that_cannot_be_decoded_stops_nothing(visit: Visit, fragment: str) -> None:
    page = visit(f"calculators/fit/#{fragment}")
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.evaluate("(fragment) => { location.hash = `#also-${fragment}`; }", fragment)
    follow(page, "Glossary")


def test_search_closes_by_escape_and_says_where_its_text_did_not_arrive(
    visit: Visit, whole_site: Site
) -> None:
    page = visit(LESSON, width=390)
    whole_site.broken.add("search_index.json")
    page.locator("label[for=__search].md-header__button").click()
    box = page.get_by_role("textbox", name="Search")
    expect(box).to_be_focused()
    box.fill("memory")
    expect(page.locator("[data-part=found]")).to_contain_text("did not arrive")
    whole_site.mend()
    box.fill("memory ")
    expect(results(page).first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(results(page).first).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 800])
def test_a_page_is_no_wider_than_its_window_once_the_search_is_closed(
    visit: Visit, width: int
) -> None:
    page = visit("glossary/", width=width)
    page.get_by_role("textbox", name="Search").focus()
    expect(page.locator(".md-search__overlay")).to_have_css("opacity", "1")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__overlay")).to_have_css("opacity", "0")
    page.evaluate("() => scrollTo(200, 0)")
    assert page.evaluate("() => scrollX") == 0


def test_code_that_is_cut_off_scrolls_by_key(visit: Visit) -> None:
    page = visit("about/use-the-calculators/", width=390)
    code = page.locator("pre > code").filter(has_text="python -m calculators").first
    wide = code.evaluate("(code) => code.scrollWidth > code.clientWidth")
    assert (code.get_attribute("tabindex") == "0") == wide
    page.set_viewport_size({"width": 320, "height": 900})
    longest = page.locator("pre > code[tabindex='0']")
    expect(longest.first).to_be_visible()


def test_the_header_says_the_title_once_it_is_out_of_sight(visit: Visit) -> None:
    page = visit(LESSON)
    title = page.locator(".md-header__title")
    expect(title).not_to_have_class(re.compile("--active"))
    page.evaluate(FOOT)
    expect(title).to_have_class(re.compile("--active"))
    expect(title).to_contain_text("Will it run on my laptop?")
    expect(page.locator(".md-nav--secondary .md-nav__link--active")).to_have_text("Sources")
