// @ts-check
/**
 * The menu of a narrow window, which a tick box opens: a button does so by key, Escape closes it, and so does a link that
 * was chosen in it.
 */

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
    if (box.checked) /** @type {HTMLElement | null} */ (document.querySelector(".md-sidebar a[href]"))?.focus();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !box.checked) return;
    open(false);
    button.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(".md-sidebar a")) open(false);
  });
  return () => open(false);
}
