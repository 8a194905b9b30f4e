// @ts-check
/**
 * The menu of a narrow window, which a tick box opens: a button does so by key, Escape closes it, and so does a link that
 * was chosen in it, or whoever goes on to something else. Of its panels, which tick boxes open too, one is to be seen.
 */

const PANELS = ".md-sidebar--primary";

/** Gives a function that closes it. */
export function followMenu() {
  const box = document.querySelector("#__drawer");
  const button = document.querySelector("[data-action=menu]");
  if (!(box instanceof HTMLInputElement) || !(button instanceof HTMLElement)) return () => {};

  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  const open = (/** @type {boolean} */ isWanted) => {
    box.checked = isWanted;
    tell();
  };
  box.addEventListener("change", tell);
  button.addEventListener("click", () => {
    open(!box.checked);
    if (box.checked) firstLink()?.focus();
  });
  document.addEventListener("keydown", ({ key, target }) => {
    if (!box.checked) return;
    if (key === "Enter" && target instanceof HTMLInputElement && target.matches(`${PANELS} .md-nav__toggle`)) target.click();
    if (key !== "Escape") return;
    open(false);
    button.focus();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (box.checked && target instanceof Element && target !== button && !target.closest(PANELS)) open(false);
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(".md-sidebar a")) open(false);
  });
  return () => open(false);
}

/** The first that can be seen. */
function firstLink() {
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`${PANELS} a[href]`)]);
  return links.find((link) => link.checkVisibility({ visibilityProperty: true }));
}
