// @ts-check
/**
 * The list of the runtime's files, which names the folder of hashed files that is there now.
 */

/** @typedef {import("./python.js").FileSet & { total_wire_bytes: number }} FileSet */
/** @typedef {{ version: string, runtime: string, lock: string, sets: FileSet[] }} Manifest */

/** A failure of a download whose message is fit for the reader. */
export class DownloadError extends Error {}

/** There was nobody to ask. */
export class NoConnection extends DownloadError {}

export const MANIFEST = new URL("../py/manifest.json", import.meta.url);

/**
 * Read anew each time, since a new deployment has other folders.
 * @returns {Promise<Manifest>}
 */
export async function readManifest() {
  const failure = "Python could not be downloaded (its list of files did not arrive).";
  const response = await fetch(MANIFEST, { cache: "no-cache" }).catch(() => {
    throw new NoConnection(failure);
  });
  if (!response.ok) throw new DownloadError(failure);
  return response.json().catch(() => {
    throw new DownloadError(failure);
  });
}

/**
 * What the reader's version of a formula needs, of the set with all of Python in it: the fast set lacks what our own
 * calculators never need.
 * @param {Pick<Manifest, "sets">} manifest
 */
export function sandboxFiles({ sets }) {
  const whole = sets.find(({ sandbox }) => sandbox !== null);
  if (!whole?.sandbox || !whole.wheel) {
    throw new DownloadError("Python could not be downloaded (its list of files is not complete).");
  }
  const { name: folder, sandbox, wheel, archive } = whole;
  const names = { frame: sandbox.frame.name, worker: sandbox.worker.name, wasm: "pyodide.asm.wasm", archive, wheel };
  const needed = new Set(Object.values(names));
  return { folder, names, files: [...whole.files, sandbox.frame, sandbox.worker].filter(({ name }) => needed.has(name)) };
}
