// @ts-check
/**
 * The messages of Python beside the fields they are about.
 */

/** @typedef {{ field: string | null, message: string }} FieldError */

/**
 * Show each message beside its field and clear the others. The focus stays where the reader put it.
 * @param {HTMLFormElement} form
 * @param {FieldError[]} errors
 * @returns {string[]} the messages that no shown field can carry
 */
export function showErrors(form, errors) {
  const fields = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field]"));
  const shown = new Set([...fields].filter((field) => !field.hidden).map((field) => field.dataset.field));
  for (const field of fields) {
    const own = errors.filter((error) => error.field === field.dataset.field);
    showError(field, own.map((error) => error.message).join(" "));
  }
  return errors.filter((error) => !shown.has(error.field ?? undefined)).map((error) => error.message);
}

/**
 * @param {HTMLElement} field
 * @param {string} message
 */
function showError(field, message) {
  const line = /** @type {HTMLElement | null} */ (field.querySelector("[data-part=error]"));
  if (line) {
    line.textContent = message;
    line.hidden = message === "";
  }
  for (const control of field.querySelectorAll(":is(input, select, textarea)[name]")) {
    if (message === "") control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
  }
  // A message inside folded settings would be lost.
  if (message !== "") field.closest("details")?.setAttribute("open", "");
}
