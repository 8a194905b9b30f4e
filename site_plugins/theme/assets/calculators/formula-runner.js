// @ts-check
/**
 * Runs the reader's version of a formula, in a frame of an opaque origin that is opened when first wanted, with a new
 * Python for each run, and within a limit of time. Whatever ends a run early ends the frame too.
 */
import { DownloadError, NoConnection } from "./manifest.js";
import { OpaqueFrame } from "./opaque-frame.js";

/**
 * @typedef {object} Listener
 * @property {(loadedBytes: number, totalBytes: number) => void} starting
 * @property {() => void} running
 */
/** @typedef {{ request: string, listener: Listener, resolve: (reply: string) => void, reject: (error: RunError) => void }} Job */

/** Why a run gave nothing, in one sentence for the reader. */
export class RunError extends Error {}

const LONGEST_RUN_MS = 10_000;
const LONGEST_SILENCE_MS = 60_000;

const TOO_LONG =
  "Your version ran for 10 seconds and was stopped. Is there a loop that never ends? Everything you typed is still here.";
export const BROKEN = "Your version broke its Python, which will start anew. Everything you typed is still here.";
const STALLED = "Python for your version could not be started (nothing arrived for a minute).";
const NO_WORKER = "Python for your version did not start in this browser.";
const NO_NETWORK =
  "Your version runs in a Python of its own, which isn’t kept on this device and needs a network to be downloaded. Everything you typed is still here.";
const STOPPED = "Your version was stopped.";

export class FormulaRunner {
  /** @type {OpaqueFrame | null} */
  #frame = null;
  /** What the newest Python is at: only one that is ready is given code, and only one that runs gives an answer. */
  #phase = /** @type {"starting" | "ready" | "running"} */ ("starting");
  /** @type {Job | null} */
  #job = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watchdog;

  /**
   * The reply of `calculators.browser.edited_formula` as it came. Rejects with a RunError.
   * @param {string} request
   * @param {Listener} listener
   * @returns {Promise<string>}
   */
  run(request, listener) {
    return new Promise((resolve, reject) => {
      this.#job = { request, listener, resolve, reject };
      if (this.#phase === "ready") this.#send();
      else if (this.#frame) this.#wait(this.#frame);
      else void this.#start();
    });
  }

  /** End the run and its Python. */
  stop(message = STOPPED) {
    clearTimeout(this.#watchdog);
    this.#frame?.close();
    this.#frame = null;
    this.#phase = "starting";
    const job = this.#job;
    this.#job = null;
    job?.reject(new RunError(message));
  }

  async #start() {
    const frame = (this.#frame = new OpaqueFrame((message) => frame === this.#frame && this.#receive(message)));
    this.#wait(frame);
    try {
      await frame.open((loadedBytes, totalBytes) => this.#wait(frame, loadedBytes, totalBytes));
    } catch (error) {
      if (frame !== this.#frame) return;
      if (!(error instanceof DownloadError)) console.error(error);
      if (error instanceof NoConnection) this.stop(NO_NETWORK);
      else this.stop(error instanceof DownloadError ? error.message : NO_WORKER);
    }
  }

  /** @param {any} message that the reader's code may have had a hand in */
  #receive(message) {
    if (message?.kind === "failed") this.stop(NO_WORKER);
    else if (message?.kind === "ready" && this.#phase === "starting") this.#ready();
    else if (message?.kind === "answer" && this.#phase === "running") this.#answered(message.reply);
  }

  /**
   * Something of Python arrives, or it starts.
   * @param {OpaqueFrame} frame
   * @param {number} loadedBytes
   * @param {number} totalBytes
   */
  #wait(frame, loadedBytes = 0, totalBytes = 0) {
    if (frame !== this.#frame || this.#phase !== "starting" || !this.#job) return;
    this.#watch(LONGEST_SILENCE_MS, STALLED);
    this.#job.listener.starting(loadedBytes, totalBytes);
  }

  #ready() {
    clearTimeout(this.#watchdog);
    this.#phase = "ready";
    this.#send();
  }

  #send() {
    if (!this.#job) return;
    this.#watch(LONGEST_RUN_MS, TOO_LONG);
    this.#job.listener.running();
    this.#phase = "running";
    this.#frame?.post(this.#job.request);
  }

  /** @param {unknown} reply */
  #answered(reply) {
    if (typeof reply !== "string") return this.stop(BROKEN);
    clearTimeout(this.#watchdog);
    this.#phase = "starting"; // the next Python, already on its way
    this.#job?.resolve(reply);
    this.#job = null;
  }

  /**
   * @param {number} milliseconds
   * @param {string} message
   */
  #watch(milliseconds, message) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.stop(message), milliseconds);
  }
}
