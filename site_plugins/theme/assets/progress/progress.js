// @ts-check
/**
 * `<start-progress>`: all that this browser keeps of the reader, to see, take along and erase.
 *
 * What comes out of storage or a file is written as text and never as HTML.
 */
import { DENIED, entriesOf, keepText, keptText, MOST_CHARACTERS, textOf } from "../calculators/kept-answers.js";
import { CHANGED, isDay, parse, read, replace } from "./record.js";

/** @typedef {import("./record.js").ProgressRecord} ProgressRecord */
/** @typedef {{ record: ProgressRecord, memo: string }} Kept */
/** @typedef {{ record: ProgressRecord, memo: string | null }} Brought what a file holds; null where it has no memo */
/** @typedef {{ text: string, erase: (kept: Kept) => void }} Row `erase` changes what it is given */
/** @typedef {{ title: string, rows: Row[] }} Group */

const NOTHING = "Nothing is kept yet. Choose a path on the front page, or mark a lesson as done.";
const FOREIGN = "That file wasn’t written by this page, so nothing was changed.";
const IMPORTED = "Imported, in place of what was here.";
const MEMO_LEFT = "Imported, in place of the progress that was here. The file holds no memo, so your memo was left as it is.";
const FILE = "start-here-progress.json";
/** A record and a memo at their own limits, with the spaces and ends of lines that a file has besides. */
const MOST_CHARACTERS_OF_A_FILE = 3 * MOST_CHARACTERS;

class StartProgress extends HTMLElement {
  #connection = new AbortController();
  /** @type {Kept | null} as it was before the last change made here */
  #before = null;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    this.#file.addEventListener("change", () => void this.#import(), { signal });
    document.addEventListener(CHANGED, () => this.#draw(), { signal });
    // Another window of the same browser.
    window.addEventListener("storage", () => this.#draw(), { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  get #file() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[data-part=file]"));
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    const action = button?.dataset.action;
    if (action === "export") this.#export();
    if (action === "import") this.#file.click();
    if (action === "undo") this.#undo();
    if (action === "erase") this.#change("Erased.", erasedAll);
    const row = Number(button?.dataset.row);
    if (action === "erase-one") {
      this.#change("Erased.", (kept) => groups(kept).flatMap(({ rows }) => rows)[row]?.erase(kept));
    }
  }

  #export() {
    const { record, memo } = this.#kept();
    const kept = entriesOf(memo);
    const text = `${JSON.stringify({ ...record, memo: kept?.length ? { memo: 1, kept } : undefined }, null, 1)}\n`;
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(href));
  }

  async #import() {
    const text = (await this.#file.files?.[0]?.text()) ?? "";
    this.#file.value = "";
    const brought = contentOf(text);
    if (brought === null) return this.#say(FOREIGN);
    const { record, memo } = brought;
    this.#change(memo === null && keptText() !== "" ? MEMO_LEFT : IMPORTED, (kept) => {
      kept.record = record;
      kept.memo = memo ?? kept.memo;
    });
  }

  #undo() {
    const before = this.#before;
    this.#before = null;
    if (before) this.#keep(before, "Undone: all is as it was.");
    /** @type {HTMLElement} */ (this.querySelector("[data-action=export]")).focus();
  }

  /**
   * @param {string} said
   * @param {(kept: Kept) => void} change
   */
  #change(said, change) {
    this.#before = this.#kept();
    const kept = this.#kept();
    change(kept);
    this.#keep(kept, said);
    // The button that was pressed may be gone.
    /** @type {HTMLElement} */ (this.querySelector("[data-action=undo]")).focus();
  }

  /**
   * @param {Kept} kept
   * @param {string} said
   */
  #keep({ record, memo }, said) {
    const isKept = keepText(memo);
    this.#say(replace(record) && isKept ? said : DENIED);
  }

  /** @returns {Kept} */
  #kept() {
    return { record: read(), memo: keptText() };
  }

  /** @param {string} text */
  #say(text) {
    const line = this.querySelector("[data-part=said]");
    if (line) line.textContent = text;
  }

  #draw() {
    const found = groups(this.#kept()).filter(({ rows }) => rows.length > 0);
    let row = 0;
    const parts = found.map(({ title, rows }) =>
      element("section", {}, [
        element("h2", { textContent: title }),
        element("ul", {}, rows.map(({ text }) => item(text, row++))),
      ]),
    );
    const kept = /** @type {HTMLElement} */ (this.querySelector("[data-part=kept]"));
    kept.replaceChildren(...(parts.length ? parts : [element("p", { textContent: NOTHING })]));
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".sh-actions button"))) {
      const { action } = button.dataset;
      button.hidden = action === "undo" ? !this.#before : action !== "import" && parts.length === 0;
    }
  }
}

