// @ts-check
/**
 * What a screen reader is told: the result a reader settled on, once, and not each one on the way.
 */
export class Announcer {
  static #PAUSE_MS = 400;

  #root;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** @param {HTMLElement} root the calculator, which holds the live region */
  constructor(root) {
    this.#root = root;
  }

  /**
   * Say something, unless something newer comes first.
   * @param {string} text
   */
  say(text) {
    this.hush();
    const place = this.#root.querySelector("[data-part=announce]");
    if (!(place instanceof HTMLElement)) return;
    // Emptied first, so that the same words are heard again.
    place.textContent = "";
    this.#pause = setTimeout(() => {
      // What a guess has filled in is told together with its answer.
      place.textContent = (place.dataset.first ?? "") + text;
      delete place.dataset.first;
    }, Announcer.#PAUSE_MS);
  }

  /** Do not say what has not been said yet. */
  hush() {
    clearTimeout(this.#pause);
  }
}
