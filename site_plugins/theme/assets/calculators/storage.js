// @ts-check
/**
 * Browser storage that may be full, forbidden or absent: reading then finds nothing, and writing does nothing.
 */
export class Storage {
  #name;
  #key;

  /**
   * @param {"localStorage" | "sessionStorage"} name
   * @param {string} key
   */
  constructor(name, key) {
    this.#name = name;
    this.#key = key;
  }

  /** @returns {string | null} */
  read() {
    try {
      return window[this.#name].getItem(this.#key);
    } catch {
      return null;
    }
  }

  /**
   * @param {string} text
   * @returns {boolean} whether the browser kept it
   */
  write(text) {
    try {
      window[this.#name].setItem(this.#key, text);
      return true;
    } catch {
      return false;
    }
  }

  remove() {
    try {
      window[this.#name].removeItem(this.#key);
    } catch {
      // Storage that cannot be reached holds nothing of ours.
    }
  }
}
