// @ts-check
/**
 * Python for every calculator of a visit: one worker, started when it is wanted, stopped and restarted when asked.
 *
 * Each calculator has at most one request that counts, its latest. A request that runs for too long takes the worker
 * with it, and a new worker starts. After a failure nothing is downloaded again until the reader says so.
 */
import { idleAfterLoad, savesData } from "./intent.js";
import { readManifest } from "./manifest.js";
import { Storage } from "./storage.js";
import { ownScript } from "./trusted-html.js";

/**
 * @typedef {{ ok: true, html: string, announcement: string, data: unknown }} Success
 * @typedef {{ ok: false, errors: import("./field-errors.js").FieldError[], announcement: string }} Refusal
 * @typedef {Success | Refusal} Reply
 * @typedef {{ calculator: string, inputs?: import("./form.js").Inputs, edited?: object, seen?: object, memo?: string, goal?: object }} Request
 * @typedef {"built" | "starting" | "live" | "stopped" | "failed"} State
 * @typedef {{ state: State, loadedBytes: number, totalBytes: number, message: string }} Status
 * @typedef {{ request: Request, resolve: (reply: Reply | null) => void, reject: (error: EngineError) => void }} Job
 */

/** Why a request got no answer, in one sentence for the reader. */
export class EngineError extends Error {}

/** The request itself was at fault, so that asking the same again would end the same way. */
export class CalculationError extends EngineError {}

const BROKEN = "The calculation failed in Python, which is a fault of this page and not of your inputs.";
const STALLED = "Python could not be started (nothing arrived for a minute).";
const NO_WORKER = "Python did not start in this browser.";
const STOPPED = "Python was stopped.";

export class Engine extends EventTarget {
  static #LONGEST_CALCULATION_MS = 10_000;
  /**
   * A calculation is a small part of a start, on any machine: where a start takes long, because the machine is slow or has
   * much else to do, a calculation may take as many times as long before it counts as one that never ends.
   */
  static #LONGEST_IN_STARTS = 10;
  static #LONGEST_EVER_MS = 60_000;
  static #LONGEST_SILENCE_MS = 60_000;
  static #LONGEST_START_MS = 30_000;
  /** So that nothing of the next visit competes with the first answers of this one. */
  static #SETTLED_MS = 2000;

