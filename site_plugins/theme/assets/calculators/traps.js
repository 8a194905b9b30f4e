// @ts-check
/**
 * Traps in the runtime: functions of WebAssembly that no calculator was seen to use are pruned from the fast set of
 * files. A pruned function that is called after all reports it here, then traps. Python code or Pyodide may take the trap
 * for an error of another kind and go on, so whatever Python says from then on counts for nothing.
 */

/** Python called a function that is pruned from this set of files; another set has it. */
export class TrapError extends Error {}

export class Traps {
  #error = new TrapError("Python needed a function that these files do not have.");
  #isSprung = false;
  /** @type {(error: TrapError) => void} */
  #reject = () => {};

  /** Rejects when a pruned function is called, even where Pyodide would only wait; never resolves. */
  sprung = /** @type {Promise<never>} */ (new Promise((_, reject) => (this.#reject = reject)));

  constructor() {
    // The race is joined later; until then a trap must not count as unhandled.
    this.sprung.catch(() => {});
  }

  /**
   * The function that makes Pyodide's module, with the option that its glue calls when a pruned function is called.
   * @param {(settings: object) => Promise<any>} createModule
   */
  watch(createModule) {
    const onMissed = () => {
      this.#isSprung = true;
      this.#reject(this.#error);
    };
    return (/** @type {object} */ settings) => createModule(Object.assign(settings, { onMissed }));
  }

  /**
   * What Python returned, if no pruned function was called for it; throws a TrapError otherwise.
   * @template T
   * @param {T} returned
   * @returns {T}
   */
  check(returned) {
    if (this.#isSprung) throw this.#error;
    return returned;
  }
}
