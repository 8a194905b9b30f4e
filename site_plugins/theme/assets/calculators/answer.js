// @ts-check
/**
 * The place of the answer: swaps in what Python returns, and keeps what the reader has there.
 *
 * - The same answer again touches nothing.
 * - Folded and unfolded parts stay as the reader left them, and the focus stays where it was.
 * - The card never shrinks under the reader's hand: a shorter answer keeps the room of the longer one, until the
 *   window or a fold changes.
 * - An answer that belongs to other inputs says so.
 */
export class Answer {
  static #FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]";

  #root;
  #note;
  #built;
  #shown;

  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal ends the listening
   */
  constructor(root, signal) {
    this.#root = root;
    this.#note = Answer.#noteBeside(root);
    this.#built = root.innerHTML;
    this.#shown = this.#built.trim();
    const release = () => this.#root.style.removeProperty("min-height");
    window.addEventListener("resize", release, { signal });
    root.addEventListener("toggle", release, { signal, capture: true });
  }

  /** The answer that came with the page. */
  showBuilt() {
    this.show(this.#built);
  }

  /**
   * Show an answer that our own Python made.
   * @param {string} html
   */
  show(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    if (template.innerHTML.trim() === this.#shown) return;
    this.#shown = template.innerHTML.trim();
    const folds = new Map(this.#folds().map(([name, fold]) => [name, fold.open]));
    const focus = this.#focus();
    this.#keepRoom();
    this.#root.replaceChildren(template.content);
    for (const [name, fold] of this.#folds()) fold.open = folds.get(name) ?? fold.open;
    if (focus) this.#refocus(focus);
  }

  /**
   * Dim the answer while a newer one is on its way.
   * @param {boolean} waiting
   */
  dim(waiting) {
    this.#root.toggleAttribute("data-waiting", waiting);
  }

  /**
   * Say that the answer belongs to other inputs than those in the form, and why; null when it belongs to them.
   * @param {string | null} why
   */
  markOld(why) {
    this.#root.toggleAttribute("data-old", why !== null);
    this.#note.textContent = why ?? "";
    this.#note.hidden = why === null;
  }

  #keepRoom() {
    this.#root.style.boxSizing = "border-box";
    this.#root.style.minHeight = `${this.#root.offsetHeight}px`;
  }

  /** @returns {[string, HTMLDetailsElement][]} */
  #folds() {
    return [...this.#root.querySelectorAll("details")].map((fold) => [
      fold.id || (fold.querySelector("summary")?.textContent ?? "").trim(),
      fold,
    ]);
  }

  /** @returns {HTMLElement[]} */
  #focusable() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(Answer.#FOCUSABLE))];
  }

  /** The name of what has the focus inside the answer. */
  #focus() {
    const focused = this.#focusable().find((element) => element === document.activeElement);
    return focused ? Answer.#name(focused) : null;
  }

  /**
   * Give the focus back to what has that name; where it is gone, the new answer is the place to read on.
   * @param {string} name
   */
  #refocus(name) {
    const target = this.#focusable().find((element) => Answer.#name(element) === name) ?? this.#root;
    if (target === this.#root) this.#root.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} element */
  static #name(element) {
    const words = element.getAttribute("aria-label") ?? element.textContent ?? "";
    return element.id || `${element.localName} ${words.trim()}`;
  }

  /** @param {HTMLElement} root */
  static #noteBeside(root) {
    const present = root.parentElement?.querySelector(":scope > [data-part=old-note]");
    if (present instanceof HTMLElement) return present;
    const note = document.createElement("p");
    note.className = "sc-old";
    note.dataset.part = "old-note";
    note.hidden = true;
    root.after(note);
    return note;
  }
}
