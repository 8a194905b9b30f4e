// @ts-check
/**
 * The reader's edits to the parts of a formula. They last for the visit, across pages that are swapped in place, and are
 * never stored or sent.
 */

/** @typedef {{ module: string, title: string, original: string }} Chapter */

/** The text of each module that differs from ours. @type {Map<string, string>} */
const written = new Map();

export class FormulaEdits {
  #chapters;
  /** What the last reset took away. @type {[string, string][]} */
  #dropped = [];

  /** @param {Chapter[]} chapters the parts that can be edited here */
  constructor(chapters) {
    this.#chapters = chapters;
  }

  /** Whether a reset can still be undone. */
  get canReturn() {
    return this.#dropped.length > 0;
  }

  /**
   * @param {string} module
   * @returns {Chapter | undefined}
   */
  chapter(module) {
    return this.#chapters.find((chapter) => chapter.module === module);
  }

  /** @param {string} module */
  text(module) {
    return written.get(module) ?? this.chapter(module)?.original ?? "";
  }

  /** @param {string} module */
  isChanged(module) {
    return written.has(module);
  }

  /**
   * @param {string} module
   * @param {string} text
   */
  write(module, text) {
    if (text === this.chapter(module)?.original) written.delete(module);
    else written.set(module, text);
    this.#dropped = [];
  }

  /** The edited parts, by module. */
  edits() {
    return Object.fromEntries(this.#entries());
  }

  /** Make every part ours again. */
  reset() {
    const entries = this.#entries();
    if (entries.length > 0) this.#dropped = entries;
    for (const [module] of entries) written.delete(module);
  }

  /** Undo the last reset. */
  bringBack() {
    for (const [module, text] of this.#dropped) written.set(module, text);
    this.#dropped = [];
  }

  /** @returns {[string, string][]} */
  #entries() {
    return [...written].filter(([module]) => this.chapter(module));
  }
}

/**
 * The parts of a formula as its page shows them.
 * @param {HTMLElement} root
 * @returns {Chapter[]}
 */
export function chaptersOf(root) {
  const sources = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-module]"));
  return [...sources].map((source) => ({
    module: source.dataset.module ?? "",
    title: source.dataset.title ?? "",
    original: source.querySelector("code")?.textContent ?? "",
  }));
}
