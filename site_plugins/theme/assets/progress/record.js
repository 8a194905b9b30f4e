// @ts-check
/**
 * What the reader has done so far, in this browser and nowhere else: never sent, complete in one JSON text.
 *
 * Scripts of the same origin may write here too, and a reader may import a file, so whatever is read is held to the
 * shape below. A part that is unknown or ill-formed is dropped; nothing is ever thrown for it.
 *
 * Keys are pages as they are addressed below the root of the site, without the last slash ("start/three-doors"), and
 * for things on a page that page, "#" and the id of the thing.
 */
import { Storage } from "../calculators/storage.js";

/** @typedef {"owner" | "entrepreneur" | "student"} Path */
/** @typedef {{ done: string }} Done on which day, as 2026-11-29 */
/** @typedef {{ choice: string, right: boolean }} QuizAnswer */
/** @typedef {{ guess: number | string, answer: number | string, off: number | null }} Guess */
/** @typedef {{ done: boolean, note: string }} Week what to do this week: whether it is done, and what came of it */
/**
 * @typedef {object} ProgressRecord
 * @property {1} version
 * @property {Path | null} path
 * @property {Record<string, Done>} lessons
 * @property {Record<string, QuizAnswer>} quizzes
 * @property {Record<string, Guess>} guesses
 * @property {Record<string, Done>} exercises
 * @property {Record<string, Week>} weeks
 */

export const KEY = "start-here-progress";
/** On `document`, after every change made here. */
export const CHANGED = "start-here-progress";
export const PATHS = /** @type {const} */ (["owner", "entrepreneur", "student"]);
export const LONGEST_NOTE_CHARACTERS = 2_000;
const LONGEST_TEXT_CHARACTERS = 200;
const MOST_ENTRIES = 500;
const MOST_CHARACTERS = 500_000;
const PAGE = /^[a-z0-9/-]+(#[\w-]+)?$/;
const DAY = /^(?!0000)\d{4}-\d\d-\d\d$/;

const storage = new Storage("localStorage", KEY);

/** @returns {ProgressRecord} what is kept; a new record where nothing is, or nothing that can be read */
export function read() {
  return parse(storage.read() ?? "") ?? empty();
}

/**
 * Change what is kept, and tell the page.
 * @param {(record: ProgressRecord) => void} change writes into the record that it is given
 * @returns {boolean} whether the browser kept it
 */
export function update(change) {
  const record = read();
  change(record);
  return replace(record);
}

/**
 * Keep this record in place of what was kept; an empty one leaves nothing behind.
 * @param {ProgressRecord} record
 * @returns {boolean} whether the browser kept it
 */
export function replace(record) {
  const text = JSON.stringify(valid(record));
  const isEmpty = text === JSON.stringify(empty());
  if (isEmpty) storage.remove();
  const isKept = isEmpty || storage.write(text);
  document.dispatchEvent(new CustomEvent(CHANGED));
  return isKept;
}

/**
 * @param {string} text
 * @returns {ProgressRecord | null} what of the text is a record; null where it is none of ours
 */
export function parse(text) {
  if (text.length > MOST_CHARACTERS) return null;
  try {
    const found = JSON.parse(text);
    return isObject(found) && found.version === 1 ? valid(found) : null;
  } catch {
    return null;
  }
}

/** @returns {ProgressRecord} */
export function empty() {
  return { version: 1, path: null, lessons: {}, quizzes: {}, guesses: {}, exercises: {}, weeks: {} };
}

/**
 * @param {Record<string, any>} found
 * @returns {ProgressRecord}
 */
function valid(found) {
  return {
    version: 1,
    path: PATHS.find((path) => path === found.path) ?? null,
    lessons: entries(found.lessons, done),
    quizzes: entries(found.quizzes, quizAnswer),
    guesses: entries(found.guesses, guess),
    exercises: entries(found.exercises, done),
    weeks: entries(found.weeks, week),
  };
}

/**
 * @template Item
 * @param {unknown} found
 * @param {(item: Record<string, any>) => Item | null} read null where it is ill-formed
 * @returns {Record<string, Item>}
 */
function entries(found, read) {
  if (!isObject(found)) return {};
  /** @type {[string, Item][]} */
  const good = [];
  for (const [key, item] of Object.entries(found)) {
    const each = PAGE.test(key) && key.length <= LONGEST_TEXT_CHARACTERS && isObject(item) ? read(item) : null;
    if (each !== null) good.push([key, each]);
  }
  return Object.fromEntries(good.slice(0, MOST_ENTRIES));
}

/** @param {Record<string, any>} item @returns {Done | null} */
function done(item) {
  return isDay(item.done) ? { done: item.done } : null;
}

/**
 * Whether this is a day of the calendar, as 2026-11-29.
 * @param {unknown} value
 * @returns {value is string}
 */
export function isDay(value) {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const noon = new Date(`${value}T12:00Z`);
  return !Number.isNaN(noon.valueOf()) && noon.toISOString().startsWith(value);
}

/** @param {Record<string, any>} item @returns {QuizAnswer | null} */
function quizAnswer({ choice, right }) {
  return isText(choice) && typeof right === "boolean" ? { choice, right } : null;
}

/** @param {Record<string, any>} item @returns {Guess | null} */
function guess({ guess, answer, off }) {
  if (!isGuess(guess) || !isGuess(answer)) return null;
  return { guess, answer, off: Number.isFinite(off) ? off : null };
}

/** @param {Record<string, any>} item @returns {Week | null} */
function week({ done, note }) {
  if (typeof done !== "boolean" || typeof note !== "string") return null;
  return { done, note: note.slice(0, LONGEST_NOTE_CHARACTERS) };
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @returns {value is string} */
function isText(value) {
  return typeof value === "string" && value.length <= LONGEST_TEXT_CHARACTERS;
}

/** @param {unknown} value @returns {value is number | string} */
function isGuess(value) {
  return isText(value) || Number.isFinite(value);
}
