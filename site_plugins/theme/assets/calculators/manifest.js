// @ts-check
/**
 * The list of the runtime's files, which names the folder of hashed files that is there now.
 */

/** @typedef {import("./python.js").FileSet & { total_wire_bytes: number }} FileSet */
/** @typedef {{ version: string, runtime: string, lock: string, sets: FileSet[] }} Manifest */

/** A failure of a download whose message is fit for the reader. */
export class DownloadError extends Error {}

export const MANIFEST = new URL("../py/manifest.json", import.meta.url);

/**
 * Read anew each time, since a new deployment has other folders.
 * @returns {Promise<Manifest>}
 */
export async function readManifest() {
  try {
    const response = await fetch(MANIFEST, { cache: "no-cache" });
    if (response.ok) return await response.json();
  } catch {
    // Said below in words.
  }
  throw new DownloadError("Python could not be downloaded (its list of files did not arrive).");
}

/**
 * The set with all of Python in it: the fast set lacks what our own calculators never need.
 * @param {Manifest} manifest
 */
export function wholeSet({ sets }) {
  const whole = sets.find(({ name }) => name === "stock");
  if (!whole) throw new DownloadError("Python could not be downloaded (its list of files is not complete).");
  return whole;
}
