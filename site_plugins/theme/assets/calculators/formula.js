// @ts-check
/**
 * The formula, open: the reader's own version of it, edited and run beside ours. Loaded when first asked for.
 *
 * Nothing is taken from an address. The reader's code runs in a frame of an opaque origin and gives data; our own Python
 * compares it with our answer and makes the HTML.
 */
import { Announcer } from "./announcer.js";
import { read } from "./form.js";
import { chaptersOf, FormulaEdits } from "./formula-edits.js";
import { BROKEN, FormulaRunner, RunError } from "./formula-runner.js";
import { FormulaView } from "./formula-view.js";
import { readManifest, sandboxFiles } from "./manifest.js";

/** @typedef {import("./engine.js").Reply | null} Reply */
/** @typedef {(request: import("./engine.js").Request) => Promise<Reply>} Ask */
/** @typedef {{ ok: boolean, result: object, module: string, line: number | null, message: string, printed: string }} Outcome */

const LONGEST_REPLY_CHARACTERS = 1_000_000;
const TOO_MUCH = "Your version gave more than can be shown.";

export class FormulaEditor {
  #root;
  #ask;
  #edits;
  #view;
  #announcer;
  #runner = new FormulaRunner();
  #listening = new AbortController();
  #isBusy = false;
  /** What the result on show is for, as text. */
  #shown = "";
  /** The module in the editor. */
  #module = "";
  /** What went wrong in the last run. @type {{ message: string, module: string, line: number | null }} */
  #fault = { message: "", module: "", line: null };

  /**
   * @param {HTMLElement} root the `<start-formula>`
   * @param {Ask} ask our own Python
   */
  constructor(root, ask) {
    const chapters = chaptersOf(root);
    this.#root = root;
    this.#ask = ask;
    this.#edits = new FormulaEdits(chapters);
    this.#view = new FormulaView(`${root.id}-editor`, chapters);
    this.#announcer = new Announcer(this.#view.element);
    root.querySelector("[data-part=editor]")?.replaceChildren(this.#view.element);
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
    this.#view.source.focus({ preventScroll: true });
    this.#view.element.scrollIntoView({ block: "start" });
  }

  /** The page is left: end the reader's Python. What was written stays for the rest of the visit. */
  close() {
    this.#runner.stop();
    this.#listening.abort();
    this.#announcer.hush();
    this.#root.removeAttribute("data-editing");
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { element, source, list } = this.#view;
    element.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    source.addEventListener("input", () => this.#typed(), { signal });
    source.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    list.addEventListener("change", () => this.#choose(list.value), { signal });
    document.addEventListener("selectionchange", () => this.#view.tellPlace(), { signal });
    for (const kind of ["input", "change", "click"]) {
      this.#calculator?.addEventListener(kind, () => this.#markOld(), { signal });
    }
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-action]") : null;
    const action = button instanceof HTMLElement ? button.dataset.action : undefined;
    if (action === "run") void this.#run();
    else if (action === "halt") this.#runner.stop();
    else if (action === "goto") this.#goToFault();
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
    this.#edits.write(this.#module, this.#view.source.value);
    this.#markOld();
    this.#drawChoices();
  }

  /** @param {string} module */
  #choose(module) {
    const chapter = this.#edits.chapter(module);
    if (!chapter) return;
    this.#module = module;
    this.#view.showSource(chapter, this.#edits.text(module));
    this.#drawChoices();
    this.#drawFault();
  }

  #reset() {
    this.#edits.reset();
    this.#afterReset();
    this.#announcer.say("The formula is ours again.");
  }

  #bringBack() {
    this.#edits.bringBack();
    this.#afterReset();
    this.#view.source.focus();
    this.#announcer.say("Your version is back.");
  }

