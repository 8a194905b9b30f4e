// @ts-check
/**
 * A guess before the answer: two or three buttons, or a slider with its number. It is locked, compared and kept, and
 * opens the answer. Without this script the answer opens by hand.
 */
import { line } from "./calibration.js";
import { keyOf } from "./key.js";
import { read, update } from "./progress/record.js";

/** @typedef {import("./progress/record.js").Guess} Guess */

const STEPS = 1000;
/** A guess this near, as a ratio, is as good as the answer. */
const CLOSE = 1.1;
/** Thousands may be grouped; a comma for a point would be a guess. */
const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?$/;

export class Predict {
  #root;
  #key;
  /** The figure in print; empty where a choice is the answer. */
  #figure;
  #isLocked = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#key = keyOf(root, root.dataset.id ?? "");
    this.#figure = root.dataset.answer ?? "";
    const numbers = root.querySelector("template");
    const list = root.querySelector("ul");
    if (numbers) this.#offerNumbers(numbers);
    else if (list) this.#offerChoices(list);
    const kept = read().guesses[this.#key];
    if (kept) this.#show(kept, "");
  }

  /** @param {HTMLUListElement} list */
  #offerChoices(list) {
    const answer = list.querySelector("[data-right]")?.textContent ?? "";
    for (const item of list.children) {
      const guess = item.textContent ?? "";
      const button = document.createElement("button");
      button.type = "button";
      button.append(...item.childNodes);
      button.addEventListener("click", () => this.#guessed({ guess, answer, off: null }));
      item.append(button);
    }
  }

  /** @param {HTMLTemplateElement} template */
  #offerNumbers(template) {
    const part = document.importNode(template.content, true);
    const box = /** @type {HTMLInputElement} */ (part.querySelector("[type=text]"));
    const slider = /** @type {HTMLInputElement} */ (part.querySelector("[type=range]"));
    const [low, high] = [Number(template.dataset.low), Number(template.dataset.high)];
    const isLog = template.dataset.scale === "log";
    const describe = () => {
      const number = numberIn(box.value);
      slider.setAttribute("aria-valuetext", Number.isFinite(number) ? this.#amount(number) : "none yet");
    };
    const lock = () => {
      if (this.#isLocked) return;
      const [guess, answer] = [numberIn(box.value), Number(this.#root.dataset.value)];
      const isGuess = guess >= low && guess <= high;
      box.setAttribute("aria-invalid", String(!isGuess));
      if (isGuess) return this.#guessed({ guess, answer, off: Math.max(guess / answer, answer / guess) });
      this.#say(`Type a number from ${this.#amount(low)} to ${this.#amount(high)}, with a point for fractions, as in 1.5.`);
      box.focus();
    };
    slider.addEventListener("input", () => {
      const share = slider.valueAsNumber / STEPS;
      const number = isLog ? low * (high / low) ** share : low + (high - low) * share;
      box.value = String(Number(number.toPrecision(2)));
      describe();
    });
    box.addEventListener("input", () => {
      const number = numberIn(box.value);
      const share = isLog ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
      if (Number.isFinite(share)) slider.value = String(share * STEPS);
      describe();
    });
    box.addEventListener("keydown", ({ key }) => key === "Enter" && lock());
    part.querySelector("button")?.addEventListener("click", lock);
    describe();
    template.after(part);
  }

  /** @param {Guess} guess */
  #guessed(guess) {
    if (this.#isLocked) return;
    update(({ guesses }) => (guesses[this.#key] = guess));
    // Where the browser keeps nothing, this guess counts all the same.
    const all = { ...read().guesses, [this.#key]: guess };
    this.#show(guess, Object.keys(all).length > 1 ? line(all) : ""); // one is no score
  }

  /**
   * Lock the guess, compare it and open the answer.
   * @param {Guess} guess
   * @param {string} score how good the reader's guesses are so far
   */
  #show(guess, score) {
    this.#isLocked = true;
    this.#root.dataset.guessed = "";
    for (const button of this.#root.querySelectorAll("button")) {
      // Not disabled: the one that was pressed would lose the focus.
      button.setAttribute("aria-disabled", "true");
      if (guess.off === null) button.setAttribute("aria-pressed", String(button.textContent === guess.guess));
    }
    const [box, slider] = this.#root.querySelectorAll("input");
    if (box && slider) {
      box.value = String(guess.guess);
      box.dispatchEvent(new Event("input"));
      box.readOnly = true;
      slider.disabled = true;
      for (const button of this.#root.querySelectorAll("button")) button.textContent = "Locked in";
    }
    this.#say(`${this.#compared(guess)} ${score}`.trim());
    const details = this.#root.querySelector("details");
    if (details) details.open = true;
  }

  /** @param {string} text */
  #say(text) {
    const said = this.#root.querySelector("[data-part=said]");
    if (said) said.textContent = text;
  }

  /** @param {Guess} guess */
  #compared({ guess, answer, off }) {
    if (typeof guess === "number" && off !== null) {
      const far = off < CLOSE ? "As good as exact." : `Off by a factor of ${factor(off)}.`;
      return `You said ${this.#amount(guess)}; it’s ${this.#figure}. ${far}`;
    }
    const figure = this.#figure && ` (${this.#figure})`;
    return guess === answer ? `✓ “${guess}” is right${figure}.` : `✗ You said “${guess}”; it’s “${answer}”${figure}.`;
  }

  /** @param {number} number */
  #amount(number) {
    const unit = this.#root.querySelector("template")?.dataset.unit ?? "";
    const digits = number.toLocaleString("en", { maximumSignificantDigits: 3 });
    return unit === "$" ? unit + digits : unit === "%" ? digits + unit : `${digits} ${unit}`;
  }
}

/**
 * The number that was typed, NaN where it is none.
 * @param {string} text
 */
function numberIn(text) {
  const bare = text.trim();
  return bare && NUMBER.test(bare) ? Number(bare.replaceAll(",", "")) : NaN;
}

/** @param {number} off */
function factor(off) {
  return off.toLocaleString("en", { maximumSignificantDigits: 2 });
}
