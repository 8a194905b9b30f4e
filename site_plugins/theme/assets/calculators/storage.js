// @ts-check
/**
 * Browser storage that may be full, forbidden or absent: reading then finds nothing, and writing does nothing. Other
 * sites of the same origin may write there, so what it holds is not to be trusted.
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

/**
 * The texts by name in the JSON of an object; nothing where it is none, and no text that is longer.
 * @param {string | null} json
 * @param {number} longestCharacters
 * @returns {Record<string, string>}
 */
export function texts(json, longestCharacters) {
  try {
    const entries = Object.entries(JSON.parse(json ?? "{}"));
    return Object.fromEntries(
      entries.filter(([, item]) => typeof item === "string" && item.length <= longestCharacters),
    );
  } catch {
    return {};
  }
}
