// @ts-check
/** What a reader answered on which page, in the record of their progress. */

/**
 * The page's address below the root of the site, without the last slash; of questions shown elsewhere, that of their lesson.
 * @param {Element} element
 */
export function pageOf(element) {
  const page = element.closest("[data-page]")?.getAttribute("data-page");
  const root = new URL("..", import.meta.url).pathname;
  return page ?? location.pathname.slice(root.length).replace(/\/$/, "");
}

/**
 * @param {Element} element
 * @param {string} ident
 */
export function keyOf(element, ident) {
  return `${pageOf(element)}#${ident}`;
}
