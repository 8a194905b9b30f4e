// @ts-check
/** Updates what is kept to the version that the server has now: whole, or not at all. */
import { bind, tidy } from "./clients-worker.js";
import { base, tell } from "./scope-worker.js";
import { begin, held, newest, published } from "./version.js";

/** @typedef {import("./version.js").Version} Version */

/** @type {Promise<void> | null} */
let keeping = null;

/**
 * A page is open and idle: keep what it may need offline. Without a network, or on a full device, nothing changes.
 * @param {string} id of the page
 * @param {string} version of the page
 */
export async function keep(id, version) {
  await bindTo(id, version);
  keeping ??= takeLatest()
    .catch((error) => tell({ kind: "refused", full: error?.name === "QuotaExceededError" }))
    .finally(() => (keeping = null));
  await keeping;
  await bindTo(id, version);
  await tidy();
}

/**
 * @param {string} id
 * @param {string} version
 */
async function bindTo(id, version) {
  const own = (await held(base)).find(({ list }) => list.version === version);
  if (own) await bind(id, own);
}

async function takeLatest() {
  const list = await published(base);
  const older = await held(base);
  const last = await newest(base);
  if (last?.list.version === list.version) return;
  const version = await begin(list, base);
  try {
    await fillAll(version, older.reverse());
  } catch (error) {
    if (!last) await caches.delete(version.name);
    throw error;
  }
  if (last) await carryOver(last, version);
  await version.take();
  await tell({ kind: "kept" });
}

/**
 * @param {Version} version
 * @param {Version[]} older
 */
async function fillAll(version, older) {
  const bytes = version.kept.map((path) => version.list.files[path].bytes);
  const totalBytes = bytes.reduce((sum, each) => sum + each, 0);
  let doneBytes = 0;
  for (const [index, path] of version.kept.entries()) {
    if (!(await caches.has(version.name))) throw new Error("The reader has removed what was kept.");
    await version.fill(path, older);
    doneBytes += bytes[index];
    await tell({ kind: "keeping", doneBytes, totalBytes });
  }
}

/**
 * Carry the pages that the reader has visited over to the new version, as far as they can be had.
 * @param {Version} last
 * @param {Version} version
 */
async function carryOver(last, version) {
  for (const path of await last.visited()) {
    if (!version.file(path) || (await version.match(path))) continue;
    await version.obtain(path, [last]).then(
      (response) => version.visit(path, response),
      () => {},
    );
  }
}