/**
 * What a file holds, its record and its memo each within its own limit; null where this page did not write it.
 * @param {string} text
 * @returns {Brought | null}
 */
function contentOf(text) {
  if (text.length > MOST_CHARACTERS_OF_A_FILE) return null;
  try {
    const { memo: given, ...own } = JSON.parse(text);
    const record = parse(JSON.stringify(own));
    const entries = entriesOf(JSON.stringify(given ?? ""));
    // Python refuses a memo whole for a day that is none; without one it takes the answer.
    for (const entry of entries ?? []) if (!isDay(entry.kept_on)) delete entry.kept_on;
    const memo = entries && textOf(entries);
    return record === null || (memo ?? "").length > MOST_CHARACTERS ? null : { record, memo };
  } catch {
    return null;
  }
}

/**
 * @param {string} text
 * @param {number} row
 */
function item(text, row) {
  const button = element("button", { type: "button", textContent: "Erase", ariaLabel: `Erase: ${text}` });
  button.dataset.action = "erase-one";
  button.dataset.row = String(row);
  return element("li", {}, [element("span", { textContent: text }), button]);
}

/** @param {number | string} guess */
function said(guess) {
  return typeof guess === "number" ? guess.toLocaleString("en", { maximumSignificantDigits: 3 }) : guess;
}

/** @param {Kept} kept */
function erasedAll(kept) {
  for (const { rows } of groups(kept)) for (const { erase } of rows.toReversed()) erase(kept);
}

/**
 * Everything that is kept, as a reader would say it.
 * @param {Kept} kept
 * @returns {Group[]}
 */
function groups({ record, memo }) {
  const { path, lessons, quizzes, guesses, exercises, weeks } = record;
  /** @type {(part: "lessons" | "quizzes" | "guesses" | "exercises" | "weeks") => (key: string, text: string) => Row} */
  const rowOf = (part) => (key, text) => ({ text, erase: (kept) => void delete kept.record[part][key] });
  const answers = Object.entries(quizzes).map(([key, { right }]) => ({ page: key.split("#")[0], key, right }));
  const pages = [...new Set(answers.map(({ page }) => page))];
  return [
    {
      title: "Your path",
      rows: path ? [{ text: `The ${path}’s path`, erase: (kept) => void (kept.record.path = null) }] : [],
    },
    { title: "Lessons done", rows: rows(lessons, ({ done }) => `done on ${day(done)}`, rowOf("lessons")) },
    {
      title: "Answers in quizzes",
      rows: pages.map((page) => {
        const given = answers.filter((each) => each.page === page);
        const right = given.filter((each) => each.right).length;
        return {
          text: `${title(page)} ${right} right of ${given.length} answered`,
          erase: ({ record }) => given.forEach(({ key }) => delete record.quizzes[key]),
        };
      }),
    },
    {
      title: "Your guesses",
      rows: rows(guesses, ({ guess, answer }) => `you guessed ${said(guess)}, and it was ${said(answer)}`, rowOf("guesses")),
    },
    { title: "Exercises done", rows: rows(exercises, ({ done }) => `done on ${day(done)}`, rowOf("exercises")) },
    {
      title: "This week",
      rows: rows(weeks, ({ done, note }) => `${done ? "done" : "not done yet"}${note && `: ${note}`}`, rowOf("weeks")),
    },
    {
      title: "Answers kept for your memo",
      rows: (entriesOf(memo) ?? []).map((entry) => ({
        text: String(entry.headline || entry.calculator),
        erase: (kept) => {
          const others = (entriesOf(kept.memo) ?? []).filter((each) => JSON.stringify(each) !== JSON.stringify(entry));
          kept.memo = textOf(others);
        },
      })),
    },
  ];
}

/**
 * @template Item
 * @param {Record<string, Item>} part
 * @param {(item: Item) => string} tell
 * @param {(key: string, text: string) => Row} row
 */
function rows(part, tell, row) {
  return Object.entries(part).map(([key, item]) => row(key, `${title(key.split("#")[0])} ${tell(item)}`));
}

/**
 * The title of a page, which the menu has; its address where the page is gone.
 * @param {string} page
 */
function title(page) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.md-nav__link"));
  const link = [...links].find(({ pathname, hash }) => !hash && pathname.endsWith(`/${page}/`));
  const text = link?.textContent?.trim() || page;
  return /[?!.]$/.test(text) ? text : `${text}:`;
}

/** @param {string} iso */
function day(iso) {
  return new Date(`${iso}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {Node[]} [children]
 */
function element(tag, properties, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

if (!customElements.get("start-progress")) customElements.define("start-progress", StartProgress);
