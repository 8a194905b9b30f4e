"""Contrast worked out from computed colours, where axe doesn't: controls, focus rings, pictures.

What is asked is WCAG 2.2: 4.5:1 of text (1.4.3), 3:1 of what shows a control and of its focus
(1.4.11, 2.4.7). Gradients are not read; nothing that is asked about has one behind it.
"""

from playwright.sync_api import Page

TEXT, PART = 4.5, 3.0

COLOURS = """
const rgba = (colour) => {
  const found = colour.match(/^(rgba?|color)\\((srgb )?([^)]*)\\)$/);
  if (!found) throw new Error(`${colour} is of a kind that this does not read`);
  const [r, g, b, a = 1] = found[3].split(/[ ,/]+/).map(Number);
  return found[2] ? [255 * r, 255 * g, 255 * b, a] : [r, g, b, a];
};
const over = ([r, g, b, a], below) =>
  [...[r, g, b].map((each, place) => a * each + (1 - a) * below[place]), 1];
const light = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((each) => each / 255)
    .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const ratio = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const behind = (element) => {
  const layers = [];
  for (let each = element; each; each = each.parentElement) {
    layers.push(rgba(getComputedStyle(each).backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
};
const named = (element) =>
  `${element.localName}${element.id && `#${element.id}`}.${element.classList}` +
  ` ${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}`;
"""

CONTROLS = """
const DRAWN = "input:is([type=checkbox], [type=radio], [type=range])";
const shows = (control) => {
  const { color, fill } = getComputedStyle(control.querySelector("svg") ?? control);
  return ratio(rgba(control.querySelector("svg") ? fill : color), behind(control));
};
const edge = (control) => {
  const style = getComputedStyle(control), around = behind(control.parentElement);
  const ground = ratio(behind(control), around);
  const isLined = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
  return Math.max(ground, isLined ? ratio(rgba(style.borderTopColor), around) : 1);
};
const controls = [...document.querySelectorAll("button, input, select, textarea")].filter((each) =>
  each.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  && !each.disabled && !each.matches(".md-toggle, .sh-menu, .md-search *"));
"""
"""The menu's button is laid over the label that draws it, and the search box is a form on paper of
its own: both are asked about apart."""


def faint_controls(page: Page) -> list[str]:
    """Each control in view whose edge, or whose words where it has none, is too faint.

    A tick box, a radio button and a slider are drawn by the browser, in the theme's accent.
    """
    found: list[str] = page.evaluate(
        f"""([text, part]) => {{ {COLOURS} {CONTROLS}
          return controls.flatMap((control) => {{
            const box = control.closest(".sc-number") ?? control;
            const isWords = control.localName === "button" && edge(control) < part;
            const found = control.matches(DRAWN)
              ? ratio(rgba(getComputedStyle(control).accentColor), behind(control))
              : isWords ? shows(control) : edge(box);
            const least = isWords && !control.querySelector("svg") ? text : part;
            return found < least ? [`${{found.toFixed(2)}} ${{named(control)}}`] : [];
          }});
        }}""",
        [TEXT, PART],
    )
    return found


RINGS = """
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const isRing = ({ outlineStyle, outlineWidth }) =>
  outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
const ringOf = (element) => {
  for (let each = element; each && each.localName !== "article"; each = each.parentElement) {
    const ring = [null, "::after"].map((part) => getComputedStyle(each, part)).find(isRing);
    if (ring) return { ring, around: each.parentElement };
  }
  return {};
};
const reach = (element) => {
  element.focus({ preventScroll: true, focusVisible: true });
  return document.activeElement === element;
};
"""


