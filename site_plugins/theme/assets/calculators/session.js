// @ts-check
/**
 * What the reader has typed into a calculator, for as long as this tab is open, so that Back, Forward, Reload and links
 * inside the site bring it back.
 *
 * It is kept in this tab and sent nowhere. Scripts of the same origin may write here, so what comes back is treated like
 * an address: only known fields, only text, and Python judges the values.
 */
import { controls, defaults, today, value } from "./form.js";
import { memory, recall } from "./remembered-machine.js";
import { Storage, texts } from "./storage.js";

/** @typedef {import("./form.js").Inputs} Inputs */

/** More than any form takes: what is longer is not kept, and all else is. */
const LONGEST_TEXT_CHARACTERS = 1_100_000;

export class Session {
  #form;
  #storage;
  #link;

  /**
   * @param {HTMLFormElement} form
   * @param {string} id of the calculator in its page
   * @param {Inputs} linked the inputs in the address that the page was opened with
   */
  constructor(form, id, linked) {
    this.#form = form;
    this.#storage = new Storage("sessionStorage", `start-here.inputs ${location.pathname} ${id}`);
    this.#link = JSON.stringify(linked);
  }

  /**
   * The inputs to go on from, over the built ones, with those of a machine that was remembered since. Null where nothing
   * was typed, or where the address brings inputs that the reader has not changed since.
   * @returns {Inputs | null}
   */
  recall() {
    const { link, entry, inputs, machine } = texts(this.#storage.read(), Infinity);
    const isOwn = this.#link === "{}" || (link === this.#link && entry === historyEntry());
    if (inputs === undefined || !isOwn) return null;
    const typed = texts(inputs, LONGEST_TEXT_CHARACTERS);
    const remembered = recall(this.#form);
    return machine === memory() ? { ...remembered, ...typed } : { ...typed, ...remembered };
  }

  /** Keep what differs from the built inputs, or could be overwritten by remembered ones; what is all built needs none. */
  write() {
    const built = defaults(this.#form);
    const remembered = recall(this.#form);
    const own = controls(this.#form).filter((element) => {
      const { name, dataset } = element;
      const text = value(element);
      if (text.length > LONGEST_TEXT_CHARACTERS || (dataset.today !== undefined && text === today())) return false;
      return text !== built[name] || Object.hasOwn(remembered, name);
    });
    if (own.length === 0 && this.#link === "{}") return this.#storage.remove();
    const inputs = JSON.stringify(Object.fromEntries(own.map((element) => [element.name, value(element)])));
    const record = { link: this.#link, entry: historyEntry(), inputs, machine: memory() };
    const isKept = this.#storage.write(JSON.stringify(record));
    if (!isKept) this.#storage.remove(); // nothing is better than what was typed before
  }
}

/** A name for this place in the tab's history; empty in browsers that give none. */
function historyEntry() {
  const { navigation } = /** @type {{ navigation?: { currentEntry: { key: string } | null } }} */ (
    /** @type {unknown} */ (window)
  );
  return navigation?.currentEntry?.key ?? "";
}
