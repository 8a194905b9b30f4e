// @ts-check
/**
 * "Keep this answer": what a calculator shows goes into the memo, with the inputs it belongs to.
 */
import { today } from "./form.js";
import { keepEntry } from "./kept-answers.js";

/** @typedef {import("./form.js").Inputs} Inputs */

const KEPT = "Kept.";

/** The place beside the button of one calculator where it says what became of it. */
export class Keep {
  #root;

  /** @param {HTMLElement} root the calculator */
  constructor(root) {
    this.#root = root;
  }

  /**
   * Keep the answer on show.
   * @param {string} calculator
   * @param {Inputs} inputs without private ones
   * @returns {string} what to announce
   */
  keep(calculator, inputs) {
    const refused = keepEntry({ calculator, inputs, kept_on: today(), ...this.#shown() });
    this.say(refused);
    this.#offerMemo(refused === "");
    return refused || KEPT;
  }

  /** Another answer is on show, which is not kept. */
  clear() {
    this.say("");
    this.#offerMemo(false);
  }

  /** @param {string} text */
  say(text) {
    const note = this.#root.querySelector("[data-part=keep-note]");
    if (note) note.textContent = text;
  }

  /** The sentence that answers, and the figures that are shown large, by their labels. */
  #shown() {
    const figures = [...this.#root.querySelectorAll(".sc-answer .sc-highlights > div")].map((card) => [
      words(card.querySelector("dt")),
      words(card.querySelector("dd")?.firstChild),
    ]);
    const headline = words(this.#root.querySelector(".sc-answer .sc-headline"));
    return { headline, figures: Object.fromEntries(figures) };
  }

  /** @param {boolean} isKept */
  #offerMemo(isKept) {
    const link = this.#root.querySelector("[data-part=kept]");
    if (link instanceof HTMLElement) link.hidden = !isKept;
  }
}

/**
 * A text without the breaks that a page has in it.
 * @param {Node | null | undefined} node
 */
function words(node) {
  return (node?.textContent ?? "").split(/\s+/).join(" ").trim();
}
