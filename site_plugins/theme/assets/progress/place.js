// @ts-check
/**
 * `<start-place>`: where a lesson stands on the path that the reader chose, and whether they have done it.
 *
 * The list of lessons comes from the page, their titles from its menu. The links at the foot of the page lead along the
 * path; without a choice they stay as they were built.
 */
import { today } from "../calculators/form.js";
import { ownHtml } from "../calculators/trusted-html.js";
import { CHANGED, PATHS, read, update } from "./record.js";

/** @typedef {{ href: string, title: string }} Page */
/** @typedef {{ key: string, minutes: number }} Lesson */

const CHOICE = `<label>Path <select><option value="">not chosen</option>${PATHS.map(
  (path) => `<option>${path}</option>`,
).join("")}</select></label> <span></span>`;
const DENIED = "This browser keeps nothing for this page, or has no room left.";

class StartPlace extends HTMLElement {
  #connection = new AbortController();
  /** @type {Map<Element, Page>} the links at the foot, as they were built */
  #built = new Map();
  #isAnswered = false;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.replaceChildren(ownHtml(CHOICE));
    for (const link of document.querySelectorAll(".md-footer__link")) {
      this.#built.set(link, { href: link.getAttribute("href") ?? "", title: title(link).textContent ?? "" });
    }
    const select = /** @type {HTMLSelectElement} */ (this.querySelector("select"));
    const box = this.#box;
    select.addEventListener("change", () => this.#choose(select.value), { signal });
    box?.addEventListener("change", () => this.#mark(box.checked), { signal });
    document.addEventListener(CHANGED, () => this.#changed(), { signal });
    // Another window of the same browser.
    window.addEventListener("storage", () => this.#draw(), { signal });
    this.#isAnswered = this.#areAnswered();
    this.#draw();
    if (box) /** @type {HTMLElement} */ (box.parentElement).hidden = false;
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  get #box() {
    return /** @type {HTMLInputElement | null} */ (document.querySelector("[data-part=done] input"));
  }

  get #key() {
    return this.dataset.page ?? "";
  }

  /** @param {string} path */
  #choose(path) {
    const isKept = update((record) => {
      record.path = PATHS.find((each) => each === path) ?? null;
    });
    if (!isKept) this.#say(DENIED);
  }

  /** @param {boolean} isDone */
  #mark(isDone) {
    const isKept = update(({ lessons }) => {
      if (isDone) lessons[this.#key] = { done: today() };
      else delete lessons[this.#key];
    });
    this.#say(isKept ? this.#left(isDone) : DENIED);
  }

  /** The last question of the lesson answered: then it is done, whether all was right or not. */
  #changed() {
    const before = this.#isAnswered;
    this.#isAnswered = this.#areAnswered();
    if (this.#isAnswered && !before && !(this.#key in read().lessons)) this.#mark(true);
    this.#draw();
  }

  /** Whether every question of this lesson has an answer; questions of another lesson say whose they are. */
  #areAnswered() {
    const { quizzes } = read();
    const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".sc-question[data-id]")]);
    const own = all.filter((question) => !question.closest("[data-page]"));
    return own.length > 0 && own.every(({ dataset }) => `${this.#key}#${dataset.id}` in quizzes);
  }

  #draw() {
    const { path, lessons: done } = read();
    const select = /** @type {HTMLSelectElement} */ (this.querySelector("select"));
    select.value = path ?? "";
    if (this.#box) this.#box.checked = this.#key in done;
    const lessons = this.#lessons(path);
    const at = lessons.findIndex(({ key }) => key === this.#key);
    const open = lessons.find(({ key }) => !(key in done));
    const text = /** @type {HTMLElement} */ (this.querySelector("span"));
    text.textContent = at < 0 ? "" : `Lesson ${at + 1} of ${lessons.length}${this.#key in done ? " · done" : ""}`;
    if (path && at < 0) {
      const back = this.#page(open?.key ?? "memo");
      const link = Object.assign(document.createElement("a"), { href: back.href, textContent: back.title });
      text.append("This lesson isn’t on it. Back to: ", link);
    }
    const before = at < 0 ? null : this.#page(lessons[at - 1]?.key ?? "");
    const after = path && this.#page(at < 0 ? (open?.key ?? "memo") : (lessons[at + 1]?.key ?? "memo"));
    this.#lead("prev", before);
    this.#lead("next", after || null);
  }

  /**
   * Have a link at the foot lead somewhere, or where it was built to.
   * @param {"prev" | "next"} side
   * @param {Page | null} page
   */
  #lead(side, page) {
    const link = document.querySelector(`.md-footer__link--${side}`);
    const built = link && this.#built.get(link);
    if (!link || !built) return;
    const { href, title: text } = page ?? built;
    const said = /** @type {string} */ (link.getAttribute("aria-label"));
    link.setAttribute("href", href);
    link.setAttribute("aria-label", `${said.slice(0, said.indexOf(":"))}: ${text}`);
    title(link).textContent = text;
  }

  /**
   * @param {string | null} path
   * @returns {Lesson[]}
   */
  #lessons(path) {
    const list = (path && this.dataset[path]) || "";
    return list.split(",").filter(Boolean).map((item) => {
      const [key, minutes] = item.split(" ");
      return { key, minutes: Number(minutes) };
    });
  }

  /**
   * What is left of the path, once something of it was done.
   * @param {boolean} isDone
   */
  #left(isDone) {
    const { path, lessons: done } = read();
    const lessons = this.#lessons(path);
    if (!isDone || lessons.length === 0) return "";
    const open = lessons.filter(({ key }) => !(key in done));
    const minutes = open.reduce((sum, each) => sum + each.minutes, 0);
    const count = `${lessons.length - open.length} of ${lessons.length} lessons of your path done`;
    return open.length === 0 ? `${count}. That was the last: now finish your memo.` : `${count}, about ${minutes} minutes left.`;
  }

  /** @param {string} text */
  #say(text) {
    const line = document.querySelector("[data-part=left]");
    if (line) line.textContent = text;
  }

  /**
   * A page of the site by its address below the root; the menu has its title.
   * @param {string} key
   * @returns {Page}
   */
  #page(key) {
    const { href } = new URL(`${this.dataset.root}/${key}${key && "/"}`, location.href);
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.md-nav__link"));
    const link = [...links].find((each) => each.href === href);
    return { href, title: link?.textContent?.trim() ?? key };
  }
}

/** @param {Element} link */
function title(link) {
  return /** @type {Element} */ (link.querySelector(".md-ellipsis"));
}

if (!customElements.get("start-place")) customElements.define("start-place", StartPlace);
