"""Pictures on a phone, and saved as files of their own, in every browser engine."""

import base64
import re
import struct
from datetime import date
from xml.etree import ElementTree

import pytest

from calculators.browser import answer
from tests.browser.conftest import Visit
from tests.browser.pages import PAGES
from tests.browser.runtime_site import Site
from tools.engines import Browser

pytestmark = pytest.mark.browser

PHONE_PX, LEAST_PX = 390, 14
NAMESPACE = "{http://www.w3.org/2000/svg}"
# Size as shown of the smallest text, and texts that leave their picture, of each picture with text.
TEXTS = """() => [...document.querySelectorAll("svg:has(text)")].map((picture) => {
  for (let fold = picture.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  const box = picture.getBoundingClientRect();
  const texts = [...picture.querySelectorAll("text")];
  const scale = picture.getScreenCTM().a;
  return {
    name: picture.querySelector("title")?.textContent ?? picture.getAttribute("aria-label"),
    smallest: Math.min(...texts.map((text) => parseFloat(getComputedStyle(text).fontSize))) * scale,
    outside: texts.filter((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < box.left - 1 || right > box.right + 1
        || top < box.top - 3 || bottom > box.bottom + 3;
    }).map((text) => text.textContent),
  };
})"""
SAVED = """async (name, kind) => {
  const blobs = [], names = [];
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => (blobs.push(blob), createObjectURL.call(URL, blob));
  HTMLAnchorElement.prototype.click = function () { names.push(this.download); };
  const start = performance.now();
  const button = () => document.querySelector(`#${name} [data-action=picture][value=${kind}]`);
  const started = () => document.querySelector(`#${name}[data-started]`);
  while (!started() && performance.now() < start + 60000) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  button().click();
  while (!names.length && performance.now() < start + 60000) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const bytes = new Uint8Array(await blobs[0].arrayBuffer());
  return [names[0], btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
}"""
COLOURS = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const counts = {};
  for (let place = 0; place < data.length; place += 4) {
    const colour = `rgb(${data[place]}, ${data[place + 1]}, ${data[place + 2]})`;
    counts[colour] = (counts[colour] ?? 0) + 1;
  }
  return counts;
}"""


@pytest.mark.parametrize("path", PAGES)
def test_text_in_pictures_can_be_read_on_a_phone(visit: Visit, path: str) -> None:
    for found in visit(path, width=PHONE_PX).evaluate(TEXTS):
        assert found["smallest"] >= LEAST_PX - 0.01, found
        assert found["outside"] == [], found


@pytest.fixture(params=[("fit", "desk"), ("api-cost", "receipt"), ("agent", "stairs")])
def picture(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The name of a calculator, and that of its picture."""
    found: tuple[str, str] = request.param
    return found


def save(browser: Browser, site: Site, name: str, kind: str) -> tuple[str, bytes]:
    """The file that a reader gets: its name and what is in it."""
    browser.open(f"{site.url}calculators/{name}/")
    file, encoded = browser.run(SAVED, name, kind)
    return file, base64.b64decode(encoded)


def test_a_picture_is_saved_as_a_drawing_of_its_own(
    browser: Browser, whole_site: Site, picture: tuple[str, str]
) -> None:
    name, drawn = picture
    file, content = save(browser, whole_site, name, "svg")
    assert file == f"start-here-{drawn}-{date.today().isoformat()}.svg"
    text = content.decode()
    assert not re.search(r"href|url\(|var\(|class=|currentColor", text)
    root = ElementTree.fromstring(text)
    assert root.tag == f"{NAMESPACE}svg"
    assert root.findtext(f"{NAMESPACE}title")
    said = " ".join(part.text or "" for part in root.iter(f"{NAMESPACE}text"))
    assert f"{name}/" in said.replace(" ", "")
    asked = re.search(r'sc-asked">([^<]*)<', answer(name, {})["html"])
    assert asked
    for word in asked[1].split():
        assert word.replace("&#x27;", "'") in said
    built = re.search(rf'<svg class="sc-{drawn}".*?</svg>', answer(name, {})["html"])
    assert built
    for line in re.findall(r"<text[^>]*>([^<]*)</text>", built[0]):
        assert line.replace("&amp;", "&") in said


def test_a_picture_is_saved_twice_as_large_for_sharing(
    browser: Browser, whole_site: Site, picture: tuple[str, str]
) -> None:
    name, drawn = picture
    root = ElementTree.fromstring(save(browser, whole_site, name, "svg")[1])
    file, content = save(browser, whole_site, name, "png")
    assert file == f"start-here-{drawn}-{date.today().isoformat()}.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    # https://www.w3.org/TR/png-3/#11IHDR: width and height follow the name of the first chunk.
    size = struct.unpack(">II", content[16:24])
    assert size == (2 * int(root.get("width", "0")), 2 * int(root.get("height", "0")))
    colours = browser.run(COLOURS, base64.b64encode(content).decode())
    drawing = {box.get("fill") for box in root.iter(f"{NAMESPACE}rect")}
    assert len(drawing & set(colours)) >= 2, "paper and at least one colour of the picture"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_saved_picture_tells_its_parts_apart_as_the_page_does(visit: Visit, scheme: str) -> None:
    page = visit("calculators/fit/", scheme=scheme)
    named = page.locator("#fit .sc-legend tr", has=page.locator(".sc-swatch")).locator("th")
    labels = named.all_text_contents()
    assert {"Part for pictures", "Second copy for the processor"} <= set(labels)
    with page.expect_download() as saved:
        page.locator("#fit [data-action=picture][value=svg]").click()
    parts = list(ElementTree.fromstring(saved.value.path().read_text("utf-8")))
    told = {label: _swatch_before(parts, label) for label in labels}
    assert len(set(told.values())) == len(labels), told


def _swatch_before(parts: list[ElementTree.Element], label: str) -> str:
    """What is drawn beside a row of the key."""
    (place,) = [number for number, part in enumerate(parts) if part.text == label]
    return "".join(ElementTree.tostring(each, "unicode") for each in parts[place - 1])


def test_there_is_no_button_without_a_script(visit: Visit) -> None:
    page = visit("calculators/agent/", java_script_enabled=False)
    assert page.locator("#agent [data-action=picture]").count() == 2
    assert not page.locator("#agent [data-action=picture]").first.is_visible()


def test_nothing_of_it_is_loaded_before_it_is_asked_for(visit: Visit, whole_site: Site) -> None:
    page = visit("calculators/agent/")
    button = page.locator("#agent [data-action=picture]").first
    button.wait_for()
    assert not any("picture.js" in path for path in whole_site.requested)
    with page.expect_download() as saved:
        button.click()
    assert saved.value.suggested_filename.startswith("start-here-stairs-")
    assert any("picture.js" in path for path in whole_site.requested)
    page.locator("#agent [data-part=announce]", has_text="Saved as start-here-stairs-").wait_for()
    assert button.evaluate("(button) => button === document.activeElement")
