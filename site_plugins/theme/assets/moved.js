// @ts-check
/** At the old address of a page that moved: go on to the new one, with the form and the place that the address names. */
const link = document.querySelector("a[data-moved]");
if (link instanceof HTMLAnchorElement) location.replace(link.href + location.search + location.hash);

export {};
