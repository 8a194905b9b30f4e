// @ts-check
/**
 * Runs the reader's version of a formula, in a worker of its own that is started when first wanted and kept for the next
 * run, and within a limit of time. Whatever ends a run early ends its worker too.
 */

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
const BROKEN = "Your version broke its Python, which will start anew. Everything you typed is still here.";
const STALLED = "Python for your version could not be started (nothing arrived for a minute).";
const NO_WORKER = "Python for your version did not start in this browser.";
const STOPPED = "Your version was stopped.";

export class FormulaRunner {
  /** @type {Worker | null} */
  #worker = null;
  #isReady = false;
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
      if (this.#isReady) this.#send();
      else if (!this.#worker) this.#start();
    });
  }

  /** End the run and its Python. */
  stop(message = STOPPED) {
    clearTimeout(this.#watchdog);
    this.#worker?.terminate();
    this.#worker = null;
    this.#isReady = false;
    const job = this.#job;
    this.#job = null;
    job?.reject(new RunError(message));
  }

  #start() {
    this.#job?.listener.starting(0, 0);
    this.#watch(LONGEST_SILENCE_MS, STALLED);
    try {
      const worker = new Worker(new URL("./formula-worker.js", import.meta.url), { type: "module", name: "Your version" });
      worker.addEventListener("message", ({ data }) => worker === this.#worker && this.#receive(data));
      worker.addEventListener("error", () => worker === this.#worker && this.stop(NO_WORKER));
      this.#worker = worker;
    } catch {
      this.stop(NO_WORKER);
    }
  }

  /** @param {any} message */
  #receive(message) {
    if (message.kind === "progress") this.#progress(message.loadedBytes, message.totalBytes);
    else if (message.kind === "failed") this.stop(message.message);
    else if (message.kind === "ready") this.#ready();
    else if (message.kind === "answer") this.#answered(message.reply);
  }

  /**
   * @param {number} loadedBytes
   * @param {number} totalBytes
   */
  #progress(loadedBytes, totalBytes) {
    if (this.#isReady) return;
    this.#watch(LONGEST_SILENCE_MS, STALLED);
    this.#job?.listener.starting(loadedBytes, totalBytes);
  }

  #ready() {
    clearTimeout(this.#watchdog);
    this.#isReady = true;
    this.#send();
  }

  #send() {
    if (!this.#job) return;
    this.#watch(LONGEST_RUN_MS, TOO_LONG);
    this.#job.listener.running();
    this.#worker?.postMessage(this.#job.request);
  }

  /** @param {unknown} reply */
  #answered(reply) {
    if (typeof reply !== "string") return this.stop(BROKEN);
    clearTimeout(this.#watchdog);
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
