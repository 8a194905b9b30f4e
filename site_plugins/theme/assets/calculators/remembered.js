// @ts-check
/**
 * The reader's machine, kept on their device only while they ask for it.
 *
 * Any page of the origin can write here, so what comes back is treated like an address: only known fields, only text,
 * and Python judges the values.
 */
import { controls, value } from "./form.js";
import { Storage } from "./storage.js";

/** @typedef {import("./form.js").Inputs} Inputs */

const LONGEST_VALUE_CHARACTERS = 200;

const storage = new Storage("localStorage", "start-here.machine");

/** Whether a machine is remembered on this device. */
export function isRemembered() {
  return storage.read() !== null;
}

/**
 * The remembered inputs that this form can take.
 * @param {HTMLFormElement} form
 * @returns {Inputs}
 */
export function recall(form) {
  const kept = parse(storage.read());
  const names = rememberable(form).map((element) => element.name);
  return Object.fromEntries(Object.entries(kept).filter(([name]) => names.includes(name)));
}

/**
 * Remember the machine in this form, beside fields that only other calculators have.
 * @param {HTMLFormElement} form
 * @returns {boolean} whether the browser kept it
 */
export function remember(form) {
  const short = rememberable(form).filter((element) => value(element).length <= LONGEST_VALUE_CHARACTERS);
  const inputs = Object.fromEntries(short.map((element) => [element.name, value(element)]));
  return storage.write(JSON.stringify({ ...parse(storage.read()), ...inputs }));
}

/** Remove everything that was remembered. */
export function forget() {
  storage.remove();
}

/** @param {HTMLFormElement} form */
function rememberable(form) {
  return controls(form).filter((element) => element.closest("[data-remember]") !== null);
}

/**
 * @param {string | null} text
 * @returns {Inputs}
 */
function parse(text) {
  try {
    const kept = Object.entries(JSON.parse(text ?? "{}"));
    return Object.fromEntries(kept.filter(([, item]) => isShortText(item)));
  } catch {
    return {};
  }
}

/** @param {unknown} item */
function isShortText(item) {
  return typeof item === "string" && item.length <= LONGEST_VALUE_CHARACTERS;
}
