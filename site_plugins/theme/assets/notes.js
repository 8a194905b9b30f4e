// @ts-check
/**
 * Words of the glossary, explained where they are read: a link to one opens its paragraph as a note
 * below, and closes it again. Without this script, with a modifier key, or where the glossary can't
 * be had, the link leads there.
 */
import { ownPage } from "./calculators/trusted-html.js";
import { idIn } from "./site/fragment.js";

const LINK = 'a[href*="glossary/#"]';

/** @type {Promise<Document> | undefined} */
let glossary;

/** @param {string} url */
function read(url) {
  glossary ??= fetch(url).then(async (response) => {
    if (!response.ok) throw new Error(`${response.status} for ${url}`);
    return ownPage(await response.text());
  });
  glossary.catch(() => (glossary = undefined));
  return glossary;
}

/**
 * The text from a heading to the next one.
 * @param {Document} page
 * @param {string} id
 */
function meaning(page, id) {
  const texts = [];
  for (let at = page.getElementById(id)?.nextElementSibling; at; at = at.nextElementSibling) {
    if (/^H[1-6]$/.test(at.tagName)) break;
    texts.push((at.textContent ?? "").trim());
  }
  return texts.join(" ");
}

/** @param {Element} link */
function close(link) {
  const note = document.getElementById(link.getAttribute("aria-controls") ?? "");
  if (note?.contains(document.activeElement)) /** @type {HTMLElement} */ (link).focus();
  note?.remove();
  link.removeAttribute("aria-controls");
  link.removeAttribute("aria-expanded");
}

function closeAll() {
  for (const link of document.querySelectorAll(`${LINK}[aria-expanded]`)) close(link);
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const id = idIn(link.hash);
  const text = meaning(await read(link.href), id);
  if (!text) throw new Error(`no ${id} in the glossary`);
  closeAll();
  const note = document.createElement("span");
  const more = document.createElement("a");
  note.className = "sh-note";
  note.id = `note-${id}`;
  note.setAttribute("role", "note");
  more.href = link.href;
  more.textContent = "All words";
  note.append(`${text} `, more);
  link.after(note);
  link.setAttribute("aria-controls", note.id);
  link.setAttribute("aria-expanded", "true");
}

/** @param {MouseEvent} event */
function clicked(event) {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest(LINK));
  const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || elsewhere || link.closest(".sh-note")) return;
  event.preventDefault();
  event.stopPropagation();
  if (link.hasAttribute("aria-expanded")) close(link);
  else open(link).catch(() => location.assign(link.href));
}

// Before the listener of navigation.js, which would change the page.
document.addEventListener("click", clicked, { capture: true });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeAll();
});
