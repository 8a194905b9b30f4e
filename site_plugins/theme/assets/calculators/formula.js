// @ts-check
/**
 * The formula, open: the reader's own version of it, edited and run beside ours. Loaded when first asked for.
 *
 * What they write stays in this visit's memory: it is never taken from an address, kept or sent. Their code runs in a
 * worker of its own and gives data; our own Python compares it with our answer and makes the HTML.
 */
import { Announcer } from "./announcer.js";
import { benchElement } from "./bench-markup.js";
import { read } from "./form.js";
import { readManifest, wholeSet } from "./manifest.js";
import { lineAt, selectLine } from "./source-lines.js";
import { Trial, TrialError } from "./trial.js";

/** @typedef {import("./bench-markup.js").Chapter} Chapter */
/** @typedef {import("./formula-door.js").Reply} Reply */
/** @typedef {(request: { calculator: string, inputs: import("./form.js").Inputs, edited: object }) => Promise<Reply>} Ask */
/** @typedef {{ ok: boolean, result: object, module: string, line: number | null, message: string, printed: string }} Outcome */

const BYTES_PER_MB = 1_000_000;
const LONGEST_REPLY_CHARACTERS = 1_000_000;
const TOO_MUCH = "Your version gave more than can be shown.";

/** What the reader has written in this visit: the text of each module that differs from ours. @type {Map<string, string>} */
const versions = new Map();

export class Bench {
  #root;
  #ask;
  #name;
  #chapters;
  #element;
  #announcer;
  #trial = new Trial();
  #listening = new AbortController();
  #isBusy = false;
  /** The module in the editor. */
  #module = "";
  /** Where the last run failed. @type {{ module: string, line: number } | null} */
  #fault = null;
  /** What a reset took away. @type {Map<string, string>} */
  #dropped = new Map();

  /**
   * @param {HTMLElement} root the `<start-formula>`
   * @param {Ask} ask our own Python
   */
  constructor(root, ask) {
    this.#root = root;
    this.#ask = ask;
    this.#name = root.getAttribute("name") ?? "";
    this.#chapters = chaptersOf(root);
    this.#element = benchElement(`${root.id}-bench`, this.#chapters);
    this.#announcer = new Announcer(this.#element);
    this.#root.querySelector("[data-part=bench]")?.replaceChildren(this.#element);
    this.#listen(this.#listening.signal);
    void this.#tellSize();
  }

  /**
   * Open the editor with one part of the formula in it.
   * @param {string} module
   */
  show(module) {
    this.#root.toggleAttribute("data-editing", true);
    this.#choose(module);
    this.#source.focus({ preventScroll: true });
    this.#element.scrollIntoView({ block: "nearest" });
  }

  /** Close the editor and end its Python; what was written stays for the rest of the visit. */
  close() {
    this.#trial.stop();
    this.#listening.abort();
    this.#announcer.hush();
    this.#root.removeAttribute("data-editing");
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    this.#element.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    this.#source.addEventListener("input", () => this.#typed(), { signal });
    this.#source.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    document.addEventListener("selectionchange", () => this.#tellPlace(), { signal });
    this.#list.addEventListener("change", () => this.#choose(this.#list.value), { signal });
    this.#form?.addEventListener("input", () => this.#markOld(), { signal });
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-action]") : null;
    const action = button instanceof HTMLElement ? button.dataset.action : undefined;
    if (action === "run") void this.#run();
    else if (action === "halt") this.#trial.stop();
    else if (action === "goto" && this.#fault) this.#goTo(this.#fault);
    else if (action === "original") this.#reset();
    else if (action === "back") this.#bringBack();
    else if (action === "close") this.#hide();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#run();
  }

  #typed() {
    const { original } = this.#chapter(this.#module);
    if (this.#source.value === original) versions.delete(this.#module);
    else versions.set(this.#module, this.#source.value);
    this.#dropped.clear();
    this.#markOld();
    this.#drawChoices();
  }

  /** @param {string} module */
  #choose(module) {
    const { original, title } = this.#chapter(module);
    this.#module = module;
    this.#list.value = module;
    this.#source.value = versions.get(module) ?? original;
    this.#source.setSelectionRange(0, 0);
    this.#source.scrollTop = 0;
    this.#part("label").textContent = `Python: ${title}`;
    this.#tellPlace();
    this.#drawChoices();
    this.#drawFault();
  }

  #reset() {
    this.#dropped = new Map(this.#edits());
    for (const { module } of this.#chapters) versions.delete(module);
    this.#fault = null;
    this.#choose(this.#module);
    this.#tell("");
    this.#markOld();
    this.#announcer.say("The formula is ours again.");
  }

  #bringBack() {
    for (const [module, text] of this.#dropped) versions.set(module, text);
    this.#dropped.clear();
    this.#choose(this.#module);
    this.#markOld();
    this.#source.focus();
  }

