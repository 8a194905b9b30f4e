// Change an input as soon as the page can take it; note when Python's answer stands in the page.
(() => {
  const step = () => {
    const box = document.querySelector("start-calculator [name=context]");
    if (!box || !customElements.get("start-calculator")) return requestAnimationFrame(step);
    const answer = box.closest("start-calculator").querySelector("[data-part=answer]");
    const note = () => (window.recalculatedMs ??= performance.now());
    new MutationObserver(note).observe(answer, { childList: true });
    box.value = "16384";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  step();
})();
