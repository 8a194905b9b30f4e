// @ts-check

/** Prints a lesson: whole, or only as far as its two-minute part. Styles say what that leaves. */
const SHORT = "sh-short";

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-print]"));
  if (!button) return;
  const page = document.documentElement;
  page.classList.toggle(SHORT, button.dataset.print === "short");
  addEventListener("afterprint", () => page.classList.remove(SHORT), { once: true });
  window.print();
});
