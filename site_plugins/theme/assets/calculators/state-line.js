// @ts-check
/**
 * The line at the top of a calculator: where the answer comes from, and what Python is doing.
 */

/** @typedef {import("./engine.js").Status} Status */

const BYTES_PER_MB = 1_000_000;

/**
 * The words of a state.
 * @param {Status} status
 * @param {boolean} computing
 */
export function words(status, computing) {
  if (status.state === "starting") return starting(status.loadedBytes, status.totalBytes);
  if (status.state === "live") return computing ? "Working it out…" : "Live: Python in your browser";
  if (status.state === "stopped") return "Python is stopped.";
  if (status.state === "failed") return status.message;
  return "Worked out when this page was built";
}

/**
 * @param {number} loadedBytes
 * @param {number} totalBytes
 */
function starting(loadedBytes, totalBytes) {
  if (totalBytes === 0) return "Starting Python…";
  if (loadedBytes >= totalBytes) return "Starting Python: almost ready";
  const loaded = (loadedBytes / BYTES_PER_MB).toFixed(1);
  return `Starting Python: ${loaded} of ${(totalBytes / BYTES_PER_MB).toFixed(1)} MB`;
}

/** Draws the state of the engine into one calculator, with the buttons that make sense in it. */
export class StateLine {
  #root;

  /** @param {HTMLElement} root the calculator */
  constructor(root) {
    this.#root = root;
  }

  /**
   * @param {Status} status
   * @param {boolean} computing
   */
  draw(status, computing) {
    const shown = status.state === "live" && computing ? "computing" : status.state;
    const line = this.#find("[data-part=state]");
    if (line) line.dataset.state = shown;
    const text = this.#find("[data-part=state-text]");
    if (text) text.textContent = words(status, computing);
    this.#drawProgress(status);
    this.#offer("stop", status.state === "starting" || status.state === "live");
    this.#offer("retry", status.state === "failed" || status.state === "stopped");
    const again = this.#find("[data-action=retry]");
    if (again) again.textContent = status.state === "stopped" ? "Start again" : "Retry";
  }

  /** @param {Status} status */
  #drawProgress(status) {
    const bar = this.#find("[data-part=progress]");
    if (!(bar instanceof HTMLProgressElement)) return;
    bar.hidden = status.state !== "starting";
    bar.max = Math.max(status.totalBytes, 1);
    bar.value = Math.min(status.loadedBytes, bar.max);
  }

  /**
   * Show or hide a button; a reader who has just used it keeps a place to go on from.
   * @param {string} action
   * @param {boolean} useful
   */
  #offer(action, useful) {
    const button = this.#find(`[data-action=${action}]`);
    if (!button || button.hidden === !useful) return;
    const focused = button === document.activeElement;
    button.hidden = !useful;
    if (!useful && focused) this.#focusLine();
  }

  #focusLine() {
    const line = this.#find("[data-part=state]");
    if (!line) return;
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement | null}
   */
  #find(selector) {
    return this.#root.querySelector(selector);
  }
}
