// @ts-check
/**
 * What a screen reader announces: the result a reader settles on, once, and none of those on the way.
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

  /** Drop what has not been announced yet. */
  hush() {
    clearTimeout(this.#pause);
  }
}
