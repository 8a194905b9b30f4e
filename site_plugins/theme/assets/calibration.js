// @ts-check
/** How good a reader's guesses are. The site shows its own errors; these are theirs. */
import { CHANGED, read } from "./progress/record.js";

/** @typedef {import("./progress/record.js").Guess} Guess */

export class Calibration {
  /** @param {HTMLElement} root shows the score of the guesses that are kept, and follows them */
  constructor(root) {
    const first = [...root.childNodes];
    const show = () => {
      const said = line(read().guesses);
      root.replaceChildren(...first);
      if (said) root.append(` ${said}`);
    };
    const follow = () => (root.isConnected ? show() : document.removeEventListener(CHANGED, follow));
    document.addEventListener(CHANGED, follow);
    show();
  }
}

/**
 * The score in one line; empty before the first guess.
 * @param {Record<string, Guess>} guesses
 */
export function line(guesses) {
  const all = Object.values(guesses);
  const choices = all.filter(({ off }) => off === null);
  const right = choices.filter(({ guess, answer }) => guess === answer);
  const factors = all.flatMap(({ off }) => off ?? []).sort((one, other) => one - other);
  const parts = [];
  if (choices.length > 0) parts.push(`${right.length} of ${choices.length} choices right`);
  if (factors.length === 1) parts.push(`a number off by a factor of ${median(factors)}`);
  if (factors.length > 1) parts.push(`half of your ${factors.length} numbers off by more than a factor of ${median(factors)}`);
  return parts.length > 0 ? `So far: ${parts.join(", ")}.` : "";
}

/** @param {number[]} sorted */
function median(sorted) {
  const half = (sorted.length - 1) / 2;
  const middle = (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
  return middle.toLocaleString("en", { maximumSignificantDigits: 2 });
}
