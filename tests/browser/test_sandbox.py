"""The two walls around a reader's own formula, tried with harmless code in its place."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from site_plugins.build.sandbox import document
from tests.browser.conftest import visiting
from tests.browser.runtime_site import SCRIPTS, Site, serve
from tools.engines import Browser

pytestmark = pytest.mark.browser

ATTEMPTS = """
const refused = {};
const attempt = async (name, way) => {
  try { await way(); refused[name] = false; } catch { refused[name] = true; }
};
"""
IN_THE_WORKER = (
    ATTEMPTS
    + """
onmessage = async ({ data: site }) => {
  await attempt("fetch of the site", () => fetch(site));
  await attempt("importScripts", () => importScripts("data:text/javascript,0"));
  await attempt("import", () => import("data:text/javascript,0"));
  await attempt("import of the site", () => import(site + "assets/calculators/storage.js"));
  await attempt("text as code", () => Function("0")());
  await attempt("the site's storage", async () => {
    if (!(await caches.has("probe"))) throw new Error("It is not there.");
  });
  await attempt("a database", () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("probe");
    asked.onsuccess = resolve;
    asked.onerror = reject;
  }));
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  await attempt("WebAssembly", () => WebAssembly.compile(empty));
  postMessage({ refused, origin: self.origin });
};
"""
)
IN_THE_FRAME = f"""
const rules = {{ createScriptURL: (url) => url }};
const policy = window.trustedTypes?.createPolicy("start-here-frame", rules) ?? rules;
const blob = new Blob([{json.dumps(IN_THE_WORKER)}], {{ type: "text/javascript" }});
const url = URL.createObjectURL(blob);
addEventListener("message", ({{ data }}) => {{
  const worker = new Worker(policy.createScriptURL(url));
  worker.onmessage = (event) => parent.postMessage(event.data, "*");
  worker.postMessage(data);
}});
"""
FRAMED = """([page, site]) => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.srcdoc = page;
  frame.onload = () => frame.contentWindow.postMessage(site, "*");
  addEventListener("message", ({ data, origin }) => resolve({ ...data, said: origin }));
  document.body.append(frame);
})"""
LOCKED_DOWN = """
import { lockDown } from "./calculators/sandbox.js";
lockDown();
const names = ["fetch", "caches", "indexedDB", "Worker", "importScripts", "BroadcastChannel",
  "WebSocket", "XMLHttpRequest", "EventSource", "setTimeout", "navigator", "location", "eval"];
const made = [() => {}, async () => {}, function* () {}, async function* () {}];
const refusals = made.map((kind) => {
  try { kind.constructor("0"); return "made"; } catch (error) { return error.message; }
});
postMessage({ left: names.filter((name) => globalThis[name] !== undefined), refusals,
  sum: [1, 2].reduce((one, other) => one + other) });
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The scripts as they are written, and a page without a policy."""
    shutil.copytree(SCRIPTS, tmp_path / "calculators")
    (tmp_path / "index.html").write_text("<!doctype html><title>Frame</title><body>", "utf-8")
    (tmp_path / "worker.js").write_text(LOCKED_DOWN, "utf-8")
    with serve(tmp_path) as served:
        yield served


def test_the_policy_of_the_frame_holds_in_its_workers_too(browser: Browser, site: Site) -> None:
    """WebAssembly is allowed, and nothing that loads, stores or makes code of text."""
    browser.open(site.url)
    browser.run("() => caches.open('probe').then(Boolean)")
    site.requested.clear()
    found = browser.run(FRAMED, [document(IN_THE_FRAME), site.url])
    refused = found["refused"]
    assert refused.pop("WebAssembly") is False, browser.engine
    assert refused == dict.fromkeys(refused, True), browser.engine
    assert (found["origin"], found["said"]) == ("null", "null")
    assert set(site.requested) <= {"/favicon.ico"}  # which some browsers ask for by themselves


@pytest.fixture
def page(chromium: Chromium, site: Site) -> Iterator[Page]:
    with visiting(chromium, site) as visit:
        yield visit()


def test_a_worker_that_is_locked_down_can_only_calculate(page: Page) -> None:
    found = page.evaluate(
        """() => new Promise((resolve) => {
          const worker = new Worker("worker.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
        })"""
    )
    assert found == {"left": [], "refusals": ["Text cannot be made into code here."] * 4, "sum": 3}