def faint_rings(page: Page) -> list[str]:
    """Each thing that takes the focus and has no ring then, or one that is too faint."""
    page.keyboard.press("Tab")  # from here on the browser shows where the focus is
    found: list[str] = page.evaluate(
        f"""(part) => {{ {COLOURS} {RINGS}
          const all = [...document.querySelectorAll(FOCUSABLE)].filter((each) =>
            each.checkVisibility({{ visibilityProperty: true }})
            && !each.matches(".md-toggle, [tabindex='-1']"));
          return all.flatMap((each) => {{
            if (!reach(each)) return [];
            const {{ ring, around }} = ringOf(each);
            if (!ring) return [`no ring: ${{named(each)}}`];
            if (ring.outlineStyle === "auto") return []; // the browser's own, in two colours
            const found = ratio(rgba(ring.outlineColor), behind(around));
            return found < part ? [`${{found.toFixed(2)}} ${{named(each)}}`] : [];
          }});
        }}""",
        PART,
    )
    return found


PICTURES = """
const SHAPES = "path, rect, circle, ellipse, line, polygon, polyline, text";
const painted = (shape, at) => {
  const style = getComputedStyle(shape);
  const layer = (paint, opacity) => {
    const [r, g, b, a] = rgba(paint);
    return [r, g, b, a * Number(opacity) * Number(style.opacity)];
  };
  const layers = [];
  if (style.fill !== "none" && shape.isPointInFill(at)) {
    layers.push(layer(style.fill, style.fillOpacity));
  }
  if (style.stroke !== "none" && shape.isPointInStroke(at)) {
    layers.push(layer(style.stroke, style.strokeOpacity));
  }
  return layers;
};
const under = (text, picture) => {
  const all = [...picture.querySelectorAll(SHAPES)];
  const shapes = all.slice(0, all.indexOf(text)).filter((each) => each.localName !== "text");
  const box = text.getBBox(), places = [0.02, 0.25, 0.5, 0.75, 0.98];
  return places.map((share) => {
    const at = new DOMPoint(box.x + share * box.width, box.y + box.height / 2)
      .matrixTransform(text.getScreenCTM());
    return shapes.reduce((below, shape) => {
      const layers = painted(shape, at.matrixTransform(shape.getScreenCTM().inverse()));
      return layers.reduce((ground, layer) => over(layer, ground), below);
    }, behind(picture));
  });
};
"""


def faint_words_of_pictures(page: Page) -> list[str]:
    """Each text in a picture in view that stands out too little from any shape behind it."""
    found: list[str] = page.evaluate(
        f"""(least) => {{ {COLOURS} {PICTURES}
          const texts = [...document.querySelectorAll("svg[role=img] text")]
            .filter((each) => each.checkVisibility());
          return texts.flatMap((text) => {{
            const {{ fill, fillOpacity }} = getComputedStyle(text);
            const [r, g, b, a] = rgba(fill);
            const found = Math.min(...under(text, text.ownerSVGElement)
              .map((ground) => ratio(over([r, g, b, a * Number(fillOpacity)], ground), ground)));
            return found < least ? [`${{found.toFixed(2)}} ${{text.textContent}}`] : [];
          }});
        }}""",
        TEXT,
    )
    return found


MAIN, OTHER = 44, 24
"""Pixels that a finger needs for a control of a form, and for anything (WCAG 2.5.8)."""


def small_controls(page: Page) -> list[str]:
    """Each control in view that is lower than a finger needs, its label counted with it.

    Why an answer is right or wrong is unfolded below it where no script shows it.
    """
    found: list[str] = page.evaluate(
        """([main, other]) => {
          const all = [...document.querySelectorAll(
            "article :is(button, input, select, textarea, summary, [role=button])")];
          return all.filter((each) => each.checkVisibility({ visibilityProperty: true })
              && !each.disabled).flatMap((each) => {
            const box = each.closest(".sc-number") ?? each;
            const tall = Math.max(...[box, ...(each.labels ?? [])]
              .map((part) => part.getBoundingClientRect().height));
            const least = each.matches(".sc-why > summary") ? other : main;
            return tall < least - 0.5
              ? [`${tall.toFixed(1)} px: ${each.id || each.outerHTML.slice(0, 100)}`] : [];
          });
        }""",
        [MAIN, OTHER],
    )
    return found
