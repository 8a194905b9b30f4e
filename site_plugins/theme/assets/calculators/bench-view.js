// @ts-check
/**
 * What the editor of a formula shows: the text, what went wrong and where, how a run goes, and what came of it.
 */
import { benchElement } from "./bench-markup.js";
import { lineAt, selectLine } from "./source-lines.js";

/** @typedef {import("./versions.js").Chapter} Chapter */

const BYTES_PER_MB = 1_000_000;

export class BenchView {
  element;

  /**
   * @param {string} id
   * @param {Chapter[]} chapters
   */
  constructor(id, chapters) {
    this.element = benchElement(id, chapters);
  }

  get source() {
    return /** @type {HTMLTextAreaElement} */ (this.part("source"));
  }

  get list() {
    return /** @type {HTMLSelectElement} */ (this.part("list"));
  }

  /** @param {string} name */
  part(name) {
    return /** @type {HTMLElement} */ (this.element.querySelector(`[data-part=${name}]`));
  }

  /** @param {string} action */
  button(action) {
    return /** @type {HTMLButtonElement} */ (this.element.querySelector(`[data-action=${action}]`));
  }

  /**
   * @param {Chapter} chapter
   * @param {string} text
   */
  showSource({ module, title }, text) {
    this.list.value = module;
    this.part("label").textContent = `Python: ${title}`;
    this.source.value = text;
    this.source.setSelectionRange(0, 0);
    this.source.scrollTo(0, 0);
    this.tellPlace();
  }

  /** @param {number} line */
  showLine(line) {
    selectLine(this.source, line);
  }

  tellPlace() {
    const { line, of } = lineAt(this.source);
    this.part("place").textContent = `Line ${line} of ${of}.`;
  }

  /**
   * Say what went wrong; nothing did where the message is empty.
   * @param {string} message
   * @param {number | null} line the line that can be shown
   * @param {boolean} isHere whether it is in the text on show
   */
  showFault(message, line, isHere) {
    this.part("fault").textContent = message;
    this.part("fault").hidden = message === "";
    this.button("goto").hidden = line === null;
    this.button("goto").textContent = `Show line ${line}`;
    if (isHere) this.source.setAttribute("aria-invalid", "true");
    else this.source.removeAttribute("aria-invalid");
  }

  /** @param {boolean} isBusy */
  showBusy(isBusy) {
    if (isBusy) this.button("run").setAttribute("aria-disabled", "true");
    else this.button("run").removeAttribute("aria-disabled");
    if (!isBusy && document.activeElement === this.button("halt")) this.button("run").focus();
    this.button("halt").hidden = !isBusy;
    if (!isBusy) this.tell("");
  }

  /** @param {string} text */
  tell(text) {
    this.part("run-state").textContent = text;
    this.part("progress").hidden = true;
  }

  /**
   * @param {number} loadedBytes
   * @param {number} totalBytes
   */
  tellStart(loadedBytes, totalBytes) {
    const isLoading = totalBytes > 0 && loadedBytes < totalBytes;
    const words = isLoading ? `: ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB` : "…";
    this.tell(`Starting a Python for your version${words}`);
    const bar = /** @type {HTMLProgressElement} */ (this.part("progress"));
    bar.hidden = !isLoading;
    bar.max = Math.max(totalBytes, 1);
    bar.value = loadedBytes;
  }

  /** @param {number} bytes */
  tellSize(bytes) {
    this.part("size").textContent = `The first run downloads that Python, ${megabytes(bytes)} MB.`;
  }

  /** @param {string} text */
  showPrinted(text) {
    const place = this.part("printed");
    place.hidden = text === "";
    const code = place.querySelector("code");
    if (code) code.textContent = text;
  }

  /** @param {string} html made by our own Python from data it has checked, never by the reader's code */
  showDifference(html) {
    this.part("trial").innerHTML = html;
  }

  /** @param {boolean} isOld */
  markOld(isOld) {
    this.part("old").hidden = !isOld || this.part("trial").childElementCount === 0;
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / BYTES_PER_MB).toFixed(1);
}
