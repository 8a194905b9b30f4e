// @ts-check
/**
 * "Fill in what this browser knows": reads what the browser tells of the machine, shows it and fills the form in as a
 * guess. Loaded, and the browser asked, only when the reader wants it.
 *
 * A guess stays one until the reader confirms it or changes one of its fields: until then it is neither remembered on
 * the device nor put into a link.
 */
import { Announcer } from "./announcer.js";
import { control, controls, read, value, write } from "./form.js";
import { isRemembered, remember } from "./remembered-machine.js";
import { ownHtml } from "./trusted-html.js";

/** @typedef {import("./form.js").Inputs} Inputs */
/** @typedef {(seen: object) => Promise<import("./engine.js").Reply | null>} Ask */
/** @typedef {{ inputs: Inputs, marks: Record<string, string> }} Suggestion */

/** Properties that not every browser has. */
const browser = /** @type {any} */ (navigator);

/** The guess in each calculator. @type {WeakMap<HTMLElement, Guess>} */
const guesses = new WeakMap();

/**
 * Read what the browser tells, ask Python what that suggests, and fill it in.
 * @param {HTMLElement} root the calculator
 * @param {Ask} ask
 * @param {AbortSignal} signal until the calculator leaves the page
 */
export async function fillIn(root, ask, signal) {
  const reply = await ask(await browserValues());
  if (!reply || signal.aborted) return;
  const earlier = guesses.get(root);
  const before = earlier?.isPending ? earlier.before : null;
  earlier?.close();
  guesses.set(root, new Guess(root, reply, before));
}

class Guess {
  #root;
  #form;
  #panel;
  #end = new AbortController();
  /** The inputs before the guess. @type {Inputs} */
  before = {};
  /** What the form's fields were marked with before. @type {{ field: HTMLElement, remembered: boolean, shared: boolean }[]} */
  #held = [];

  /**
   * @param {HTMLElement} root
   * @param {import("./engine.js").Success | import("./engine.js").Refusal} reply
   * @param {Inputs | null} before the inputs to go back to, unless they are those in the form
   */
  constructor(root, reply, before) {
    this.#root = root;
    this.#form = /** @type {HTMLFormElement} */ (root.querySelector("form[data-part=form]"));
    this.#panel = /** @type {HTMLElement} */ (root.querySelector("[data-part=seen]"));
    this.#panel.hidden = false;
    this.before = before ?? this.#inputs;
    if (reply.ok) this.#panel.replaceChildren(ownHtml(reply.html));
    else this.#panel.textContent = reply.announcement;
    if (reply.ok) this.#fill(/** @type {Suggestion} */ (reply.data), reply.announcement);
    else new Announcer(root).say(reply.announcement);
    this.#listen(this.#end.signal);
  }

  /** Whether the reader has neither confirmed the guess nor changed it. */
  get isPending() {
    return this.#held.length > 0;
  }

