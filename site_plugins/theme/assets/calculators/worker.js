// @ts-check
/**
 * The worker that holds Python: starts it from the files of this site and answers requests.
 *
 * In: `{ kind: "start", manifest }`, then one JSON text per request, and `{ kind: "keep" }` when there is time to prepare
 * the next visit. Out: `progress`, `ready` or `failed` while starting, then one `answer` per request, in their order. A
 * request that fails gives an `answer` without a response; it never ends the worker.
 *
 * The manifest names sets of files, and there is more than one way to start from a set. Where Python does not start in
 * one way, or turns out to lack something, the next one takes its place and the request is asked again: `progress` and
 * `ready` come once more, and no failure.
 */
import { DownloadError, MANIFEST, readManifest } from "./manifest.js";
import { Python } from "./python.js";
import { NoSnapshot } from "./snapshot.js";

/** @typedef {import("./python.js").Respond} Respond */

/** The name of a worker that is to start in the last of the ways only. */
const SUREST = "Python, the surest way";

/** Ways to start that have not been tried, in their order. @type {{ start: () => Promise<Respond>, keep: () => Promise<void> }[]} */
let untried = [];
let isStarting = true;
/** What there is to do for the next visit. */
let keep = async () => {};
/** @type {Promise<Respond> | undefined} */
let respond;

addEventListener("message", ({ data }) => {
  if (data.kind === "start") void started(data.manifest);
  else if (data.kind === "keep") void keep();
  else void answer(data);
});

/**
 * The start, once. A page reads the manifest while this script loads and hands it over; otherwise it is read here.
 * @param {import("./manifest.js").Manifest} [manifest]
 */
function started(manifest) {
  return (respond ??= announced(manifest ? begin(manifest) : readManifest().then(begin)));
}

/**
 * @param {string} request
 * @returns {Promise<void>}
 */
async function answer(request) {
  const asked = started();
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
  console.warn("Python starts again, in another way:", error);
  respond = announced(startNext());
  return answer(request);
}

/** @param {import("./manifest.js").Manifest} manifest */
function begin({ runtime, lock, sets }) {
  untried = sets.flatMap((set) => {
    const python = new Python(set, { base: new URL(`${runtime}/${set.name}/`, MANIFEST), lock, report });
    return python.ways.map((start) => ({ start, keep: () => python.keep() }));
  });
  if (self.name === SUREST) untried = untried.slice(-1);
  return startNext();
}

/** @type {import("./python.js").Report} */
function report(loadedBytes, totalBytes) {
  if (isStarting) postMessage({ kind: "progress", loadedBytes, totalBytes });
}

/**
 * Start in the first of the ways left that works.
 * @returns {Promise<Respond>}
 */
async function startNext() {
  isStarting = true;
  try {
    return await firstThatWorks();
  } finally {
    isStarting = false;
  }
}

/**
 * What did not arrive would not arrive in another way either.
 * @returns {Promise<Respond>}
 */
async function firstThatWorks() {
  const way = untried.shift();
  if (!way) throw new DownloadError("Python could not be downloaded (its list of files is empty).");
  try {
    const respond = await way.start();
    keep = way.keep;
    return respond;
  } catch (error) {
    if (error instanceof DownloadError || untried.length === 0) throw error;
    if (!(error instanceof NoSnapshot)) console.warn("Python starts in another way:", error);
    return firstThatWorks();
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
