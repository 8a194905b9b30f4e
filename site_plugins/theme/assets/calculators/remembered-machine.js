// @ts-check
/**
 * The reader's machine, kept on their device only while they ask for it.
 *
 * Any page of the origin can write here, so what comes back is treated like an address: only known fields, only text,
 * and Python judges the values.
 */
import { controls, value } from "./form.js";
import { Storage, texts } from "./storage.js";

/** @typedef {import("./form.js").Inputs} Inputs */

const LONGEST_VALUE_CHARACTERS = 200;

const storage = new Storage("localStorage", "start-here.machine");

/** Whether a machine is remembered on this device. */
export function isRemembered() {
  return storage.read() !== null;
}

/** All that is remembered, as one text to compare; empty where nothing is. */
export function memory() {
  return storage.read() ?? "";
}

/**
 * The remembered inputs that this form can take.
 * @param {HTMLFormElement} form
 * @returns {Inputs}
 */
export function recall(form) {
  const kept = read();
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
  return storage.write(JSON.stringify({ ...read(), ...inputs }));
}

/** Remove everything that was remembered. */
export function forget() {
  storage.remove();
}

/** @param {HTMLFormElement} form */
function rememberable(form) {
  return controls(form).filter((element) => element.closest("[data-remember]") !== null);
}

function read() {
  return texts(storage.read(), LONGEST_VALUE_CHARACTERS);
}
