// @ts-check
/**
 * The worker that holds a Python for the reader's own version of a formula, made anew for each run.
 *
 * It lives behind an opaque origin whose policy lets it load nothing, so all that Python starts from is handed over.
 * In: what to start from, once, then one JSON text. Out: `ready` or `failed`, then `answer`: the JSON text of
 * `calculators.browser.edited_formula`, or null when Python broke.
 *
 * The build puts Pyodide's own scripts and this one together: a text that is a worker by itself.
 */
// @ts-ignore: its types come with the package, which is not there where only the site is checked
import { loadPyodide } from "pyodide";
// @ts-ignore: it has no types
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { lockDown, withoutLowLevelModules } from "./sandbox.js";

/** @typedef {{ module: WebAssembly.Module, archive: ArrayBuffer, wheel: ArrayBuffer, wheelName: string, lock: string }} Files */

/** No address: nothing is fetched, and Pyodide wants to know where it would be. */
const NOWHERE = "https://python.invalid/";

/** Imports all of our modules, so that the run takes no longer than it must. */
const WARM_UP = JSON.stringify({ calculator: "", inputs: {}, edits: {} });

/** @type {((request: string) => string) | undefined} */
let attempt;

addEventListener("message", ({ data }) => {
  if (attempt) answer(data);
  else void begin(data);
});

/** @param {Files} files */
async function begin(files) {
  try {
    attempt = await start(files);
    postMessage({ kind: "ready" });
  } catch (error) {
    console.error(error);
    postMessage({ kind: "failed" });
  }
}

/** @param {string} request */
function answer(request) {
  try {
    postMessage({ kind: "answer", reply: attempt?.(request) });
  } catch (error) {
    console.error(error);
    postMessage({ kind: "answer", reply: null });
  }
}

/**
 * @param {Files} files
 * @returns {Promise<(request: string) => string>}
 */
async function start({ module, archive, wheel, wheelName, lock }) {
  const path = `/lib/${wheelName}`;
  globalThis.fetch = async () => new Response(archive); // all that Pyodide asks for, but for what is compiled already
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  const pyodide = await loadPyodide({
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    stdLibURL: `${NOWHERE}python_stdlib.zip`,
    lockFileContents: lock,
    createPyodideModule: withoutLowLevelModules(createPyodideModule),
  });
  pyodide.FS.writeFile(path, new Uint8Array(wheel));
  pyodide.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(path)})`);
  const [attempt, takeOut] = pyodide.runPython("from calculators.browser import edited_formula as e; e.attempt, e.take_out");
  attempt(WARM_UP);
  takeOut();
  lockDown();
  return attempt;
}
