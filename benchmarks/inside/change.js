// Change an input of the page's calculator as soon as the page can take it, and note when the new answer stands there.
// What is changed, `window.changed` says: "model" takes another one from its menu, which the build has answered;
// "number" types one that it has not, so that Python answers.
(() => {
  const changes = {
    model: (card) => change(card, "model", "qwen3-8b"),
    number: (card) => change(card, "context", "5000"),
  };
  const change = (card, name, text) => {
    const control = card.querySelector(`[name=${name}]`);
    control.value = text;
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  const step = () => {
    const card = document.querySelector("start-calculator");
    if (!card?.querySelector("[data-part=answer]") || !customElements.get("start-calculator")) return requestAnimationFrame(step);
    const note = () => (window.recalculatedMs ??= performance.now());
    new MutationObserver(note).observe(card.querySelector("[data-part=answer]"), { childList: true });
    changes[window.changed](card);
  };
  step();
})();
