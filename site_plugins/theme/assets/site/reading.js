// @ts-check
/** Nothing that is written stays out of reach: code that is cut off scrolls by key, and a link or a print opens folds. */

import { idIn } from "./fragment.js";

const PART = "start-here-print";

/** Gives a function that looks at the page anew. */
export function followReading() {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("article > details:not([open])")) {
      fold.toggleAttribute("open", true);
      fold.toggleAttribute(PART, true);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll(`[${PART}]`)) {
      fold.removeAttribute("open");
      fold.removeAttribute(PART);
    }
  });
  const look = () => {
    sizes.disconnect();
    for (const code of document.querySelectorAll("pre > code")) sizes.observe(code);
    openTarget();
  };
  look();
  return look;
}

/** What the address names may lie in a fold. */
function openTarget() {
  const target = document.getElementById(idIn(location.hash));
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
}
