// @ts-check
/**
 * Search: every word that was typed, at the beginning of words in the text of the site. A page counts for more where its
 * title or a heading has the words, and for most where the build lists them as another word for what it explains.
 * Loaded when the reader goes to the search box.
 */
import { ownPage } from "../calculators/trusted-html.js";

/** @typedef {{ location: string, title: string, text: string, tags?: string[], boost?: number }} Doc a part of a page, as the build lists it */
/**
 * @typedef {object} Part
 * @property {string} path
 * @property {string} page the title of its page
 * @property {string} title
 * @property {string} words
 * @property {string} plain
 * @property {string} synonyms other words for what it explains
 * @property {number} boost
 */
/** @typedef {{ part: Part, score: number }} Hit */
/**
 * @typedef {object} Box
 * @property {HTMLInputElement} input
 * @property {Element} dialog
 * @property {() => void} close
 * @property {(address: string) => void} go
 */

const SITE = new URL("../../", import.meta.url);
const INDEX = new URL("search/search_index.json", SITE);
const STYLES = new URL("../search.css", import.meta.url);
const NOT_THERE = "The text to search did not arrive. It needs a connection the first time.";
const IN_TITLE = 20;
const IS_SYNONYM = 60;
const MOST_PAGES = 12;
const MOST_PARTS = 3;
const EXCERPT_CHARACTERS = 160;
const PAUSE_MS = 80;

/** @type {Promise<Part[]> | undefined} */
let reading;
/** @type {Box | undefined} */
let box;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

/** @param {Box} given */
export function begin(given) {
  if (!box) listen(given);
  void show();
}

/**
 * Mark in the page what was searched for, which the address tells, and take it out of the address.
 */
export function markFound() {
  const url = new URL(location.href);
  const found = pattern(url.searchParams.get("h") ?? "");
  url.searchParams.delete("h");
  history.replaceState(history.state, "", url);
  const article = document.querySelector("article");
  if (!found || !article) return;
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("script, style, svg, option, textarea, mark, start-calculator")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    const marked = withMarks(text.data, found);
    if (marked.some((piece) => typeof piece !== "string")) text.replaceWith(...marked);
  }
}

/** @param {Box} given */
function listen(given) {
  box = given;
  const { input, dialog } = box;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLES.href }));
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => void show(), PAUSE_MS);
  });
  input.form?.addEventListener("reset", () => {
    input.value = "";
    input.focus();
    void show();
  });
  dialog.addEventListener("keydown", (event) => pressed(/** @type {KeyboardEvent} */ (event)));
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (!box) return;
  const links = [...box.dialog.querySelectorAll("a")];
  const at = links.findIndex((link) => link === document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && links.length > 0) {
    event.preventDefault();
    /** @type {HTMLElement} */ (links[at + step] ?? (step < 0 ? box.input : links[at])).focus();
  } else if (event.key === "Enter" && event.target === box.input) {
    event.preventDefault();
    void openFirst(box);
  }
}

/**
 * Open the best result for the words as they now stand, unless the reader has left the box before it was there.
 * @param {Box} box
 */
async function openFirst({ input, dialog }) {
  clearTimeout(pause);
  const asked = input.value;
  await show();
  if (document.activeElement === input && input.value === asked) dialog.querySelector("a")?.click();
}

async function show() {
  if (!box) return;
  const asked = box.input.value;
  const place = box.dialog.querySelector("[data-part=found]");
  const list = box.dialog.querySelector("[data-part=results]");
  if (!place || !list) return;
  try {
    const found = pattern(asked);
    const pages = found ? search(await (reading ??= read()), asked) : [];
    if (asked !== box.input.value) return;
    place.textContent = found ? told(pages.length) : "Type to start searching";
    list.replaceChildren(...pages.slice(0, MOST_PAGES).map((hits) => entry(hits, asked)));
  } catch (error) {
    reading = undefined;
    place.textContent = NOT_THERE;
    list.replaceChildren();
    console.error(error);
  }
}

/** @param {number} pages */
function told(pages) {
  if (pages > MOST_PAGES) return `${pages} pages, the best ${MOST_PAGES} of them here`;
  return pages === 1 ? "1 page" : `${pages || "No"} pages`;
}

