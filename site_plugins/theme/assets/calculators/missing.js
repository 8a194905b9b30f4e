// @ts-check
/**
 * What the fast set of files lacks. Functions of its WebAssembly that no calculator was seen to use were replaced: such
 * a function says so here, then traps. Python code or Pyodide may take the trap for an error of another kind and go on,
 * so whatever Python says from then on counts for nothing.
 */

/** Python needed a function that this set of files does not have; another set has it. */
export class MissingError extends Error {}

export class Missing {
  #error = new MissingError("Python needed a function that these files do not have.");
  #missed = false;
  /** @type {(error: MissingError) => void} */
  #reject = () => {};

  /** Rejects when a function is missed, even where Pyodide would only wait; never resolves. */
  found = /** @type {Promise<never>} */ (new Promise((_, reject) => (this.#reject = reject)));

  constructor() {
    // The race is joined later; until then a miss must not count as unhandled.
    this.found.catch(() => {});
  }

  /**
   * The maker of Pyodide's module, with the option that its glue calls when a function is missed.
   * @param {(settings: object) => Promise<any>} createModule
   */
  told(createModule) {
    const onMissed = () => {
      this.#missed = true;
      this.#reject(this.#error);
    };
    return (/** @type {object} */ settings) => createModule(Object.assign(settings, { onMissed }));
  }

  /**
   * What was made without the functions that are missing, or a MissingError.
   * @template T
   * @param {T} made
   * @returns {T}
   */
  whole(made) {
    if (this.#missed) throw this.#error;
    return made;
  }
}