  /** The reader's "Stop" holds for the pages of this visit. */
  #off = new Storage("sessionStorage", "start-here.python-off");
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Status} */
  #status = { state: "built", loadedBytes: 0, totalBytes: 0, message: "" };
  /** Latest request per calculator that the worker has not been given yet. @type {Map<object, Job>} */
  #waiting = new Map();
  /** What the worker is at. @type {{ key: object, job: Job } | null} */
  #current = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watchdog;
  /** When everything was there to start from. @type {number | null} */
  #completeMs = null;
  /** How long a calculation may take on this machine. */
  #patienceMs = Engine.#LONGEST_CALCULATION_MS;
  /** Whether Python hung in a start with everything there, so that only the surest way is left. */
  #hung = false;

  get status() {
    return this.#status;
  }

  /** Start because it may soon be wanted, unless the reader has stopped Python or it has failed. */
  suggest() {
    if (this.#status.state === "built" && this.#off.read() === null) this.#start();
  }

  /**
   * The answer to a request, or null when a later one of the same calculator took its place.
   * @param {object} key the calculator
   * @param {Request} request
   * @returns {Promise<Reply | null>}
   */
  ask(key, request) {
    return new Promise((resolve, reject) => {
      if (this.#status.state === "failed") return reject(new EngineError(this.#status.message));
      this.#supersede(key);
      this.#waiting.set(key, { request, resolve, reject });
      this.#off.remove();
      if (this.#worker) this.#send();
      else this.#start();
    });
  }

  /**
   * As `ask`, but where there is no answer, the reason is told as a refusal.
   * @param {object} key
   * @param {Request} request
   * @returns {Promise<Reply | null>}
   */
  async reply(key, request) {
    try {
      return await this.ask(key, request);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return { ok: false, errors: [{ field: null, message: error.message }], announcement: error.message };
    }
  }

  /**
   * Drop this calculator's request: nobody waits for its answer any more.
   * @param {object} key
   */
  drop(key) {
    this.#supersede(key);
    this.#waiting.delete(key);
  }

  /** Try again after a failure. */
  retry() {
    if (!this.#worker) this.#start();
  }

  /** Stop Python, and do not start it again before an input changes. */
  stop() {
    this.#off.write("off");
    this.#end();
    this.#become({ state: "stopped" });
    this.#rejectAll(STOPPED);
  }

  /**
   * @param {Worker} worker
   * @param {Promise<import("./manifest.js").Manifest>} reading
   */
  async #startWith(worker, reading) {
    try {
      worker.postMessage({ kind: "start", manifest: await reading });
    } catch (error) {
      if (worker === this.#worker) this.#failed(/** @type {Error} */ (error).message);
    }
  }

  #start() {
    this.#completeMs = null;
    this.#become({ state: "starting", loadedBytes: 0, totalBytes: 0 });
    this.#watch(Engine.#LONGEST_SILENCE_MS, () => this.#failed(STALLED));
    try {
      const name = this.#hung ? "Python, the surest way" : "Python";
      const worker = new Worker(ownScript(new URL("./worker.js", import.meta.url)), { type: "module", name });
      worker.addEventListener("message", ({ data }) => worker === this.#worker && this.#receive(data));
      worker.addEventListener("error", () => worker === this.#worker && this.#failed(NO_WORKER));
      this.#worker = worker;
      void this.#startWith(worker, readManifest());
    } catch {
      this.#failed(NO_WORKER);
    }
  }

  /** @param {any} message */
  #receive(message) {
    if (message.kind === "progress") this.#progress(message.loadedBytes, message.totalBytes);
    else if (message.kind === "failed") this.#failed(message.message);
    else if (message.kind === "ready") this.#ready();
    else if (message.kind === "answer") this.#answered(message);
  }

  /**
   * @param {number} loadedBytes
   * @param {number} totalBytes
   */
  #progress(loadedBytes, totalBytes) {
    if (this.#status.state !== "starting" && this.#status.state !== "live") return;
    if (loadedBytes === totalBytes) this.#completeMs ??= performance.now();
    if (loadedBytes === totalBytes && !this.#hung) this.#watch(Engine.#LONGEST_START_MS, () => this.#hangs());
    else this.#watch(Engine.#LONGEST_SILENCE_MS, () => this.#failed(STALLED));
    this.#become({ state: "starting", loadedBytes, totalBytes });
  }

  #hangs() {
    this.#hung = true;
    this.#end();
    this.#start();
  }

  /** Python is there; again, when it had to start from other files to answer the current request. */
  #ready() {
    clearTimeout(this.#watchdog);
    const startMs = this.#completeMs === null ? 0 : performance.now() - this.#completeMs;
    this.#completeMs = null;
    const longest = Math.max(Engine.#LONGEST_CALCULATION_MS, Engine.#LONGEST_IN_STARTS * startMs);
    this.#patienceMs = Math.min(longest, Engine.#LONGEST_EVER_MS);
    this.#become({ state: "live" });
    if (this.#current) this.#watchCalculation();
    else this.#send();
    if (!savesData()) void this.#prepareNextVisit();
  }

  async #prepareNextVisit() {
    const worker = this.#worker;
    await new Promise((resolve) => setTimeout(resolve, Engine.#SETTLED_MS));
    await idleAfterLoad();
    if (worker === this.#worker) worker?.postMessage({ kind: "keep" });
  }

  /** Give the worker its next request, if it is free. */
  #send() {
    const [next] = this.#waiting;
    if (this.#status.state !== "live" || this.#current || !next) return;
    const [key, job] = next;
    this.#waiting.delete(key);
    this.#current = { key, job };
    this.#watchCalculation();
    this.#worker?.postMessage(JSON.stringify(job.request));
  }

  #watchCalculation() {
    const seconds = Math.round(this.#patienceMs / 1000);
    const tooLong = `The calculation took longer than ${seconds} seconds and was stopped; Python starts again.`;
    this.#watch(this.#patienceMs, () => this.#restart(tooLong));
  }

  /** @param {{ response: string | null, fatal?: boolean }} message */
  #answered({ response, fatal }) {
    if (fatal) return this.#restart(BROKEN);
    clearTimeout(this.#watchdog);
    const job = this.#current?.job;
    this.#current = null;
    if (response === null) job?.reject(new CalculationError(BROKEN));
    else job?.resolve(JSON.parse(response));
    this.#send();
  }

  /** @param {object} key */
  #supersede(key) {
    this.#waiting.get(key)?.resolve(null);
    if (this.#current?.key === key) this.#current.job.resolve(null);
  }

  /** @param {string} message */
  #restart(message) {
    const job = this.#current?.job;
    this.#current = null;
    this.#end();
    this.#start();
    job?.reject(new CalculationError(message));
  }

  /** @param {string} message */
  #failed(message) {
    this.#end();
    this.#become({ state: "failed", message });
    this.#rejectAll(message);
  }

  #end() {
    clearTimeout(this.#watchdog);
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {string} message */
  #rejectAll(message) {
    const jobs = [...this.#waiting.values(), ...(this.#current ? [this.#current.job] : [])];
    this.#waiting.clear();
    this.#current = null;
    for (const job of jobs) job.reject(new EngineError(message));
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} expired
   */
  #watch(milliseconds, expired) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(expired, milliseconds);
  }

  /** @param {Partial<Status>} change */
  #become(change) {
    this.#status = { ...this.#status, message: "", ...change };
    this.dispatchEvent(new Event("status"));
  }
}
