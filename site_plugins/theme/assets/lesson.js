// @ts-check
/** What the elements of a lesson that ask something do, by name. */
import { Calibration } from "./calibration.js";
import { Exercise } from "./exercise.js";
import { Predict } from "./predict.js";
import { Quiz } from "./quiz.js";
import { Reminder } from "./reminder.js";

/** @type {Record<string, new (element: HTMLElement) => unknown>} */
const KINDS = {
  "start-calibration": Calibration,
  "start-exercise": Exercise,
  "start-predict": Predict,
  "start-quiz": Quiz,
  "start-reminder": Reminder,
};

/** @param {HTMLElement} element */
export function start(element) {
  const Kind = KINDS[element.localName];
  if (!Kind || element.dataset.live !== undefined) return;
  element.dataset.live = "";
  new Kind(element);
}
