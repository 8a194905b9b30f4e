// @ts-check
/**
 * What the editor of a formula shows: the text, what went wrong and where, how a run goes, and what came of it.
 */

import { ownHtml } from "./trusted-html.js";

/** @typedef {import("./formula-edits.js").Chapter} Chapter */

const BYTES_PER_MB = 1_000_000;

export class FormulaView {
  element;

  /**
   * @param {string} id
   * @param {Chapter[]} chapters
   */
  constructor(id, chapters) {
    this.element = editorElement(id, chapters);
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
  showComparison(html) {
    this.part("old").hidden = true;
    this.part("comparison").replaceChildren(ownHtml(html));
  }

  /** @param {boolean} isOld */
  markOld(isOld) {
    this.part("old").hidden = !isOld || this.part("comparison").childElementCount === 0;
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / BYTES_PER_MB).toFixed(1);
}

/**
 * @param {string} id
 * @param {Chapter[]} chapters
 * @returns {HTMLElement}
 */
function editorElement(id, chapters) {
  const editor = document.createElement("section");
  editor.className = "sc-editor";
  editor.setAttribute("aria-labelledby", `${id}-title`);
  editor.append(ownHtml(markup(id)));
  const list = /** @type {HTMLSelectElement} */ (editor.querySelector("select"));
  list.append(...chapters.map(({ module, title }) => new Option(title, module)));
  if (chapters.length === 1) /** @type {HTMLElement} */ (list.parentElement).hidden = true;
  return editor;
}

/** @param {string} id */
function markup(id) {
  return `
<h3 id="${id}-title" tabindex="-1">Your version of the formula</h3>
<p class="sc-help" id="${id}-help">Change anything and run it on the inputs of the form above. It runs in a Python of its
own, for 10 seconds at most, and our answer stays as it is. <span data-part="size"></span></p>
<div class="sc-field"><label for="${id}-part">Part</label><select id="${id}-part" data-part="list"></select></div>
<div class="sc-field"><label for="${id}-source" data-part="label">Python</label>
<textarea id="${id}-source" data-part="source" class="sc-source" rows="20" wrap="off" spellcheck="false" autocomplete="off"
autocapitalize="off" autocorrect="off" translate="no" aria-describedby="${id}-fault ${id}-place ${id}-help"></textarea>
<p class="sc-help" id="${id}-place"><span data-part="place"></span> <span class="sc-keys">Ctrl+Enter runs it.</span></p>
<p class="sc-error" id="${id}-fault" data-part="fault" hidden></p></div>
<p class="sc-actions"><button type="button" class="sc-run" data-action="run">Run on my inputs</button>
<button type="button" data-action="halt" hidden>Stop</button>
<button type="button" data-action="goto" hidden></button>
<button type="button" data-action="original">Reset to the original</button>
<button type="button" data-action="back" hidden>Bring my version back</button>
<button type="button" data-action="close">Close</button></p>
<p class="sc-help sc-run-state" data-part="run-state"></p>
<progress class="sc-run-progress" data-part="progress" max="1" value="0" hidden aria-label="Python download"></progress>
<p class="sc-old" data-part="old" hidden>Something has changed since this run. Run again.</p>
<div data-part="comparison" role="region" aria-label="Your version beside ours"></div>
<div data-part="printed" hidden><p class="sc-label">Your version printed</p><pre><code tabindex="0"></code></pre></div>
<p class="sc-announce" role="status" aria-live="polite" data-part="announce"></p>`;
}

/**
 * The line the reader is in, counted from 1, and how many there are.
 * @param {HTMLTextAreaElement} box
 */
function lineAt(box) {
  return { line: newlines(box.value.slice(0, box.selectionStart)) + 1, of: newlines(box.value) + 1 };
}

/**
 * Select a line and bring it into view.
 * @param {HTMLTextAreaElement} box
 * @param {number} line counted from 1
 */
function selectLine(box, line) {
  const lines = box.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  box.scrollTop = (box.scrollHeight * Math.max(0, line - 4)) / lines.length;
  box.scrollLeft = 0;
}

/** @param {string} text */
function newlines(text) {
  return text.split("\n").length - 1;
}
