// @ts-check
/**
 * Pure helpers on a calculator's form: what it holds, what it held when the page was built, what it shows.
 *
 * Values are strings as typed; a tick box is "on" or "off". Whether a value makes sense is Python's to say.
 */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {Record<string, string>} Inputs */

/**
 * The controls that carry an input, in the order of the page. Sliders have no name, so they are not among them.
 * @param {HTMLFormElement} form
 * @returns {Control[]}
 */
export function controls(form) {
  return [...form.querySelectorAll("[data-field] :is(input, select, textarea)[name]")].map(
    (element) => /** @type {Control} */ (element),
  );
}

/**
 * The control of one input.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function control(form, name) {
  return controls(form).find((candidate) => candidate.name === name) ?? null;
}

/**
 * The value of a control as Python receives it.
 * @param {Control} element
 */
export function value(element) {
  if (element.dataset.raw !== undefined) return element.dataset.raw;
  if (isTickBox(element)) return element.checked ? "on" : "off";
  return element.value;
}

/**
 * Put a value into a control. What the control cannot hold is kept as it came, so that Python can name the fault:
 * a list gets a temporary entry, a tick box remembers the text until the reader ticks it.
 * @param {Control} element
 * @param {string} text
 */
export function setValue(element, text) {
  if (isTickBox(element)) {
    element.checked = text === "on";
  } else {
    if (element instanceof HTMLSelectElement && !has(element, text)) element.add(temporary(text));
    element.value = text;
  }
  forgetRaw(element);
  if (isTickBox(element) && text !== "on" && text !== "off") element.dataset.raw = text;
}

/**
 * Drop what a control could not hold; called when the reader has chosen something else.
 * @param {Control} element
 */
export function forgetRaw(element) {
  delete element.dataset.raw;
  if (!(element instanceof HTMLSelectElement)) return;
  for (const option of element.querySelectorAll("option[data-temporary]")) {
    if (!(/** @type {HTMLOptionElement} */ (option).selected)) option.remove();
  }
}

/**
 * The inputs of every field that is shown.
 * @param {HTMLFormElement} form
 * @returns {Inputs}
 */
export function read(form) {
  return texts(controls(form).filter((element) => !isHidden(element)));
}

/**
 * The inputs that may stand in a link: shown, and not private.
 * @param {HTMLFormElement} form
 * @returns {Inputs}
 */
export function shareable(form) {
  return texts(shownAndPublic(form));
}

/**
 * The inputs by which an answer can be given again on another day: as in a link, but a date that says today stays open.
 * @param {HTMLFormElement} form
 * @returns {Inputs}
 */
export function keepable(form) {
  return texts(
    shownAndPublic(form).filter((element) => element.dataset.today === undefined || element.value !== today()),
  );
}

/**
 * The values the page was built with.
 * @param {HTMLFormElement} form
 * @returns {Inputs}
 */
export function defaults(form) {
  return Object.fromEntries(controls(form).map((element) => [element.name, element.dataset.default ?? ""]));
}

/**
 * What differs from the values the page was built with, of every field that is shown.
 * @param {HTMLFormElement} form
 * @returns {Inputs}
 */
export function changes(form) {
  const built = defaults(form);
  return Object.fromEntries(Object.entries(read(form)).filter(([name, text]) => text !== built[name]));
}

/**
 * Whether a control holds another value than the page was built with; a date that says today is nobody's change.
 * @param {Control} element
 */
export function isChanged(element) {
  const isToday = element.dataset.today !== undefined && element.value === today();
  return !isToday && value(element) !== element.dataset.default;
}

/**
 * The day by the reader's own clock and zone, as dates are written in a form.
 */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * Bring dates that say the day of the build to the reader's day, by which prices change. A clock that says a day before
 * the build, or one that no question takes, is wrong.
 * @param {HTMLFormElement} form
 */
export function bringToDay(form) {
  const day = today();
  for (const element of controls(form)) {
    const { today: last, default: built = "" } = element.dataset;
    if (last !== undefined && element.value === built && built <= day && day <= last) element.value = day;
  }
}

/**
 * Set the named inputs, leave the others, and show the fields that now apply.
 * @param {HTMLFormElement} form
 * @param {Inputs} inputs
 */
export function write(form, inputs) {
  for (const element of controls(form)) {
    if (Object.hasOwn(inputs, element.name)) setValue(element, inputs[element.name]);
  }
  updateVisibility(form);
}

/**
 * Show each `data-when="field=value|value2"` field only while that field is shown and has one of the values.
 * @param {HTMLFormElement} form
 */
export function updateVisibility(form) {
  const named = new Map(controls(form).map((element) => [element.name, element]));
  for (const field of form.querySelectorAll("[data-field][data-when]")) {
    const condition = /** @type {HTMLElement} */ (field).dataset.when ?? "";
    const [name, values = ""] = condition.split("=", 2);
    const other = named.get(name);
    const applies = other !== undefined && !isHidden(other) && values.split("|").includes(value(other));
    /** @type {HTMLElement} */ (field).hidden = !applies;
  }
}

/** @param {HTMLFormElement} form */
function shownAndPublic(form) {
  return controls(form).filter((element) => !isHidden(element) && !element.closest("[data-private]"));
}

/**
 * @param {Control[]} elements
 * @returns {Inputs}
 */
function texts(elements) {
  return Object.fromEntries(elements.map((element) => [element.name, value(element)]));
}

/**
 * @param {Control} element
 * @returns {element is HTMLInputElement}
 */
function isTickBox(element) {
  return element instanceof HTMLInputElement && element.type === "checkbox";
}

/** @param {Control} element */
export function isHidden(element) {
  return element.closest("[data-field]")?.hasAttribute("hidden") ?? false;
}

/**
 * @param {HTMLSelectElement} list
 * @param {string} text
 */
function has(list, text) {
  return [...list.options].some((option) => option.value === text);
}

/** @param {string} text */
function temporary(text) {
  const option = document.createElement("option");
  option.value = text;
  option.textContent = text;
  option.dataset.temporary = "";
  return option;
}
