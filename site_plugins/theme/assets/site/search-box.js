// @ts-check
/** The search box: what searches is loaded when the reader goes there, and so is the text of the site. */

/**
 * Gives a function that looks at the page anew.
 * @param {import("./navigation.js").Navigation} navigation
 */
export function followSearch(navigation) {
  const toggle = document.querySelector("#__search");
  const dialog = document.querySelector(".md-search");
  const input = dialog?.querySelector("input");
  if (!(toggle instanceof HTMLInputElement) || !dialog || !input) return () => {};

  /** @type {Promise<typeof import("./search.js")> | undefined} */
  let loading;
  const load = () => (loading ??= import(new URL("./search.js", import.meta.url).href));
  const close = () => {
    toggle.checked = false;
    input.blur();
  };
  const open = async () => {
    toggle.checked = true;
    try {
      (await load()).begin({ input, dialog, close, go: (/** @type {string} */ address) => void navigation.go(address) });
    } catch (error) {
      loading = undefined;
      const place = dialog.querySelector("[data-part=found]");
      if (place) place.textContent = "The search did not arrive. Try again.";
      console.error(error);
    }
  };

  input.addEventListener("focus", () => void open());
  toggle.addEventListener("change", () => toggle.checked && input.focus());
  dialog.addEventListener("focusout", (event) => {
    const to = /** @type {FocusEvent} */ (event).relatedTarget;
    if (to instanceof Node && !dialog.contains(to)) toggle.checked = false;
  });
  dialog.addEventListener("submit", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === "Escape") close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    input.focus();
  });

  const mark = () => {
    toggle.checked = false;
    if (new URLSearchParams(location.search).has("h")) void load().then((search) => search.markFound());
  };
  mark();
  return mark;
}
