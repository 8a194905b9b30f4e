// @ts-check
/**
 * An exercise on a calculator of the page: after each answer Python says how far the reader's inputs are from the goal.
 * Without this script it is a task with a worked solution.
 */
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
  }

  async #judge() {
    const reply = await this.#calculator?.judge(this.#goal);
    if (!reply || !this.#root.isConnected) return;
    const isDone = reply.ok && reply.data.done === true;
    // Only what was reached is announced: the calculator tells every answer itself.
    this.#say("so-far", isDone ? "" : reply.announcement);
    if (!isDone) return;
    this.#say("said", `✓ Done. ${reply.announcement}`);
    const now = new Date();
    const day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    update(({ exercises }) => (exercises[this.#key] ??= { done: day }));
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
