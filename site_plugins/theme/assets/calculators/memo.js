// @ts-check
/**
 * The memo of the reader's kept answers: shown, changed, printed, handed on, brought back and deleted.
 *
 * What is kept is a list of answers, which changes here and is put together by Python. Another tab may change it too:
 * a change is made only to the list that is on show.
 */
import { Announcer } from "./announcer.js";
import { Answer } from "./answer.js";
import { DENIED, entriesOf, KEY, keepText, keptText, textOf } from "./kept-answers.js";

/** @typedef {import("./kept-answers.js").Entry} Entry */
/** @typedef {{ memo: string, markdown: string, policy: string, now: Entry[] }} Made */
/** @typedef {(key: object, text: string) => Promise<any>} Ask for a key, only the latest text counts */

const SITE = new URL("../../", import.meta.url).href;
/** More than a memo may hold, in the longest encoding. */
const LARGEST_FILE_BYTES = 2_000_000;
const WORDS_STAY_MS = 2000;
const NAME = "ai-choice-memo";
const CHANGED_ELSEWHERE = "The memo was changed in another tab. Here it is as it is now; make your change again.";

export class Memo {
  #root;
  #ask;
  #answer;
  #announcer;
  /** The kept text that is on show. */
  #shown = "";
  /** What was kept before the last removal. */
  #before = "";
  /** @type {Made | null} */
  #made = null;

  /**
   * @param {HTMLElement} root
   * @param {Ask} ask puts a memo together
   * @param {AbortSignal} signal ends the listening
   */
  constructor(root, ask, signal) {
    this.#root = root;
    this.#ask = ask;
    this.#answer = new Answer(/** @type {HTMLElement} */ (this.#part("memo")));
    this.#announcer = new Announcer(root);
    root.addEventListener("click", (event) => void this.#clicked(event.target), { signal });
    root.addEventListener("change", (event) => void this.#changed(event.target), { signal });
    window.addEventListener("storage", ({ key }) => (key === KEY || key === null) && void this.#draw(), { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && void this.#draw(), { signal });
    signal.addEventListener("abort", () => this.#announcer.hush());
    void this.#draw();
  }

  /** Python is there: put together what could not be before. */
  catchUp() {
    if (this.#made === null && this.#shown !== "") void this.#draw();
  }

  /** Show what is kept. */
  async #draw() {
    const text = keptText();
    this.#shown = text;
    this.#made = null;
    this.#root.toggleAttribute("data-filled", text !== "");
    this.#problem("");
    if (text === "") return this.#put("");
    const reply = await this.#ask(this.#root, text);
    if (reply === null || text !== this.#shown) return;
    if (!reply.ok) return this.#refused(reply.errors);
    this.#made = reply.data;
    this.#put(reply.html.replaceAll('href="site:', `href="${SITE}`));
  }

  /**
   * Show a memo in place of the one before; a shorter one takes less room.
   * @param {string} html that our own Python made
   */
  #put(html) {
    this.#answer.show(html);
    this.#part("memo")?.style.removeProperty("min-height");
  }

  /** @param {EventTarget | null} target */
  async #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-action]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const { action, entry } = button.dataset;
    if (action === "print") window.print();
    else if (action === "copy") await this.#copy(button);
    else if (action === "markdown") this.#download(this.#markdown(), "md", "text/markdown");
    else if (action === "json") this.#download(this.#made?.memo ?? keptText(), "json", "application/json");
    else if (action === "import") this.#part("file")?.click();
    else if (action === "delete") await this.#remove("", "The memo is deleted. “Undo” brings it back.");
    else if (action === "undo") await this.#undo();
    else if (action === "remove") await this.#removeOne(Number(entry));
    else if (action === "renew") await this.#edit((kept) => this.#renew(kept, Number(entry)), "Today’s answer is kept.");
  }

  /** @param {EventTarget | null} target */
  async #changed(target) {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const { change, entry, entries = "" } = target.dataset;
    if (target instanceof HTMLInputElement && target.type === "file") return this.#import(target);
    if (change === "task") {
      const numbers = entries.split(" ").map(Number);
      await this.#edit((kept) => numbers.forEach((each) => (kept[each].task = target.value)), "The task is changed.");
    } else if (change === "note") {
      await this.#edit((kept) => (kept[Number(entry)].note = target.value), "The note is kept.");
    } else if (change === "tick" && target instanceof HTMLInputElement) {
      await this.#edit((kept) => tick(kept[Number(entry)], target), target.checked ? "Done." : "Not done.");
    }
  }

  /**
   * Change the answers that are on show.
   * @param {(kept: Entry[]) => void} change
   * @param {string} words
   */
  async #edit(change, words) {
    const text = keptText();
    const kept = entriesOf(text);
    if (text !== this.#shown || kept === null) {
      await this.#draw();
      return this.#announcer.say(CHANGED_ELSEWHERE);
    }
    change(kept);
    await this.#keep(textOf(kept), words);
  }

  /**
   * @param {string} text
   * @param {string} words
   */
  async #keep(text, words) {
    const isKept = keepText(text);
    await this.#draw();
    if (!isKept) this.#problem(DENIED);
    this.#announcer.say(isKept ? words : DENIED);
  }

