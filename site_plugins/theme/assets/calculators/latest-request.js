// @ts-check
/**
 * The latest request of one calculator to Python: waits for a pause in typing, asks about the latest inputs only, never
 * twice about the same, and knows whether the answer on show belongs to the inputs in the form. Until Python is live, an
 * answer that was worked out before is as good.
 */
import { CalculationError, EngineError } from "./engine.js";
import { savesData } from "./intent.js";

/** @typedef {import("./form.js").Inputs} Inputs */
/** @typedef {import("./engine.js").Reply} Reply */
/**
 * @typedef {object} Listener
 * @property {(waiting: boolean) => void} waiting the answer takes long enough to be noticed, or no longer does
 * @property {(reply: Reply) => void} replied
 * @property {(message: string) => void} failed
 * @property {() => Promise<Reply | null> | null} precomputed an answer to the inputs in the form that needs no Python
 */

/** A shorter wait is not noticed, and a sign of it would only flicker. */
const NOTICED_MS = 150;

export class LatestRequest {
  #engine;
  #calculator;
  #inputs;
  #listener;
  /** The inputs that the answer on show belongs to, as text. */
  #shown = "";
  /** The inputs of the last request, as text; empty when it never reached Python, so that it may be repeated. */
  #asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #notice;

  /**
   * @param {import("./engine.js").Engine} engine
   * @param {string} calculator
   * @param {() => Inputs} inputs reads the form
   * @param {Listener} listener
   */
  constructor(engine, calculator, inputs, listener) {
    this.#engine = engine;
    this.#calculator = calculator;
    this.#inputs = inputs;
    this.#listener = listener;
  }

  /** Whether the answer on show belongs to other inputs than those in the form. */
  get isOld() {
    return this.#text() !== this.#shown;
  }

  /** The answer on show now belongs to the inputs in the form, whoever made it. */
  settle() {
    this.close();
    this.#shown = this.#text();
  }

  /**
   * Ask about the inputs in the form after a pause, which every further change begins anew.
   * @param {number} pauseMs
   */
  ask(pauseMs) {
    clearTimeout(this.#pause);
    if (pauseMs === 0) void this.#send();
    else this.#pause = setTimeout(() => void this.#send(), pauseMs);
  }

  /** Python is there: ask what could not be asked before. */
  catchUp() {
    if (this.isOld && this.#asked === "") this.ask(0);
  }

  /** The form holds other inputs from the start: answer them where that needs no Python. */
  async lookUp() {
    if (!this.isOld || savesData()) return;
    const text = this.#text();
    this.#asked = text;
    if ((await this.#foundEarly(text)) || this.#asked !== text) return;
    this.#asked = "";
    if (this.#engine.status.state === "live") this.catchUp();
  }

  /** Stop waiting for an answer. */
  close() {
    clearTimeout(this.#pause);
    this.#asked = "";
    this.#endNotice();
    this.#engine.drop(this);
  }

  async #send() {
    const inputs = this.#inputs();
    const text = JSON.stringify(inputs);
    if (text === this.#asked) return;
    this.#asked = text;
    this.#notice ??= setTimeout(() => this.#listener.waiting(true), NOTICED_MS);
    try {
      if (await this.#foundEarly(text)) {
        if (!savesData()) this.#engine.suggest(); // for what comes next
        return;
      }
      const reply = await this.#engine.ask(this, { calculator: this.#calculator, inputs });
      if (reply) this.#replied(reply, text);
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * Whether this request needs no Python: it was answered before, or a later one has taken its place.
   * @param {string} text
   */
  async #foundEarly(text) {
    const looking = this.#engine.status.state === "live" ? null : this.#listener.precomputed();
    if (!looking) return false;
    const found = await looking;
    if (text !== this.#asked) return true;
    if (!found) return false;
    this.#engine.drop(this);
    if (text !== this.#shown) this.#replied(found, text);
    return true;
  }

  /**
   * @param {Reply} reply
   * @param {string} text
   */
  #replied(reply, text) {
    this.#endNotice();
    if (reply.ok) this.#shown = text;
    this.#listener.replied(reply);
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof EngineError)) throw error;
    this.#endNotice();
    if (!(error instanceof CalculationError)) this.#asked = "";
    this.#listener.failed(error.message);
  }

  #endNotice() {
    clearTimeout(this.#notice);
    this.#notice = undefined;
    this.#listener.waiting(false);
  }

  #text() {
    return JSON.stringify(this.#inputs());
  }
}
