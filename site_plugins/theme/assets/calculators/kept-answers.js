// @ts-check
/**
 * The answers that the reader kept for the memo, in this browser and nowhere else, as the JSON that Python reads.
 *
 * Scripts of the same origin may write here too, so what comes back is not to be trusted: Python judges it.
 */
import { Storage } from "./storage.js";

/** @typedef {Record<string, any>} Entry */

export const KEY = "start-here.memo";
/** As in `calculators/memo/kept.py`, so that nothing is kept that could not be read again. */
const MOST_KEPT = 24;
const LONGEST_INPUT_CHARACTERS = 20_000;
export const MOST_CHARACTERS = 500_000;

export const DENIED = "This browser keeps nothing for this page, or has no room left, so it was not kept.";
const FULL = `The memo holds ${MOST_KEPT} answers, the limit. Remove one on its page first.`;
const TOO_LONG = "These inputs hold a text that is too long to be kept.";
const UNREADABLE = "What this browser holds as your memo cannot be read. Its page says why.";

const storage = new Storage("localStorage", KEY);

/** What is kept, as text; empty where nothing is. */
export function keptText() {
  return storage.read() ?? "";
}

/**
 * Keep this in place of what was kept; an empty text removes it.
 * @param {string} text
 * @returns {boolean} whether the browser did
 */
export function keepText(text) {
  if (text !== "") return storage.write(text);
  storage.remove();
  return true;
}

/**
 * The answers in a text; null where it holds none that a script could add to.
 * @param {string} text
 * @returns {Entry[] | null}
 */
export function entriesOf(text) {
  if (text === "") return [];
  try {
    const { kept } = JSON.parse(text);
    return Array.isArray(kept) && kept.every((entry) => typeof entry === "object" && entry !== null) ? kept : null;
  } catch {
    return null;
  }
}

/** @param {Entry[]} kept */
export function textOf(kept) {
  return kept.length === 0 ? "" : `${JSON.stringify({ memo: 1, kept }, null, 1)}\n`;
}

/**
 * Add an answer, or bring the one with the same inputs up to date: its task, note and ticks stay.
 * @param {Entry} entry
 * @returns {string} why it was not kept; empty where it was
 */
export function keepEntry(entry) {
  const kept = entriesOf(keptText());
  if (kept === null) return UNREADABLE;
  if (Object.values(entry.inputs).some((text) => text.length > LONGEST_INPUT_CHARACTERS)) return TOO_LONG;
  const place = kept.findIndex((each) => isAlike(each, entry));
  if (place < 0) kept.push(entry);
  else kept[place] = { ...kept[place], ...entry };
  if (kept.length > MOST_KEPT) return FULL;
  const text = textOf(kept);
  if (text.length > MOST_CHARACTERS) return TOO_LONG;
  return keepText(text) ? "" : DENIED;
}

/**
 * @param {Entry} one
 * @param {Entry} other
 */
function isAlike(one, other) {
  return one.calculator === other.calculator && sorted(one.inputs) === sorted(other.inputs);
}

/** @param {Record<string, string>} [inputs] */
function sorted(inputs) {
  return JSON.stringify(Object.entries(inputs ?? {}).sort());
}
