"""What the content policy of every page refuses, tried in the page itself, in each engine."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.runtime_site import Site, serve
from tools.engines import Browser

pytestmark = pytest.mark.browser

FORMULA = "calculators/fit/"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
REFUSED = """async () => {
  const refused = {};
  const attempt = async (name, way) => {
    try { await way(); refused[name] = false; } catch (error) { refused[name] = error.name; }
  };
  const made = document.createElement("div");
  await attempt("text as HTML", () => { made.innerHTML = "<b>text</b>"; });
  await attempt("text beside", () => { made.insertAdjacentHTML("beforeend", "<b>text</b>"); });
  await attempt("text as a page", () => new DOMParser().parseFromString("<b>x</b>", "text/html"));
  await attempt("text as a frame", () => {
    document.createElement("iframe").srcdoc = "<b>text</b>";
  });
  await attempt("text as a worker", () => new Worker("data:text/javascript,0"));
  await attempt("text as a script", () => { document.createElement("script").text = "0"; });
  await attempt("another policy", () => trustedTypes.createPolicy("another", {}));
  await attempt("the frame's policy twice", () => {
    trustedTypes.createPolicy("start-here", {});
    trustedTypes.createPolicy("start-here", {});
  });
  return { refused, knows: "trustedTypes" in window };
}"""
INLINE = """() => {
  const policy = window[Symbol.for("start-here.policy")];
  const said = [];
  const hear = (event) => said.push(event.effectiveDirective);
  document.addEventListener("securitypolicyviolation", hear);
  const place = document.createElement("div");
  place.innerHTML = policy.createHTML(
    "<b onclick='window.ran = 1'>x</b><style>body { --probe: 1 }</style>" +
    "<i style='width: 7px'></i>");
  document.body.append(place);
  place.querySelector("b").click();
  const style = getComputedStyle(document.body).getPropertyValue("--probe");
  const width = place.querySelector("i").style.width;
  return new Promise((resolve) => setTimeout(() => {
    place.remove();
    resolve({ ran: window.ran ?? 0, style, width, said: [...new Set(said)].sort() });
  }, 300));
}"""


@pytest.fixture
def site(whole_site: Site) -> Iterator[Site]:
    with serve(whole_site.folder) as served:
        yield served


def test_text_is_made_into_html_or_a_script_in_one_place_only(browser: Browser, site: Site) -> None:
    browser.open(site.url + FORMULA)
    found = browser.run(REFUSED)
    if not found["knows"]:
        pytest.skip(f"{browser.engine} of this version knows no Trusted Types.")
    assert found["refused"] == dict.fromkeys(found["refused"], "TypeError"), browser.engine


@pytest.fixture
def probed(unwatched: Visit) -> Page:
    """The page of a formula, where the policy may well refuse something."""
    return unwatched(FORMULA)


def test_no_inline_script_and_no_inline_style_sheet_works_but_the_width_of_a_bar(
    probed: Page,
) -> None:
    probed.locator("#fit-context").fill("16384")
    probed.wait_for_function("() => Symbol.for('start-here.policy') in window", timeout=60_000)
    found = probed.evaluate(INLINE)
    assert found == {
        "ran": 0,
        "style": "",
        "width": "7px",
        "said": ["script-src-attr", "style-src-elem"],
    }


def test_the_policy_of_every_page_allows_no_inline_script(whole_site: Site) -> None:
    pages = sorted(whole_site.folder.rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        found = POLICY.search(page.read_text("utf-8"))
        assert found, page
        policy = dict(each.split(" ", 1) for each in found[1].split("; "))
        assert policy["default-src"] == "'self'"
        assert not re.search(r"'unsafe-|strict-dynamic|https?:|\*", policy["script-src"])
        assert policy["style-src"] == "'self'"
        assert policy["require-trusted-types-for"] == "'script'"
        assert "allow-duplicates" not in policy["trusted-types"]