/** @returns {Promise<Part[]>} */
async function read() {
  const response = await fetch(INDEX);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  /** @type {{ docs: Doc[] }} */
  const { docs } = await response.json();
  const titles = new Map(docs.map(({ location, title }) => [location, textOf(title)]));
  return docs.map(({ location, title, text, tags = [], boost = 1 }) => {
    const plain = textOf(text);
    const page = titles.get(location.split("#", 1)[0]) ?? "";
    const synonyms = tags.join(" ");
    return { path: location, page, title: textOf(title), plain, words: plain.toLowerCase(), synonyms, boost };
  });
}

/**
 * The best parts of each page that has every word, the best page first.
 * @param {Part[]} parts
 * @param {string} asked
 */
function search(parts, asked) {
  const terms = words(asked).map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}`, "giu"));
  /** @type {Map<string, Hit[]>} */
  const pages = new Map();
  for (const part of parts) {
    const scores = terms.map((term) => score(part, term));
    if (scores.some((each) => each === 0)) continue;
    const page = part.path.split("#", 1)[0];
    const weight = part.boost * (page === part.path ? 2 : 1);
    const hits = pages.get(page) ?? [];
    hits.push({ part, score: weight * scores.reduce((sum, each) => sum + each, 0) });
    pages.set(page, hits);
  }
  for (const hits of pages.values()) hits.sort((one, other) => other.score - one.score);
  return [...pages.values()].sort(([one], [other]) => other.score - one.score);
}

/**
 * @param {Part} part
 * @param {RegExp} term
 */
function score({ title, words, synonyms }, term) {
  const inText = words.match(term)?.length ?? 0;
  const named = (title.match(term) ? IN_TITLE : 0) + (synonyms.match(term) ? IS_SYNONYM : 0);
  return named + Math.log2(1 + inText);
}

/**
 * A page in the list, with its parts that have the words.
 * @param {Hit[]} hits
 * @param {string} asked
 */
function entry(hits, asked) {
  const item = document.createElement("li");
  item.append(...hits.slice(0, MOST_PARTS).map(({ part }, place) => link(part, asked, place === 0)));
  return item;
}

/**
 * @param {Part} part
 * @param {string} asked
 * @param {boolean} isFirst of its page, which is named there
 */
function link({ path, page, title, plain }, asked, isFirst) {
  const url = new URL(path, SITE);
  url.searchParams.set("h", asked.trim());
  const found = /** @type {RegExp} */ (pattern(asked));
  const name = document.createElement("b");
  name.append(...withMarks(isFirst && page !== title ? `${page} · ${title}` : title, found));
  const excerpt = document.createElement("span");
  excerpt.append(...withMarks(around(plain, found), found));
  const made = document.createElement("a");
  made.href = url.href;
  made.append(name, excerpt);
  return made;
}

/**
 * The text around the first of the words.
 * @param {string} text
 * @param {RegExp} found
 */
function around(text, found) {
  const at = Math.max(0, text.search(found) - EXCERPT_CHARACTERS / 3);
  const start = at === 0 ? 0 : text.indexOf(" ", at) + 1;
  const cut = text.slice(start, start + EXCERPT_CHARACTERS);
  const end = start + cut.length < text.length ? cut.lastIndexOf(" ") : cut.length;
  return `${start > 0 ? "… " : ""}${cut.slice(0, end)}${end < cut.length ? " …" : ""}`;
}

/** @param {string} asked */
function words(asked) {
  return asked.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.'’]*/gu) ?? [];
}

/**
 * The words that were asked for, at the beginning of words; null where there are none.
 * @param {string} asked
 */
function pattern(asked) {
  const all = words(asked);
  return all.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.map(escaped).join("|")})`, "giu") : null;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * A text with each of the words in a `<mark>`.
 * @param {string} text
 * @param {RegExp} found
 * @returns {(string | HTMLElement)[]}
 */
function withMarks(text, found) {
  /** @type {(string | HTMLElement)[]} */
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(found)) {
    pieces.push(text.slice(from, match.index), Object.assign(document.createElement("mark"), { textContent: match[0] }));
    from = match.index + match[0].length;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== "");
}

/** @param {string} html */
function textOf(html) {
  return ownPage(html).body.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
