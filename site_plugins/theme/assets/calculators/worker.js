// @ts-check
/**
 * The worker that holds Python: starts it from the files of this site and answers requests.
 *
 * In: one JSON text per request. Out: `progress`, `ready` or `failed` while starting, then one `answer` per request, in
 * their order. A request that fails gives an `answer` without a response; it never ends the worker.
 *
 * The manifest names sets of files. Where Python does not start from the first, or turns out to lack something, the
 * next one takes its place and the request is asked again: `progress` and `ready` come once more, and no failure.
 */
import { DownloadError } from "./downloads.js";
import { startPython } from "./python.js";

/** @typedef {import("./python.js").FileSet} FileSet */
/** @typedef {import("./python.js").Respond} Respond */
/** @typedef {{ version: string, runtime: string, sets: FileSet[] }} Manifest */

const MANIFEST = new URL("../py/manifest.json", import.meta.url);

/** Starts for the sets that have not been tried, in their order. @type {(() => Promise<Respond>)[]} */
let untried = [];
let respond = announced(readManifest().then(begin));

addEventListener("message", ({ data }) => void answer(data));

/**
 * @param {string} request
 * @returns {Promise<void>}
 */
async function answer(request) {
  const asked = respond;
  const ask = await asked.catch(() => null);
  if (asked !== respond) return answer(request);
  if (!ask) return; // `failed` was said
  try {
    postMessage({ kind: "answer", response: ask(request) });
  } catch (error) {
    // Bad input is answered, never raised, so something is missing here or the interpreter broke.
    if (untried.length > 0) return startAgain(request, error);
    console.error(error);
    postMessage({ kind: "answer", response: null, fatal: !isPythonError(error) });
  }
}

/**
 * @param {string} request
 * @param {unknown} error
 */
function startAgain(request, error) {
  console.warn("Python starts again from other files:", error);
  respond = announced(startNext());
  return answer(request);
}

/** @param {Manifest} manifest */
function begin({ runtime, sets }) {
  untried = sets.map((set) => () => start(set, new URL(`${runtime}/${set.name}/`, MANIFEST)));
  return startNext();
}

/**
 * @param {FileSet} set
 * @param {URL} base
 */
async function start(set, base) {
  let starting = true;
  /** @type {import("./python.js").Report} */
  const report = (loadedBytes, totalBytes) => {
    if (starting) postMessage({ kind: "progress", loadedBytes, totalBytes });
  };
  try {
    return await startPython(set, base, report);
  } finally {
    starting = false;
  }
}

/**
 * The next set that starts. What did not arrive would not arrive in another set either.
 * @returns {Promise<Respond>}
 */
async function startNext() {
  const startOne = untried.shift();
  if (!startOne) throw new DownloadError("Python could not be downloaded (its list of files is empty).");
  try {
    return await startOne();
  } catch (error) {
    if (error instanceof DownloadError || untried.length === 0) throw error;
    console.warn("Python starts from other files:", error);
    return startNext();
  }
}

/**
 * Tell the page how a start ends.
 * @param {Promise<Respond>} started
 */
function announced(started) {
  started.then(
    () => postMessage({ kind: "ready" }),
    (error) => postMessage({ kind: "failed", message: reason(error) }),
  );
  return started;
}

/** @returns {Promise<Manifest>} */
async function readManifest() {
  try {
    // Asked anew each time: the manifest names the folder of hashed files, which must be the one that is there now.
    const response = await fetch(MANIFEST, { cache: "no-cache" });
    if (response.ok) return await response.json();
  } catch {
    // Said below in words.
  }
  throw new DownloadError("Python could not be downloaded (its list of files did not arrive).");
}

/** @param {unknown} error */
function reason(error) {
  if (error instanceof DownloadError) return error.message;
  console.error(error);
  return "Python did not start in this browser.";
}

/**
 * Whether Python itself raised; anything else means that the interpreter cannot be trusted any more.
 * @param {unknown} error
 */
function isPythonError(error) {
  return error instanceof Error && error.constructor.name === "PythonError";
}
