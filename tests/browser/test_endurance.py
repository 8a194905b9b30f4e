"""A page that is used for long: each answer is that of its inputs, and nothing grows."""

import random

import pytest
from playwright.sync_api import CDPSession, Page, expect

from calculators.registry import CALCULATORS
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

FIT = "calculators/fit/"
STARTED = 60_000
MODELS = ("qwen3-8b", "gemma-4-12b", "qwen3-32b", "llama-3.1-8b")
ASK = """async ([model, context]) => {
  const card = document.querySelector("#fit");
  const said = { once: true };
  const answered = new Promise((resolve) => card.addEventListener("start-answer", resolve, said));
  card.querySelector("#fit-model").value = model;
  card.querySelector("#fit-context").value = context;
  card.querySelector("#fit-context").dispatchEvent(new Event("change", { bubbles: true }));
  await answered;
  return card.querySelector(".sc-headline").textContent.replace(/\\s+/g, " ");
}"""
HEAP_GROWTH, NODE_GROWTH = 1.5, 1.05


def in_use(page: Page, session: CDPSession) -> tuple[float, float]:
    """Bytes and nodes that the page holds, without what is only waiting to be collected."""
    session.send("HeapProfiler.collectGarbage")
    found = {
        each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]
    }
    return found["JSHeapUsedSize"], found["Nodes"]


def test_many_calculations_in_a_row(visit: Visit, request: pytest.FixtureRequest) -> None:
    """A thousand with `--thorough`."""
    count = 1000 if request.config.getoption("--thorough") else 100
    page = visit(FIT)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    fit, chosen = CALCULATORS["fit"], random.Random(count)
    page.locator("#fit-context").fill("5000")
    state = page.locator("#fit [data-part=state]")
    expect(state).to_have_attribute("data-state", "live", timeout=STARTED)
    page.evaluate(ASK, [MODELS[0], "5001"])
    before = in_use(page, session)
    for number in range(count):
        inputs = {"model": chosen.choice(MODELS), "context": str(6000 + 7 * number)}
        found = page.evaluate(ASK, list(inputs.values()))
        assert found == fit.answer(inputs).verdict.headline, inputs
    after = in_use(page, session)
    assert after[0] <= HEAP_GROWTH * before[0], (before, after)
    assert after[1] <= NODE_GROWTH * before[1], (before, after)
