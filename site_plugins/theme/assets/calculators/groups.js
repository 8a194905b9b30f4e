// @ts-check
/**
 * The folded groups of a form: what their summaries say, and when they open by themselves.
 */
import { isChanged, isHidden, value } from "./form.js";

/** @typedef {import("./form.js").Control} Control */

/**
 * Say in each summary how many of its inputs differ from those of the page, how many are to correct, and, where it
 * names them, what is chosen. A group that has nothing to show is not shown.
 * @param {HTMLFormElement} form
 * @param {boolean} [opens] whether a group with something changed opens: not while its reader works on it
 */
export function updateGroups(form, opens = false) {
  for (const group of /** @type {NodeListOf<HTMLDetailsElement>} */ (form.querySelectorAll("[data-part=group]"))) {
    const all = /** @type {NodeListOf<Control>} */ (group.querySelectorAll("[name]"));
    const shown = [...all].filter((element) => !isHidden(element));
    const changed = shown.filter(isChanged).length;
    const wrong = shown.filter((element) => element.hasAttribute("aria-invalid")).length;
    group.hidden = shown.length === 0;
    group.open ||= opens && changed > 0;
    say(group, "changed", [wrong && `${wrong} to correct`, changed && `${changed} changed`].filter(Boolean).join(" · "));
    say(group, "chosen", names(shown));
  }
}

/**
 * What is chosen in the menus; nothing counts while their switch is off.
 * @param {Control[]} shown
 */
function names(shown) {
  const isOff = shown.some((element) => element.type === "checkbox" && value(element) === "off");
  const menus = /** @type {HTMLSelectElement[]} */ (shown.filter((element) => element.localName === "select"));
  const chosen = menus.filter((menu) => menu.value !== "none").map((menu) => menu.selectedOptions[0]?.text);
  return (!isOff && chosen.join(", ")) || "nothing";
}

/**
 * @param {HTMLElement} group
 * @param {string} part
 * @param {string} text
 */
function say(group, part, text) {
  const place = group.querySelector(`[data-part=${part}]`);
  if (place && place.textContent !== text) place.textContent = text;
}
