// @ts-check
/**
 * The worker that holds a Python for the reader's own version of a formula, apart from the one that answers in the page.
 *
 * In: one JSON text per run. Out: `progress`, `ready` or `failed` while starting, then one `answer` per run: the
 * JSON text of `calculators.browser.edited_formula`, or null when Python broke.
 */
import { DownloadError, MANIFEST, readManifest, wholeSet } from "./manifest.js";
import { Python } from "./python.js";
import { lockDown } from "./sandbox.js";

/** Imports all of our modules, so that the first run takes no longer than the next. */
const WARM_UP = JSON.stringify({ calculator: "", inputs: {}, edits: {} });

/** Removes Python's own ways to the browser; what they lead to is removed as well. */
const LOCK_PYTHON = `
import sys
from _pyodide._importhook import jsfinder
jsfinder.jsproxies.clear()
for name in [name for name in sys.modules if name.partition(".")[0] in ("js", "pyodide_js")]:
    del sys.modules[name]
`;

const started = start();
started.then(
  () => postMessage({ kind: "ready" }),
  (error) => postMessage({ kind: "failed", message: reason(error) }),
);

addEventListener("message", ({ data }) => void answer(data));

/** @param {string} request */
async function answer(request) {
  const attempt = await started.catch(() => null);
  if (!attempt) return; // `failed` was said
  try {
    postMessage({ kind: "answer", reply: attempt(request) });
  } catch (error) {
    console.error(error);
    postMessage({ kind: "answer", reply: null });
  }
}

/** @returns {Promise<(request: string) => string>} */
async function start() {
  const manifest = await readManifest();
  const set = wholeSet(manifest);
  const base = new URL(`${manifest.runtime}/${set.name}/`, MANIFEST);
  /** @type {import("./python.js").Report} */
  const report = (loadedBytes, totalBytes) => postMessage({ kind: "progress", loadedBytes, totalBytes });
  const pyodide = await new Python(set, { base, lock: manifest.lock, report }).fromArchive();
  const attempt = pyodide.runPython("from calculators.browser.edited_formula import attempt; attempt");
  attempt(WARM_UP);
  pyodide.runPython(LOCK_PYTHON);
  lockDown();
  return attempt;
}

/** @param {unknown} error */
function reason(error) {
  if (error instanceof DownloadError) return error.message;
  console.error(error);
  return "Python for your version did not start in this browser.";
}
