"""Asks axe-core what of a page keeps somebody out.

axe leaves to people what it cannot tell. Each kind of that has been looked at and stands with the
judgment in `axe_review.toml`; one that does not is a fault like any other.
"""

import tomllib
from pathlib import Path

from playwright.sync_api import Page

from tools.places import ROOT

STILL = """() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.target.checkVisibility())
  .map((each) => each.finished.catch(() => {})))"""
"""What runs inside a closed fold is never drawn, and Chromium never says that it has finished; one
that is cut short by the next is over too."""
HIGH = 2000
"""High enough that no list scrolls: a link half out of sight would count as too small."""
UNSCROLLED = """async () => {
  scrollTo({ top: 0, behavior: "instant" });
  for (const list of document.querySelectorAll(".md-sidebar__scrollwrap")) list.scrollTop = 0;
  const lain = new CSSStyleSheet();
  lain.replaceSync(".md-typeset :is(.sc-score, .sc-sticky) { position: static }");
  document.adoptedStyleSheets = [lain];
  // What watches the scrolling is told of it in the next frame: the title in the header goes then.
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
}"""
"""A line that stays in view while the page scrolls lies over text, whose colours axe cannot read
then; laid down it is text like any other."""
SCROLLED = "() => { document.adoptedStyleSheets = []; }"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""All that read colours, and so may find in the dark what they did not find in the light."""
LAYOUT_RULES = [*COLOUR_RULES, "target-size", "scrollable-region-focusable"]
"""All that read how wide something is or what lies over it, and so depend on the window's width as
long as the same things are shown."""
SCANS = {
    "light": {360: RULES, 390: LAYOUT_RULES, 1280: RULES},
    "dark": {360: COLOUR_RULES, 390: COLOUR_RULES, 1280: COLOUR_RULES},
}
"""What is asked in which colours at which width. A phone and a desktop are laid out otherwise, so
both are asked everything; from one phone to the next only sizes differ."""
STATE_SCANS = {
    "light": {360: RULES, 390: LAYOUT_RULES, 1280: LAYOUT_RULES},
    "dark": {1280: COLOUR_RULES},
}
"""The same of a part that shows the same in the same colours at every width, as a calculator."""
JUDGED = tomllib.loads(Path(__file__).with_name("axe_review.toml").read_text("utf-8"))["judged"]
LOOK = """async ([rules, within, judged]) => {
  const options = {
    runOnly: rules, resultTypes: ["violations", "incomplete"], reporter: "v2", elementRef: true,
  };
  const { violations, incomplete } = await axe.run(within ?? document, options);
  const why = ({ any, all, none }) =>
    [...any, ...all, ...none].map(({ id, data }) => data?.messageKey ?? id).join(" ");
  const isJudged = (rule, node) => judged.some((each) =>
    each.rule === rule && each.why === why(node) && node.element.matches(each.where));
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)),
    ...incomplete.flatMap(({ id, nodes }) => nodes.filter((node) => !isJudged(id, node))
      .map((node) => `${id} to review (${why(node)}): ${node.target}`)),
  ];
}"""
"""What axe finds right it would describe too, element by element, as slowly as it finds it."""


def violations(page: Page, rules: list[str] = RULES, within: str | None = None) -> list[str]:
    """Each fault of the page as it stands, or of a part of it: the rule and the element."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({**size, "height": HIGH})
    page.evaluate(UNSCROLLED)
    page.evaluate(STILL)
    if page.evaluate("() => !window.axe"):
        page.evaluate(f"() => {{ {AXE} }}")
    found: list[str] = page.evaluate(LOOK, [rules, within, JUDGED])
    page.evaluate(SCROLLED)
    page.set_viewport_size(size)
    return found
