// @ts-check
/**
 * Links inside the site change the page in place, so that one Python answers through a whole visit. What a page has of
 * its own is swapped: title, head, article and menu. The address, Back and Forward, the place on the page and the focus
 * are kept as a browser does it. Where anything is unusual, the browser loads the page instead.
 */
import { ownPage, ownScript } from "../calculators/trusted-html.js";

/** What changes with the page; around it stands what stays. */
const PARTS = ["skip", "skip-calculator", "container", "header-topic", "logo"].map((name) => `[data-md-component=${name}]`);
/** What the head says of the page alone. */
const OF_PAGE =
  "meta[name]:not([name=viewport]), meta[property], link:not([rel~=stylesheet], [rel=icon], [rel=modulepreload]), " +
  "script[type='application/ld+json']";
const PAGE = /(?:\/|\.html)$/;
const SETTLED_MS = 100;
/** A shorter wait needs no sign. */
const NOTICED_MS = 300;

/** Tells of each new page by the event "page". */
export class Navigation extends EventTarget {
  #base;
  /** The page on show, by its bare address. */
  #shown = bare(location.href);
  /** Ends the change of page that is under way. */
  #change = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  /** @param {URL} base the root of the site */
  constructor(base) {
    super();
    this.#base = base.href;
    // Its address is relative, and browsers ask for it anew when that of the page changes.
    const icon = document.querySelector("link[rel=icon]");
    if (icon instanceof HTMLLinkElement) icon.setAttribute("href", icon.href);
    document.addEventListener("click", (event) => this.#clicked(event));
    window.addEventListener("popstate", ({ state }) => this.#moved(state));
    window.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // An entry that this script has placed is not scrolled by the browser, also not after Reload.
    if (history.scrollRestoration === "manual" && !location.hash) scrollTo(0, placeIn(history.state) ?? 0);
  }

  /**
   * Show a page of this site, or load it where it cannot be shown in place.
   * @param {string} address
   */
  async go(address) {
    await this.#changeTo(new URL(address, location.href), null);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isPlain(event, link)) return;
    const { href, pathname, hash } = link;
    if (!href.startsWith(this.#base) || !PAGE.test(pathname) || (hash && before(href) === this.#shown)) return;
    event.preventDefault();
    void this.go(href);
  }

  /** @param {unknown} state */
  #moved(state) {
    const place = placeIn(state);
    if (bare(location.href) !== this.#shown) void this.#changeTo(new URL(location.href), place ?? 0);
    else {
      this.#change.abort();
      if (place !== null) scrollTo(0, place);
    }
  }

  /**
   * @param {URL} url
   * @param {number | null} place where the reader was on a page of the tab's history; null for one that is opened now
   */
  async #changeTo(url, place) {
    this.#change.abort();
    const { signal } = (this.#change = new AbortController());
    const sign = setTimeout(() => document.documentElement.toggleAttribute("data-loading", true), NOTICED_MS);
    try {
      const page = await fetchPage(url, signal);
      await addStyles(page);
      if (!signal.aborted) this.#show(page, url, place);
    } catch {
      if (signal.aborted) return;
      if (place === null) location.assign(url);
      else location.reload();
    } finally {
      clearTimeout(sign);
      document.documentElement.removeAttribute("data-loading");
    }
  }

  /**
   * @param {Document} page
   * @param {URL} url
   * @param {number | null} place
   */
  #show(page, url, place) {
    this.#keepPlace();
    history.scrollRestoration = "manual";
    if (place === null) history[url.href === location.href ? "replaceState" : "pushState"](null, "", url);
    this.#shown = bare(url.href);
    swapHead(page);
    scrollTo({ top: 0, behavior: "instant" }); // a calculator whose inputs are in the address scrolls to itself
    const scripts = missingScripts(page);
    for (const part of PARTS) swap(part, page);
    document.body.append(...scripts);
    this.dispatchEvent(new Event("page"));
    focusTitle();
    if (place !== null) scrollTo({ top: place, behavior: "instant" });
    else if (url.hash) location.replace(url); // the browser goes to what the address names, and marks it
  }

  #scrolled() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#keepPlace(), SETTLED_MS);
  }

  /** Note in the tab's history where the reader is on this page. */
  #keepPlace() {
    clearTimeout(this.#settling);
    if (bare(location.href) !== this.#shown) return; // Back or Forward, to a page that is still on its way
    try {
      history.replaceState({ place: Math.round(scrollY) }, "");
    } catch {
      // Too often for this browser: the next pause will do.
    }
  }
}

/**
 * An address without what names no page: the part behind "#", and the words of a search, which leave the address once
 * they are marked.
 * @param {string} href
 */
function bare(href) {
  const url = new URL(href);
  if (url.searchParams.has("h")) url.searchParams.delete("h");
  return before(url.href);
}

/**
 * What stands before "#".
 * @param {string} href
 */
function before(href) {
  return href.split("#", 1)[0];
}

/**
 * @param {unknown} state of an entry in the tab's history
 * @returns {number | null}
 */
function placeIn(state) {
  const place = /** @type {{ place?: unknown } | null} */ (state)?.place;
  return typeof place === "number" ? place : null;
}

/**
 * Whether a click means no more than "open this here".
 * @param {MouseEvent} event
 * @param {HTMLAnchorElement} link
 */
function isPlain(event, link) {
  const { button, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (button !== 0 || defaultPrevented || altKey || ctrlKey || metaKey || shiftKey) return false;
  return !link.hasAttribute("download") && (link.target === "" || link.target === "_self");
}

/**
 * A page of the version that is on show; rejects where there is none.
 * @param {URL} url
 * @param {AbortSignal} signal
 */
async function fetchPage(url, signal) {
  const response = await fetch(url, { signal });
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (!response.ok || response.redirected || !isPage) throw new Error("This is no page to show in place.");
  const page = ownPage(await response.text());
  const isOurs = PARTS.every((part) => !document.querySelector(part) === !page.querySelector(part));
  if (!isOurs || versionOf(page) !== versionOf(document)) throw new Error("This page belongs to another version.");
  const base = page.createElement("base"); // its links are relative to its own address
  base.href = url.href;
  page.head.prepend(base);
  return page;
}

/** @param {Document} page */
function versionOf(page) {
  return page.querySelector("meta[name=start-here-version]")?.getAttribute("content");
}

/**
 * Load the styles that this page needs and the one before did not, before it is shown.
 * @param {Document} page
 */
async function addStyles(page) {
  /** @type {NodeListOf<HTMLLinkElement>} */
  const wanted = page.querySelectorAll("link[rel~=stylesheet]");
  const here = new Set([...document.styleSheets].map(({ href }) => href));
  const missing = [...wanted].filter(({ href }) => !here.has(href));
  await Promise.all(
    missing.map(({ href }) => {
      const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
      document.head.append(style);
      return new Promise((resolve) => (style.onload = style.onerror = resolve));
    }),
  );
}

/**
 * The scripts that this page needs and none before did, made anew: one that was swapped in never runs.
 * @param {Document} page
 */
function missingScripts(page) {
  const here = new Set([...document.scripts].map(({ src }) => src));
  const missing = [...page.scripts].filter(({ src }) => src && !here.has(src));
  return missing.map(({ src, type }) => Object.assign(document.createElement("script"), { src: ownScript(src), type }));
}

/** @param {Document} page */
function swapHead(page) {
  document.title = page.title;
  for (const old of document.head.querySelectorAll(OF_PAGE)) old.remove();
  document.head.append(...page.head.querySelectorAll(OF_PAGE));
}

/**
 * @param {string} part
 * @param {Document} page
 */
function swap(part, page) {
  const next = page.querySelector(part);
  if (next) document.querySelector(part)?.replaceWith(next);
}

/** A screen reader says the title of the new page, and the next Tab leads into it. */
function focusTitle() {
  const title = document.querySelector("h1");
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
