// @ts-check
/**
 * Which version each open page and each of its workers belongs to. A page keeps to the version it was loaded from.
 *
 * A service worker may be stopped at any time, so what it knows is also written into the version's own cache.
 */
import { base, worker } from "./scope-worker.js";
import { held, newest } from "./version.js";

/** @typedef {import("./version.js").Version} Version */

/** How long a page that is still loading may be missing from the browser's list of open pages. */
const ARRIVING_MS = 20_000;
/** At most this many versions are kept, whatever is open. */
const MOST_VERSIONS = 3;

/** Its version is no longer here. */
export const GONE = Symbol("gone");

/** Until when a page or worker may be on its way, beside its version. @type {Map<string, { name: string, until: number }>} */
const bound = new Map();

/**
 * @param {string} id empty where the browser gives none
 * @param {Version} version
 */
export async function bind(id, version) {
  if (!id) return;
  bound.set(id, { name: version.name, until: Date.now() + ARRIVING_MS });
  await version.bind(id).catch(() => {}); // the device is full; mostly, the page closes before this worker stops
}

/**
 * The version of a page or worker; null where it has none.
 * @param {string} id
 * @returns {Promise<Version | typeof GONE | null>}
 */
export async function versionOf(id) {
  const versions = await held(base);
  if (versions.length === 0) return null;
  const known = bound.get(id);
  if (known) return versions.find(({ name }) => name === known.name) ?? GONE;
  const recorded = await Promise.all(versions.map((version) => version.hasBound(id)));
  const own = versions[recorded.indexOf(true)];
  if (own) bound.set(id, { name: own.name, until: 0 });
  return own ?? (await adopt(id, versions));
}

/**
 * Bind a worker that was never announced: WebKit has a script at hand after some visits, and does not ask for it here. Its
 * address says which versions have that very script; of several the one begun last.
 * @param {string} id
 * @param {Version[]} versions
 * @returns {Promise<Version | null>}
 */
async function adopt(id, versions) {
  const client = await worker.clients.get(id);
  if (!client || client instanceof WindowClient) return null;
  const own = versions.findLast((version) => version.holds(client.url));
  if (own) await bind(id, own);
  return own ?? null;
}

/** Remove the versions that no open page needs, but the one to serve next and the one that was begun last. */
export async function tidy() {
  const versions = await held(base);
  const taken = await newest(base);
  const spare = [];
  for (const version of versions) {
    const inUse = await hasClients(version);
    if (version.name !== taken?.name && version !== versions.at(-1)) spare.push({ version, inUse });
  }
  const tooMany = versions.length - MOST_VERSIONS;
  const removed = spare.filter(({ inUse }, index) => !inUse || index < tooMany);
  for (const { version } of removed) await caches.delete(version.name);
}

/** @param {Version} version */
async function hasClients(version) {
  const open = await worker.clients.matchAll({ includeUncontrolled: true, type: "all" });
  for (const { id } of open) arrived(id);
  const ids = await version.clients();
  const dead = ids.filter((id) => !isArriving(id) && !open.some((client) => client.id === id));
  for (const id of dead) {
    bound.delete(id);
    await version.unbind(id);
  }
  return dead.length < ids.length;
}

/**
 * Once it was seen, a page that is no longer there has been closed.
 * @param {string} id
 */
function arrived(id) {
  const known = bound.get(id);
  if (known) known.until = 0;
}

/** @param {string} id */
function isArriving(id) {
  return Date.now() < (bound.get(id)?.until ?? 0);
}