  #afterReset() {
    this.#fault = { message: "", module: "", line: null };
    this.#markOld();
    this.#choose(this.#module);
  }

  #hide() {
    this.#runner.stop();
    this.#root.removeAttribute("data-editing");
    const opener = this.#root.querySelector(`[data-action=edit][data-for="${this.#module}"]`);
    opener?.closest("details")?.setAttribute("open", "");
    if (opener instanceof HTMLElement) opener.focus();
  }

  async #run() {
    if (this.#isBusy) return;
    this.#setBusy(true);
    this.#setFault("");
    this.#view.showPrinted("");
    try {
      const question = this.#question();
      const outcome = await this.#attempt(JSON.stringify(question));
      this.#view.showPrinted(outcome.printed);
      if (!outcome.ok) return this.#explain(outcome);
      const { calculator, inputs } = question;
      this.#compare(await this.#ask({ calculator, inputs, edited: outcome.result }));
      this.#shown = JSON.stringify(question);
      this.#markOld();
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      this.#setFault(error.message);
    } finally {
      this.#setBusy(false);
    }
  }

  /**
   * @param {string} request
   * @returns {Promise<Outcome>}
   */
  async #attempt(request) {
    const reply = await this.#runner.run(request, {
      starting: (loadedBytes, totalBytes) => this.#view.tellStart(loadedBytes, totalBytes),
      running: () => this.#view.tell("Running your version…"),
    });
    if (reply.length > LONGEST_REPLY_CHARACTERS) throw new RunError(TOO_MUCH);
    return outcomeOf(reply);
  }

  /** @param {Reply} reply */
  #compare(reply) {
    if (reply?.ok) {
      this.#view.showComparison(reply.html);
      this.#announcer.say(reply.announcement);
    } else if (reply) {
      this.#setFault(reply.errors.map(({ message }) => message).join(" "));
    }
  }

  /** @param {Outcome} outcome */
  #explain({ module, line, message }) {
    const title = this.#edits.chapter(module)?.title;
    if (title === undefined) this.#setFault(message);
    else if (line === null) this.#setFault(`Python could not use “${title}”. ${message}`, module);
    else this.#setFault(`Python stopped at line ${line} of “${title}”. ${message}`, module, line);
  }

  /**
   * @param {string} message
   * @param {string} module
   * @param {number | null} line
   */
  #setFault(message, module = "", line = null) {
    this.#fault = { message, module, line };
    this.#drawFault();
    if (message === "") return;
    this.#view.showComparison("");
    this.#announcer.say(message);
  }

  /** @param {boolean} isBusy */
  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#view.showBusy(isBusy);
  }

  #goToFault() {
    const { module, line } = this.#fault;
    if (line === null) return;
    if (module !== this.#module) this.#choose(module);
    this.#view.showLine(line);
  }

  #drawFault() {
    const { message, module, line } = this.#fault;
    this.#view.showFault(message, line, module !== "" && module === this.#module);
  }

  #drawChoices() {
    for (const option of this.#view.list.options) {
      const title = this.#edits.chapter(option.value)?.title ?? "";
      option.textContent = this.#edits.isChanged(option.value) ? `${title} (changed)` : title;
    }
    this.#view.button("back").hidden = !this.#edits.canReturn;
  }

  #markOld() {
    this.#view.markOld(JSON.stringify(this.#question()) !== this.#shown);
  }

  #question() {
    const inputs = this.#form ? read(this.#form) : {};
    return { calculator: this.#root.getAttribute("name") ?? "", inputs, edits: this.#edits.edits() };
  }

  async #tellSize() {
    const needed = await readManifest().then(sandboxFiles).catch(() => null);
    if (needed) this.#view.tellSize(needed.files.reduce((sum, { wire_bytes }) => sum + wire_bytes, 0));
  }

  get #calculator() {
    return document.getElementById(this.#root.getAttribute("for") ?? "");
  }

  get #form() {
    return /** @type {HTMLFormElement | null} */ (this.#calculator?.querySelector("form[data-part=form]") ?? null);
  }
}

/**
 * What a run came to, of the types that it should have: the reader's code may have had a hand in the text.
 * @param {string} reply
 * @returns {Outcome}
 */
function outcomeOf(reply) {
  try {
    const { ok, result, module, line, message, printed } = JSON.parse(reply);
    const place = typeof line === "number" ? line : null;
    return { ok: ok === true, result, module: String(module), line: place, message: String(message), printed: String(printed) };
  } catch {
    throw new RunError(BROKEN);
  }
}
