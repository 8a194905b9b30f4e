// @ts-check
/**
 * The responses to what a page requests. Pages come from the network first, and from the device where there is none;
 * everything else comes from the version that its page belongs to.
 */
import { GONE, bind, versionOf } from "./clients-worker.js";
import { base, worker } from "./scope-worker.js";
import { begin, isPage, newest, published } from "./version.js";

/** @typedef {import("./version.js").Version} Version */
/** @typedef {{ version: Version, page: Response }} Proven */

/** How long to wait for the network where the page is on the device. */
const PATIENCE_MS = 3000;

/**
 * The answer to a reader who opens a page.
 * @param {FetchEvent} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
export async function navigate(event, path) {
  const arriving = arrive(event);
  arriving.catch(() => {}); // handled where it is awaited
  const version = await newest(base).catch(() => null);
  const stored = await version?.match(path).catch(() => undefined);
  if (!version) return arriving;
  try {
    return await within(stored ? PATIENCE_MS : Infinity, judge(event, path, version, arriving, !stored));
  } catch {
    event.waitUntil(bind(event.resultingClientId, version));
    return stored ? fromDevice(stored) : notKept(version, 503);
  }
}

/**
 * The answer to whatever a page asks for.
 * @param {FetchEvent} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
export async function answer(event, path) {
  const { request } = event;
  const version = await versionOf(event.clientId).catch(() => null);
  if (version === null) return fetch(request);
  if (version === GONE) return loadAnew(event);
  event.waitUntil(bind(event.resultingClientId, version)); // a worker belongs where its page does
  const file = version.file(path);
  if (!file || !isMeant(path, new URL(request.url).search)) return fetch(request);
  const stored = await version.match(path);
  const same = stored ?? (file.named ? await caches.match(request.url) : undefined);
  if (same) return same;
  return file.named ? fetchNamed(event, path, version) : fetchProven(event, path, version);
}

/**
 * Whether an address means the file in the list: a page is the same whatever its query; any other file is asked for
 * without a query, or with the hash of its content.
 * @param {string} path
 * @param {string} query
 */
function isMeant(path, query) {
  return isPage(path) || query === "" || /^\?v=[0-9a-f]{8}$/.test(query);
}

/**
 * The page from the network; rejects where there is none. Where a preload fails, Firefox fulfils it with an error
 * response, and other browsers reject it.
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
async function arrive(event) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  if (response.type === "error") throw new TypeError("The network is silent.");
  return response;
}

/**
 * A page from the network, bound to its version. Rejects where the copy on the device is the better response.
 * @param {FetchEvent} event
 * @param {string} path
 * @param {Version} version that is on the device
 * @param {Promise<Response>} arriving
 * @param {boolean} isOnlyAnswer
 */
async function judge(event, path, version, arriving, isOnlyAnswer) {
  const response = await arriving;
  if (response.status >= 500 && !isOnlyAnswer) throw new Error("The server has a fault.");
  if (!response.ok) return response; // a redirect, or a page that does not exist: the server's word stands
  const proven = await prove(path, version, response).catch(() => null);
  if (proven) {
    event.waitUntil(bind(event.resultingClientId, proven.version));
    event.waitUntil(proven.version.visit(path, proven.page.clone()).catch(() => {}));
    return proven.page;
  }
  if (!isOnlyAnswer) throw new Error("The page is of no whole version.");
  return response;
}

/**
 * Which version a page belongs to: the one on the device, or the one that the server has now if all that shows it is
 * there too. Null where neither lists such a page.
 * @param {string} path
 * @param {Version} kept
 * @param {Response} page
 * @returns {Promise<Proven | null>}
 */
async function prove(path, kept, page) {
  const found = await integrityOf(page.clone());
  if (found === kept.file(path)?.integrity) return { version: kept, page };
  const list = await published(base);
  if (!Object.hasOwn(list.files, path)) return null;
  const version = await begin(list, base);
  const { integrity } = list.files[path];
  const right = found === integrity ? page : await fetch(version.url(path), { cache: "reload", integrity });
  await Promise.all(version.shell.map((each) => version.fill(each, [kept])));
  return { version, page: right };
}

/**
 * A large file whose address says what is in it, handed on as it arrives.
 * @param {FetchEvent} event
 * @param {string} path
 * @param {Version} version
 */
async function fetchNamed(event, path, version) {
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(version.visit(path, response.clone()).catch(() => {}));
  return response;
}

/**
 * @param {FetchEvent} event
 * @param {string} path
 * @param {Version} version
 */
async function fetchProven(event, path, version) {
  try {
    const response = await version.fetch(path);
    event.waitUntil(version.visit(path, response.clone()).catch(() => {}));
    return response;
  } catch {
    if (!isPage(path)) return Response.error();
  }
  // The site swaps pages in place. It may swap in the page that says "not kept", but never a page of another version.
  const isOnline = await published(base).then(Boolean, () => false);
  if (isOnline) return loadAnew(event);
  return notKept(version, 200);
}

/**
 * Reload the page that asks, in the version that the server has now.
 * @param {FetchEvent} event
 */
async function loadAnew(event) {
  const client = await worker.clients.get(event.clientId);
  const target = isPage(new URL(event.request.url).pathname) ? event.request.url : client?.url;
  if (client instanceof WindowClient && target) await client.navigate(target).catch(() => {});
  return Response.error();
}

/**
 * A page that says where it comes from.
 * @param {Response} page
 */
async function fromDevice(page) {
  return html((await page.text()).replace("<html", "<html data-from-device"), 200);
}

/**
 * The words that a page is not on the device, with what is.
 * @param {Version} version
 * @param {number} status
 */
async function notKept(version, status) {
  const page = await version.match(version.list.notKept);
  return page ? html(await page.text(), status) : Response.error();
}

/**
 * @param {string} text
 * @param {number} status
 */
function html(text, status) {
  return new Response(text, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** @param {Response} response */
async function integrityOf(response) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function within(milliseconds, promise) {
  if (milliseconds === Infinity) return promise;
  return Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error("The network is too slow.")), milliseconds)),
  ]);
}