  get #inputs() {
    return Object.fromEntries(controls(this.#form).map((element) => [element.name, value(element)]));
  }

  /** Take the panel away; a guess that nobody confirmed stays in the form as the reader's own. */
  close() {
    this.#settle();
    this.#end.abort();
    this.#panel.replaceChildren();
    this.#panel.hidden = true;
    guesses.delete(this.#root);
  }

  /**
   * @param {Suggestion} suggestion
   * @param {string} announcement
   */
  #fill({ inputs, marks }, announcement) {
    const shown = JSON.stringify(read(this.#form));
    for (const name of Object.keys({ ...inputs, ...marks })) this.#hold(name, marks[name]);
    write(this.#form, inputs);
    if (shown === JSON.stringify(read(this.#form))) new Announcer(this.#root).say(announcement);
    else this.#changed(announcement);
  }

  /**
   * Mark a field as guessed, or as one that the browser does not know.
   * @param {string} name
   * @param {string | undefined} mark
   */
  #hold(name, mark) {
    const field = control(this.#form, name)?.closest("[data-field]");
    if (!(field instanceof HTMLElement)) return;
    this.#held.push({ field, remembered: "remember" in field.dataset, shared: !("private" in field.dataset) });
    delete field.dataset.remember;
    field.dataset.private = "";
    if (!mark) return;
    field.dataset.guess = mark;
    control(this.#form, name)?.setAttribute("aria-description", mark);
  }

  /** The fields are the reader's own again. */
  #settle() {
    for (const { field, remembered, shared } of this.#held) {
      delete field.dataset.guess;
      field.querySelector("[aria-description]")?.removeAttribute("aria-description");
      if (remembered) field.dataset.remember = "";
      if (shared) delete field.dataset.private;
    }
    this.#held = [];
    this.#panel.querySelector("[data-part=pending]")?.remove();
    this.#panel.querySelector("[data-action=confirm]")?.remove();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    // Before the calculator's own, whose reset brings back what is remembered.
    this.#root.addEventListener("click", (event) => this.#clicked(event.target), { signal, capture: true });
    this.#form.addEventListener("input", (event) => this.#touched(event), { signal });
    this.#form.addEventListener("change", (event) => this.#touched(event), { signal });
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-action]") : null;
    const action = button instanceof HTMLElement ? button.dataset.action : undefined;
    if (action === "confirm") this.#confirm();
    else if (action === "undo") this.#undo();
    else if (action === "reset") this.close();
    else if (action === "close") this.#leave();
  }

  /**
   * A change by the reader of what was guessed, or of what the browser could not tell.
   * @param {Event} event
   */
  #touched({ target, isTrusted }) {
    if (!isTrusted || !this.#held.some(({ field }) => target instanceof Node && field.contains(target))) return;
    this.#settle();
  }

  #confirm() {
    this.#button("undo")?.focus();
    this.#settle();
    if (isRemembered()) remember(this.#form);
    new Announcer(this.#root).say("Confirmed.");
  }

  #undo() {
    write(this.#form, this.before);
    this.#leave();
    this.#changed("Undone.");
  }

  #leave() {
    this.close();
    this.#button("see")?.focus();
  }

  /**
   * Let the calculator answer, and have its announcement begin with these words.
   * @param {string} words
   */
  #changed(words) {
    const place = this.#root.querySelector("[data-part=announce]");
    if (place instanceof HTMLElement) place.dataset.first = `${words} `;
    this.#panel.closest("[data-field]")?.querySelector("select")?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {string} action */
  #button(action) {
    return /** @type {HTMLElement | null} */ (this.#root.querySelector(`[data-action=${action}]`));
  }
}

/**
 * What this browser tells of the machine it runs on: raw values, each under its own name, absent where it does not
 * tell. Nothing is concluded here; that is Python's to do.
 * @returns {Promise<Record<string, string | number>>}
 */
async function browserValues() {
  const groups = [plain, fromHints, fromWebgl, fromWebgpu].map(async (read) => read());
  const settled = await Promise.allSettled(groups);
  return Object.assign({}, ...settled.map((each) => (each.status === "fulfilled" ? each.value : {})));
}

function plain() {
  const { userAgent, platform, maxTouchPoints, deviceMemory, hardwareConcurrency } = browser;
  return { userAgent, platform, maxTouchPoints, deviceMemory, hardwareConcurrency };
}

async function fromHints() {
  const { userAgentData } = browser;
  if (!userAgentData) return {};
  const brands = userAgentData.brands.map((/** @type {any} */ each) => `${each.brand} ${each.version}`).join(", ");
  const told = { brands, hintedPlatform: userAgentData.platform };
  try {
    const { architecture, bitness, model } = await userAgentData.getHighEntropyValues(["architecture", "bitness", "model"]);
    return { ...told, architecture, bitness, model };
  } catch {
    return told; // a policy of the site or the browser forbids the rest
  }
}

function fromWebgl() {
  const context = document.createElement("canvas").getContext("webgl");
  if (!context) return {};
  const names = context.getExtension("WEBGL_debug_renderer_info");
  const webglRenderer = context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return { webglRenderer };
}

async function fromWebgpu() {
  const adapter = await browser.gpu?.requestAdapter();
  if (!adapter?.info) return {};
  return { webgpuVendor: adapter.info.vendor, webgpuArchitecture: adapter.info.architecture };
}
