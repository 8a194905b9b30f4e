// @ts-check
/**
 * The inputs of a calculator in the address of its page: `#fit.context=16384&fit.model=…`.
 *
 * They stand behind the `#`, which a browser keeps to itself: no server learns them. The address is untrusted text. Only inputs that the form has are read from it, and Python judges their values.
 */

/** @typedef {import("./form.js").Inputs} Inputs */

/** Servers and chat programs cut longer addresses; a cut link would show other inputs than the reader's. */
const LONGEST_LINK_CHARACTERS = 8000;
const WORDS_STAY_MS = 2000;

/**
 * The inputs that an address sets for the calculator `id`.
 * @param {string} hash
 * @param {string} id
 * @param {string[]} names
 * @returns {Inputs}
 */
export function readAddress(hash, id, names) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const given = names.filter((name) => parameters.has(`${id}.${name}`));
  return Object.fromEntries(given.map((name) => [name, parameters.get(`${id}.${name}`) ?? ""]));
}

/**
 * The address that brings these inputs back; what equals its default is left out. Null if it would be too long.
 * @param {string} address
 * @param {string} id
 * @param {Inputs} inputs
 * @param {Inputs} defaults
 * @returns {string | null}
 */
export function linkTo(address, id, inputs, defaults) {
  const url = new URL(address);
  const changed = Object.entries(inputs).filter(([name, text]) => text !== defaults[name]);
  const parameters = new URLSearchParams(changed.map(([name, text]) => [`${id}.${name}`, text]));
  url.hash = changed.length ? parameters.toString() : id;
  return url.href.length > LONGEST_LINK_CHARACTERS ? null : url.href;
}

/**
 * Give the reader the link, and say on its button for a moment what became of it.
 * @param {string | null} link
 * @param {HTMLElement} button
 * @returns {Promise<string>} what the button says
 */
export async function giveLink(link, button) {
  const words = link === null ? "These inputs are too long for a link." : await copyLink(link, button);
  button.dataset.label ??= button.textContent ?? "";
  button.textContent = words;
  setTimeout(() => (button.textContent = button.dataset.label ?? ""), WORDS_STAY_MS);
  return words;
}

/**
 * Copy a link, or where the clipboard is refused put it, selected, into a field beside the button.
 * @param {string} link
 * @param {HTMLElement} button
 * @returns {Promise<string>} what to tell the reader
 */
async function copyLink(link, button) {
  try {
    await navigator.clipboard.writeText(link);
    return "Link copied.";
  } catch {
    showLink(link, button);
    return "The link is selected, ready to copy.";
  }
}

/**
 * @param {string} link
 * @param {HTMLElement} button
 */
function showLink(link, button) {
  const next = button.nextElementSibling;
  const field = next instanceof HTMLInputElement ? next : document.createElement("input");
  field.className = "sc-link";
  field.dataset.part = "link";
  field.readOnly = true;
  field.setAttribute("aria-label", "Link to these inputs");
  field.value = link;
  button.after(field);
  field.select();
}