  /** @param {number} number */
  async #removeOne(number) {
    const kept = entriesOf(keptText());
    if (kept === null || keptText() !== this.#shown) return this.#edit(() => {}, "");
    await this.#remove(textOf(kept.filter((_, place) => place !== number)), "Removed. “Undo” brings it back.");
  }

  /**
   * @param {string} rest
   * @param {string} words
   */
  async #remove(rest, words) {
    this.#before = keptText();
    this.#offer("undo", true);
    await this.#keep(rest, words);
  }

  async #undo() {
    await this.#keep(this.#before, "It is back.");
    const hadFocus = document.activeElement === this.#button("undo");
    this.#offer("undo", false);
    if (hadFocus) this.#button("delete")?.focus();
  }

  /**
   * @param {Entry[]} kept
   * @param {number} number
   */
  #renew(kept, number) {
    if (this.#made) kept[number] = this.#made.now[number];
  }

  /**
   * Bring in a file: its answers come behind those that are there, without those that are the same.
   * @param {HTMLInputElement} input
   */
  async #import(input) {
    const file = input.files?.[0];
    if (!file) return;
    const text = file.size > LARGEST_FILE_BYTES ? "" : await file.text().catch(() => "");
    input.value = ""; // so that the same file can be chosen again
    const reply = await this.#ask(input, text);
    if (reply === null) return;
    if (!reply.ok) return this.#refused(reply.errors);
    const own = entriesOf(this.#made?.memo ?? keptText()) ?? [];
    const known = new Set(own.map((each) => JSON.stringify(each)));
    const found = entriesOf(reply.data.memo) ?? [];
    const all = [...own, ...found.filter((each) => !known.has(JSON.stringify(each)))];
    const checked = await this.#ask(input, textOf(all) || reply.data.memo);
    if (checked === null) return;
    if (!checked.ok) return this.#refused(checked.errors);
    await this.#keep(textOf(all), `Imported. ${checked.announcement}`);
  }

  #markdown() {
    return this.#made ? `${this.#made.markdown}\n${this.#made.policy}` : "";
  }

  /** @param {HTMLElement} button says for a moment that it worked */
  async #copy(button) {
    const text = this.#markdown();
    const field = this.#part("copy");
    try {
      await navigator.clipboard.writeText(text);
      button.dataset.label ??= button.textContent ?? "";
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = button.dataset.label ?? ""), WORDS_STAY_MS);
      this.#announcer.say("Copied.");
    } catch {
      if (!(field instanceof HTMLTextAreaElement)) return;
      field.value = text;
      field.hidden = false;
      field.select();
      this.#announcer.say("The text is selected, ready to copy.");
    }
  }

  /**
   * @param {string} text
   * @param {string} ending
   * @param {string} type
   */
  #download(text, ending, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `${NAME}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** @param {{ message: string }[]} errors */
  #refused(errors) {
    const words = errors.map(({ message }) => message).join(" ");
    this.#problem(words);
    this.#announcer.say(words);
  }

  /** @param {string} text */
  #problem(text) {
    const place = this.#part("problem");
    if (!place) return;
    place.textContent = text;
    place.hidden = text === "";
  }

  /**
   * @param {string} action
   * @param {boolean} isUseful
   */
  #offer(action, isUseful) {
    const button = this.#button(action);
    if (button) button.hidden = !isUseful;
  }

  /**
   * @param {string} action
   * @returns {HTMLElement | null}
   */
  #button(action) {
    return this.#root.querySelector(`button[data-action=${action}]`);
  }

  /**
   * @param {string} name
   * @returns {HTMLElement | null}
   */
  #part(name) {
    return this.#root.querySelector(`[data-part=${name}]`);
  }
}

/**
 * @param {Entry} entry
 * @param {HTMLInputElement} box
 */
function tick(entry, box) {
  const duty = box.dataset.duty ?? "";
  const others = (entry.ticked ?? []).filter((/** @type {string} */ each) => each !== duty);
  entry.ticked = box.checked ? [...others, duty] : others;
}
