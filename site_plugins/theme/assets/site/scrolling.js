// @ts-check
/**
 * What follows the reader down the page: its title in the header, the place in its list of parts, and the way back to
 * the top once they turn upwards.
 */

import { idIn } from "./fragment.js";

/** So far down is worth a way back. */
const FAR_PX = 400;
/** What stands this far below the top of the window is being read. */
const READ_PX = 120;

/** So near to its end is the foot of the page. */
const FOOT_PX = 10;

/** Gives a function that looks at the page anew. */
export function followScrolling() {
  let before = scrollY;
  let isAsked = false;
  const look = () => {
    isAsked = false;
    const title = document.querySelector("h1");
    const isPast = title !== null && title.getBoundingClientRect().bottom < READ_PX / 2;
    document.querySelector(".md-header__title")?.classList.toggle("md-header__title--active", isPast);
    markPart();
    offerTop(scrollY < before && scrollY > FAR_PX);
    before = scrollY;
  };
  const ask = () => {
    if (!isAsked) requestAnimationFrame(look);
    isAsked = true;
  };
  window.addEventListener("scroll", ask, { passive: true });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest(".md-top")) return;
    scrollTo({ top: 0, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
    document.querySelector("h1")?.focus({ preventScroll: true });
  });
  const begin = () => {
    before = scrollY;
    showPlaceInMenu();
    ask();
  };
  begin();
  return begin;
}

/** Mark the part that is being read in the page's list of parts. */
function markPart() {
  /** @type {HTMLAnchorElement | undefined} */
  let current;
  // At the foot of the page its last parts are read, whose headings never come as far up.
  const isFoot = scrollY + innerHeight > document.documentElement.scrollHeight - FOOT_PX;
  for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#']")) {
    const part = document.getElementById(idIn(link.getAttribute("href") ?? ""));
    const isRead = part !== null && (isFoot || part.getBoundingClientRect().top < READ_PX);
    if (isRead) current = /** @type {HTMLAnchorElement} */ (link);
  }
  const marked = document.querySelector(".md-nav--secondary .md-nav__link--active");
  if (marked === current) return;
  marked?.classList.remove("md-nav__link--active");
  current?.classList.add("md-nav__link--active");
}

/** @param {boolean} isWanted */
function offerTop(isWanted) {
  document.querySelector(".md-top")?.toggleAttribute("hidden", !isWanted);
}

/** In a menu that is longer than the window, show where this page is. */
function showPlaceInMenu() {
  const menu = document.querySelector(".md-sidebar__scrollwrap");
  const link = menu?.querySelector("a.md-nav__link--active");
  if (!menu || !(link instanceof HTMLElement)) return;
  const { top } = link.getBoundingClientRect();
  const middle = menu.getBoundingClientRect().top + menu.clientHeight / 2;
  if (menu.clientHeight < menu.scrollHeight) menu.scrollTop += top - middle;
}
