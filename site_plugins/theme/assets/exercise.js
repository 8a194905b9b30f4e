// @ts-check
/**
 * An exercise on a calculator of the page: after each answer Python says how far the reader's inputs are from the goal.
 * Without this script it is a task with a worked solution.
 */
import { controls, isChanged, isHidden, today } from "./calculators/form.js";
import { keyOf } from "./key.js";
import { read, update } from "./progress/record.js";

/** @typedef {HTMLElement & { judge: (goal: object) => Promise<{ ok: boolean, announcement: string, data?: any } | null> }} Judge */

export class Exercise {
  #root;
  #key;
  #goal;
  #calculator;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#key = keyOf(root, root.dataset.id ?? "");
    this.#goal = JSON.parse(root.dataset.goal ?? "{}");
    this.#calculator = /** @type {Judge | null} */ (document.getElementById(root.dataset.for ?? ""));
    this.#calculator?.addEventListener("start-answer", () => void this.#judge());
    const kept = read().exercises[this.#key];
    if (kept) this.#say("said", `✓ Done on ${kept.done}.`);
    if (this.#isBegun) void this.#judge();
  }

  /** Whether the inputs were changed before this script was here: no answer is to come that would say so. */
  get #isBegun() {
    const form = this.#calculator?.querySelector("form[data-part=form]");
    const isStarted = this.#calculator?.dataset.started !== undefined;
    if (!isStarted || !(form instanceof HTMLFormElement)) return false;
    return controls(form).some((element) => !isHidden(element) && isChanged(element));
  }

  async #judge() {
    const reply = await this.#calculator?.judge(this.#goal);
    if (!reply || !this.#root.isConnected) return;
    const isDone = reply.ok && reply.data.done === true;
    // Only what was reached is announced: the calculator tells every answer itself.
    this.#say("so-far", isDone ? "" : reply.announcement);
    if (!isDone) return;
    this.#say("said", `✓ Done. ${reply.announcement}`);
    update(({ exercises }) => (exercises[this.#key] ??= { done: today() }));
  }

  /**
   * @param {string} part
   * @param {string} text
   */
  #say(part, text) {
    const place = this.#root.querySelector(`[data-part=${part}]`);
    if (place) place.textContent = text;
  }
}
