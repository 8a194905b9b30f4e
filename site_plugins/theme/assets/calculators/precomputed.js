// @ts-check
/**
 * Answers that were worked out when the site was built, by the same Python: to one changed input, and to the changes
 * that an answer proposes. `site_plugins/build/precomputed.py` writes the tables and says what is in them.
 *
 * A table is fetched once, when its input has the focus or is changed. What is in none, and any table that does not
 * arrive, is Python's to answer.
 */

/** @typedef {import("./form.js").Inputs} Inputs */
/** @typedef {{ texts: string[], answers: Record<string, [announcement: string, runs: string]> }} Table */

/** The table for changes of more than one input. */
const SEVERAL = "several";

export class Precomputed {
  #folder;
  #names;
  /** @type {Map<string, Promise<Table | null>>} */
  #tables = new Map();

  /** @param {HTMLElement} root the calculator */
  constructor({ dataset }) {
    this.#folder = dataset.answers ?? "";
    this.#names = new Set(dataset.answered?.split(" "));
  }

  /**
   * Fetch the table of an input, if it has one.
   * @param {string} name
   */
  prepare(name) {
    if (this.#names.has(name)) void this.#table(name);
  }

  /**
   * The answer to these inputs; null at once where there cannot be one, or later where there is none.
   * @param {Inputs} changed what differs from the inputs that the page was built with
   * @returns {Promise<import("./engine.js").Success | null> | null}
   */
  find(changed) {
    const names = Object.keys(changed);
    const name = names.length > 1 ? SEVERAL : (names[0] ?? "");
    return this.#names.has(name) ? this.#read(name, JSON.stringify(changed)) : null;
  }

  /**
   * @param {string} name
   * @param {string} key
   * @returns {Promise<import("./engine.js").Success | null>}
   */
  async #read(name, key) {
    const table = await this.#table(name);
    if (!table || !Object.hasOwn(table.answers, key)) return null;
    const [announcement, runs] = table.answers[key];
    return { ok: true, html: spread(runs).map((number) => table.texts[number]).join(""), announcement, data: null };
  }

  /** @param {string} name */
  #table(name) {
    const found = this.#tables.get(name) ?? fetchTable(new URL(`${this.#folder}${name}.json`, document.baseURI));
    this.#tables.set(name, found);
    void found.then((table) => table ?? this.#tables.delete(name)); // the next change tries again
    return found;
  }
}

/**
 * @param {URL} address
 * @returns {Promise<Table | null>}
 */
async function fetchTable(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/**
 * "0-2 9" means 0, 1, 2 and 9.
 * @param {string} runs
 */
function spread(runs) {
  return runs.split(" ").flatMap((run) => {
    const [first, last = first] = run.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
  });
}
