// @ts-check
/**
 * The one door through which text becomes HTML, the address of a script or a document, where the browser keeps all
 * others shut (Trusted Types, which the content policy asks for). It lets nothing through that could run.
 *
 * Each script of a published page brings this module with it, and a policy can be made only once: whoever is first
 * keeps it for all.
 */

/**
 * @typedef {object} Policy
 * @property {(html: string) => string} createHTML
 * @property {(url: string) => string} createScriptURL
 */
/** @typedef {{ createPolicy: (name: string, rules: Policy) => Policy }} TrustedTypes what TypeScript does not know yet */

const NAME = "start-here";
const KEY = Symbol.for("start-here.policy");
/** The root of the site, wherever in it the script lies that this module went into. */
const SITE = import.meta.url.slice(0, import.meta.url.lastIndexOf("/assets/") + 1);
/** Elements that run something or load a document, and attributes that do. */
const ACTIVE = "script, iframe, frame, object, embed, base, meta, link, style, portal, template, foreignObject, animate, set";
const ADDRESS = /^(?:href|src|action|formaction|data|xlink:href)$/i;
/** Where a link may lead; told by the browser's own reading of the address, which passes over tabs and ends of lines. */
const LEADS = new Set(["http:", "https:", "mailto:"]);

/**
 * HTML of our own as a fragment of the page; throws a TypeError where something in it could run.
 * @param {string} html that our own Python made, or that stands in our own scripts
 */
export function ownHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = policy().createHTML(html);
  const active = template.content.querySelector(ACTIVE);
  if (active) throw new TypeError(`<${active.localName}> has no place in an answer.`);
  for (const element of template.content.querySelectorAll("*")) check(element);
  return template.content;
}

/**
 * A page of this site, read and not shown: its scripts do not run.
 * @param {string} html
 */
export function ownPage(html) {
  return new DOMParser().parseFromString(policy().createHTML(html), "text/html");
}

/**
 * The document of a frame that the sandbox keeps apart, for `srcdoc`.
 * @param {string} html
 */
export function framedDocument(html) {
  return policy().createHTML(html);
}

/**
 * The address of a script of this site; throws a TypeError for any other.
 * @param {URL | string} url
 */
export function ownScript(url) {
  return policy().createScriptURL(String(url));
}

/** @returns {Policy} */
function policy() {
  const shared = /** @type {Record<symbol, Policy>} */ (/** @type {unknown} */ (globalThis));
  if (!shared[KEY]) Object.defineProperty(shared, KEY, { value: made() });
  return shared[KEY];
}

/** @returns {Policy} */
function made() {
  const rules = { createHTML: (/** @type {string} */ html) => html, createScriptURL: script };
  const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (/** @type {unknown} */ (globalThis));
  return trustedTypes?.createPolicy(NAME, rules) ?? rules;
}

/** @param {string} url */
function script(url) {
  if (new URL(url, document.baseURI).href.startsWith(SITE)) return url;
  throw new TypeError(`${url} is no script of this site.`);
}

/** @param {Element} element */
function check(element) {
  for (const { name, value } of element.attributes) {
    if (/^on/i.test(name) || name === "srcdoc" || (ADDRESS.test(name) && !leads(value))) {
      throw new TypeError(`${name} of <${element.localName}> has no place in an answer.`);
    }
  }
}

/**
 * Whether an address leads somewhere and runs nothing; one that cannot be read leads nowhere.
 * @param {string} address
 */
function leads(address) {
  return !URL.canParse(address, document.baseURI) || LEADS.has(new URL(address, document.baseURI).protocol);
}
