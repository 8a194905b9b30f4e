// @ts-check
/**
 * One start of Python: Pyodide from one of this site's sets of files, with the calculators imported.
 *
 * The fast set holds Python trimmed to what the calculators need, with them in its archive. The stock set is Pyodide as
 * its makers ship it, with the calculators' wheel beside it.
 */
import { Downloads } from "./downloads.js";

/** @typedef {import("./downloads.js").File} File */
/** @typedef {{ name: string, files: File[], archive: string, wheel: string | null }} FileSet */
/** @typedef {(request: string) => string} Respond */
/** @typedef {(loadedBytes: number, totalBytes: number) => void} Report */

/** Pyodide wants a lock file to install packages from; there are none, so the shortest one is written here. */
const EMPTY_LOCK = JSON.stringify({
  info: { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" },
  packages: {},
});

/**
 * The function that answers requests. Rejects with a DownloadError when a file did not arrive, with any other error
 * when Python does not start from these files.
 * @param {FileSet} set
 * @param {URL} base the folder of the set
 * @param {Report} report
 * @returns {Promise<Respond>}
 */
export async function startPython(set, base, report) {
  const downloads = new Downloads(base, set.files, report);
  for (const name of ["pyodide.asm.wasm", set.archive, set.wheel]) if (name) downloads.start(name);
  return Promise.race([load(downloads, base, set), downloads.failure]);
}

/**
 * @param {Downloads} downloads
 * @param {URL} base
 * @param {FileSet} set
 * @returns {Promise<Respond>}
 */
async function load(downloads, base, { archive, wheel }) {
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    downloads.import("pyodide.mjs"),
    downloads.import("pyodide.asm.mjs"),
  ]);
  const { fetch, refused, restore } = guard(downloads);
  globalThis.fetch = fetch;
  try {
    const started = loadPyodide({
      indexURL: base.href,
      packageBaseUrl: base.href,
      stdLibURL: downloads.url(archive).href,
      lockFileContents: EMPTY_LOCK,
      createPyodideModule,
    });
    const pyodide = await Promise.race([started, refused]);
    if (wheel) addWheel(pyodide, wheel, await (await downloads.fetch(wheel)).arrayBuffer());
    return pyodide.runPython("from calculators.browser import respond; respond");
  } finally {
    restore();
  }
}

/**
 * What Pyodide gets in place of the browser's own functions while it starts: files that are on their way already, and
 * an ear for WebAssembly that the browser refuses, about which Pyodide would only warn and wait for ever.
 * @param {Downloads} downloads
 */
function guard(downloads) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const refused = /** @type {Promise<never>} */ (
    new Promise((_, reject) => {
      WebAssembly.instantiateStreaming = (source, imports) => {
        const instance = instantiateStreaming.call(WebAssembly, source, imports);
        instance.catch(reject);
        return instance;
      };
    })
  );
  const restore = () => Object.assign(WebAssembly, { instantiateStreaming }) && (globalThis.fetch = fetch);
  return { fetch: downloads.through(fetch), refused, restore };
}

/**
 * Python imports straight from the wheel, which is a zip file, so nothing is unpacked.
 * @param {any} pyodide
 * @param {string} wheel
 * @param {ArrayBuffer} bytes
 */
function addWheel(pyodide, wheel, bytes) {
  const path = `/lib/${wheel}`;
  pyodide.FS.writeFile(path, new Uint8Array(bytes));
  pyodide.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(path)})`);
}
