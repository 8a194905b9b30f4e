// @ts-check
/**
 * The place of the answer: swaps in what Python returns, and keeps what the reader has there.
 *
 * - The same answer again touches nothing.
 * - Folded and unfolded parts stay as the reader left them, and the focus stays where it was, with what was typed there.
 * - The old answer stays while the new one is on its way, so nothing moves before it is there.
 * - An answer that belongs to other inputs says so.
 */
import { ownHtml } from "./trusted-html.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */
/** @typedef {{ value: string, start: number | null, end: number | null }} Typed what a field holds, and what is selected */

export class Answer {
  static #FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]";

  #root;
  #note;
  #built;
  #shown;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#note = Answer.#noteBeside(root);
    this.#built = root.innerHTML;
    this.#shown = this.#built.trim();
  }

  /** The answer that came with the page, as HTML. */
  get built() {
    return this.#built;
  }

  /** Show the answer that came with the page. */
  showBuilt() {
    this.show(this.#built);
  }

  /**
   * Show an answer that our own Python made.
   * @param {string} html
   */
  show(html) {
    const template = document.createElement("template");
    template.content.append(ownHtml(html));
    if (template.innerHTML.trim() === this.#shown) return;
    this.#shown = template.innerHTML.trim();
    const folds = new Map(this.#folds().map(([name, fold]) => [name, fold.open]));
    const focus = this.#focus();
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

  /** @returns {[string, HTMLDetailsElement][]} */
  #folds() {
    return [...this.#root.querySelectorAll("details")].map((fold) => [
      fold.id || fold.dataset.name || (fold.querySelector("summary")?.textContent ?? "").trim(),
      fold,
    ]);
  }

  /** @returns {HTMLElement[]} */
  #focusable() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(Answer.#FOCUSABLE))];
  }

  /** What has the focus inside the answer: its name, and what was typed there and not handed over yet. */
  #focus() {
    const focused = this.#focusable().find((element) => element === document.activeElement);
    return focused ? { name: Answer.#name(focused), typed: isTextField(focused) ? typedIn(focused) : null } : null;
  }

  /**
   * Give the focus back to what has that name; where it is gone, the new answer is the place to read on.
   * @param {{ name: string, typed: Typed | null }} focus
   */
  #refocus({ name, typed }) {
    const target = this.#focusable().find((element) => Answer.#name(element) === name) ?? this.#root;
    if (target === this.#root) this.#root.tabIndex = -1;
    target.focus({ preventScroll: true });
    if (typed && isTextField(target)) typeAgain(target, typed);
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

/**
 * @param {HTMLElement} element
 * @returns {element is TextField}
 */
function isTextField(element) {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");
}

/**
 * @param {TextField} field
 * @returns {Typed}
 */
function typedIn({ value, selectionStart, selectionEnd }) {
  return { value, start: selectionStart, end: selectionEnd };
}

/**
 * Type into a new field what was being typed in the one whose place it took. Browsers fire no "change" for a text that a
 * script has set, so it is fired when the reader leaves the field.
 * @param {TextField} field
 * @param {Typed} typed
 */
function typeAgain(field, { value, start, end }) {
  const isChanged = value !== field.value;
  field.value = value;
  field.setSelectionRange(start, end);
  if (!isChanged) return;
  const handOver = () => field.dispatchEvent(new Event("change", { bubbles: true }));
  field.addEventListener("blur", handOver, { once: true });
  field.addEventListener("change", () => field.removeEventListener("blur", handOver), { once: true });
}
