// @ts-check
/**
 * The worker that holds Python: starts Pyodide from the files of this site and answers requests.
 *
 * In: one JSON text per request. Out: `progress`, `ready` or `failed` while starting, then one `answer` per request, in
 * their order. A request that fails gives an `answer` without a response; it never ends the worker.
 */
import { DownloadError, Downloads } from "./downloads.js";

/** @typedef {import("./downloads.js").File} File */
/** @typedef {{ version: string, runtime: string, files: File[], wheel: string, total_wire_bytes: number }} Manifest */
/** @typedef {(request: string) => string} Respond */

const MANIFEST = new URL("../py/manifest.json", import.meta.url);

/** Pyodide wants a lock file to install packages from; there are none, so the shortest one is written here. */
const EMPTY_LOCK = JSON.stringify({
  info: { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" },
  packages: {},
});

const respond = start();
respond.then(
  () => postMessage({ kind: "ready" }),
  (error) => postMessage({ kind: "failed", message: reason(error) }),
);

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ kind: "answer", response: (await respond)(data) });
  } catch (error) {
    console.error(error);
    postMessage({ kind: "answer", response: null, fatal: !isPythonError(error) });
  }
});

/** @returns {Promise<Respond>} */
async function start() {
  const manifest = await readManifest();
  const base = new URL(`${manifest.runtime}/`, MANIFEST);
  const downloads = new Downloads(base, manifest.files, (loadedBytes, totalBytes) =>
    postMessage({ kind: "progress", loadedBytes, totalBytes }),
  );
  for (const name of ["pyodide.asm.wasm", "python_stdlib.zip", manifest.wheel]) downloads.start(name);
  return Promise.race([load(downloads, base, manifest.wheel), downloads.failure]);
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

/**
 * @param {Downloads} downloads
 * @param {URL} base
 * @param {string} wheel
 * @returns {Promise<Respond>}
 */
async function load(downloads, base, wheel) {
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    downloads.import("pyodide.mjs"),
    downloads.import("pyodide.asm.mjs"),
  ]);
  const ownFetch = globalThis.fetch;
  globalThis.fetch = downloads.through(ownFetch);
  try {
    const pyodide = await loadPyodide({
      indexURL: base.href,
      packageBaseUrl: base.href,
      lockFileContents: EMPTY_LOCK,
      createPyodideModule,
    });
    return importRespond(pyodide, wheel, await (await downloads.fetch(wheel)).arrayBuffer());
  } finally {
    globalThis.fetch = ownFetch;
  }
}

/**
 * Python imports straight from the wheel, which is a zip file, so nothing is unpacked.
 * @param {any} pyodide
 * @param {string} wheel
 * @param {ArrayBuffer} bytes
 * @returns {Respond}
 */
function importRespond(pyodide, wheel, bytes) {
  const path = `/lib/${wheel}`;
  pyodide.FS.writeFile(path, new Uint8Array(bytes));
  pyodide.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(path)})`);
  return pyodide.runPython("from calculators.browser import respond; respond");
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