  #hide() {
    this.#trial.stop();
    this.#root.removeAttribute("data-editing");
    const opener = this.#root.querySelector(`[data-action=edit][data-for="${this.#module}"]`);
    if (opener instanceof HTMLElement) opener.focus();
  }

  async #run() {
    if (this.#isBusy || !this.#form) return;
    this.#begin();
    try {
      const question = { calculator: this.#name, inputs: read(this.#form) };
      const outcome = await this.#attempt({ ...question, edits: Object.fromEntries(this.#edits()) });
      this.#print(outcome.printed);
      if (!outcome.ok) return this.#failed(outcome);
      this.#compare(await this.#ask({ ...question, edited: outcome.result }));
    } catch (error) {
      if (!(error instanceof TrialError)) throw error;
      this.#refuse(error.message);
    } finally {
      this.#end();
    }
  }

  /**
   * @param {object} request
   * @returns {Promise<Outcome>}
   */
  async #attempt(request) {
    const reply = await this.#trial.run(JSON.stringify(request), {
      starting: (loaded, total) => this.#tellStart(loaded, total),
      running: () => this.#tell("Running your version…"),
    });
    if (reply.length > LONGEST_REPLY_CHARACTERS) throw new TrialError(TOO_MUCH);
    return JSON.parse(reply);
  }

  #begin() {
    this.#isBusy = true;
    this.#fault = null;
    this.#drawFault();
    this.#part("old").hidden = true;
    this.#button("run").setAttribute("aria-disabled", "true");
    this.#button("halt").hidden = false;
  }

  #end() {
    this.#isBusy = false;
    this.#button("run").removeAttribute("aria-disabled");
    if (document.activeElement === this.#button("halt")) this.#button("run").focus();
    this.#button("halt").hidden = true;
    this.#part("progress").hidden = true;
  }

  /** @param {Reply} reply */
  #compare(reply) {
    if (!reply) return this.#tell("");
    if (!reply.ok) return this.#refuse(reply.errors.map(({ message }) => message).join(" "));
    // Made by our own Python from data it has checked, never by the reader's code.
    this.#part("trial").innerHTML = reply.html;
    this.#tell("");
    this.#announcer.say(reply.announcement);
  }

  /** @param {Outcome} outcome */
  #failed({ module, line, message }) {
    const chapter = this.#chapters.find((each) => each.module === module);
    if (!chapter) return this.#refuse(message);
    if (line !== null) this.#fault = { module, line };
    this.#refuse(`Python stopped at ${line === null ? "" : `line ${line} of `}“${chapter.title}”. ${message}`);
  }

  /** @param {string} message */
  #refuse(message) {
    this.#tell("");
    this.#part("trial").replaceChildren();
    this.#part("fault").textContent = message;
    this.#drawFault(message);
    this.#announcer.say(message);
  }

  /** @param {string} message */
  #drawFault(message = this.#fault ? (this.#part("fault").textContent ?? "") : "") {
    this.#part("fault").hidden = message === "";
    const goTo = this.#button("goto");
    goTo.hidden = !this.#fault;
    goTo.textContent = this.#fault ? `Show line ${this.#fault.line}` : "";
    if (this.#fault?.module === this.#module) this.#source.setAttribute("aria-invalid", "true");
    else this.#source.removeAttribute("aria-invalid");
  }

  /** @param {{ module: string, line: number }} place */
  #goTo({ module, line }) {
    if (module !== this.#module) this.#choose(module);
    selectLine(this.#source, line);
  }

  /** @param {string} text */
  #print(text) {
    const place = this.#part("printed");
    place.hidden = text === "";
    const code = place.querySelector("code");
    if (code) code.textContent = text;
  }

  #markOld() {
    this.#part("old").hidden = this.#part("trial").childElementCount === 0;
  }

  #drawChoices() {
    for (const option of this.#list.options) {
      const { title } = this.#chapter(option.value);
      option.textContent = versions.has(option.value) ? `${title} (changed)` : title;
    }
    this.#button("back").hidden = this.#dropped.size === 0;
  }

  #tellPlace() {
    const { line, of } = lineAt(this.#source);
    this.#part("place").textContent = `Line ${line} of ${of}. Ctrl+Enter runs it.`;
  }

  /**
   * @param {number} loadedBytes
   * @param {number} totalBytes
   */
  #tellStart(loadedBytes, totalBytes) {
    const bar = /** @type {HTMLProgressElement} */ (this.#part("progress"));
    bar.hidden = false;
    bar.max = Math.max(totalBytes, 1);
    bar.value = loadedBytes;
    const counted = totalBytes > 0 && loadedBytes < totalBytes;
    const words = counted ? `: ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB` : "…";
    this.#tell(`Starting a Python for your version${words}`);
  }

  async #tellSize() {
    const whole = await readManifest().then(wholeSet, () => null);
    if (!whole) return;
    const size = megabytes(whole.total_wire_bytes);
    this.#part("size").textContent = `The first run downloads it whole, ${size} MB.`;
  }

  /** @param {string} text */
  #tell(text) {
    this.#part("run-state").textContent = text;
    this.#part("progress").hidden ||= text.startsWith("Running");
  }

  /** @returns {[string, string][]} */
  #edits() {
    const written = this.#chapters.filter(({ module }) => versions.has(module));
    return written.map(({ module }) => [module, versions.get(module) ?? ""]);
  }

  /**
   * @param {string} module
   * @returns {Chapter}
   */
  #chapter(module) {
    return this.#chapters.find((chapter) => chapter.module === module) ?? this.#chapters[0];
  }

  get #form() {
    const calculator = document.getElementById(this.#root.getAttribute("for") ?? "");
    return /** @type {HTMLFormElement | null} */ (calculator?.querySelector("form[data-part=form]") ?? null);
  }

  get #source() {
    return /** @type {HTMLTextAreaElement} */ (this.#part("source"));
  }

  get #list() {
    return /** @type {HTMLSelectElement} */ (this.#part("list"));
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#element.querySelector(`[data-part=${name}]`));
  }

  /** @param {string} action */
  #button(action) {
    return /** @type {HTMLButtonElement} */ (this.#element.querySelector(`[data-action=${action}]`));
  }
}

/**
 * The parts of the formula as the page shows them.
 * @param {HTMLElement} root
 * @returns {Chapter[]}
 */
function chaptersOf(root) {
  const sources = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-module]"));
  return [...sources].map((source) => ({
    module: source.dataset.module ?? "",
    title: source.dataset.title ?? "",
    original: source.querySelector("code")?.textContent ?? "",
  }));
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / BYTES_PER_MB).toFixed(1);
}
