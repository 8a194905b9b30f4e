// @ts-check
/**
 * The ways in which Python starts from one of this site's sets of files, with the calculators imported.
 *
 * The fast set holds Python trimmed to what the calculators need, with them in its archive, and the memory of a Python
 * that had started from it. The stock set is Pyodide as its makers ship it, with the calculators' wheel beside it.
 * An answer that the fast set could not give wholly is none.
 */
import { Downloads } from "./downloads.js";
import { DownloadError } from "./manifest.js";
import { fetchSnapshot, findSnapshot, keepSnapshot, NoSnapshot, rejectSnapshot } from "./snapshot.js";
import { Traps } from "./traps.js";

/** @typedef {import("./downloads.js").File} File */
/** @typedef {import("./snapshot.js").Snapshot} Snapshot */
/** @typedef {import("./snapshot.js").SnapshotFile} SnapshotFile */
/** @typedef {{ frame: File, worker: File }} SandboxFiles */
/**
 * @typedef {object} FileSet
 * @property {string} name
 * @property {File[]} files
 * @property {string} archive
 * @property {string | null} wheel
 * @property {SnapshotFile | null} snapshot
 * @property {SandboxFiles | null} sandbox
 */
/** @typedef {(request: string) => string} Respond */
/** @typedef {(loadedBytes: number, totalBytes: number) => void} Report */
/** @typedef {any} Pyodide */

const WASM = "pyodide.asm.wasm";

/**
 * On a connection this fast, the snapshot arrives before Python could have filled its memory: it is 2 MB more to
 * download and half a second less to compute.
 */
const FAST_BYTES_PER_S = 4_000_000;

const RESPOND = "from calculators.browser import respond; respond";

/** Random numbers must not be those of every other visit. */
const RENEW = `
import sys
if "random" in sys.modules: sys.modules["random"].seed()
`;

export class Python {
  #set;
  #base;
  #lock;
  #downloads;
  /** Compiled as it arrives, once for all ways. @type {Promise<WebAssembly.Module> | undefined} */
  #module;
  /** Those of the Python that started last. */
  #traps = new Traps();
  /** What it went on from. @type {Snapshot | null} */
  #snapshot = null;

  /**
   * @param {FileSet} set
   * @param {{ base: URL, lock: string, report: Report }} options the folder of the set, the text of a lock file, and
   *   whom to tell about bytes
   */
  constructor(set, { base, lock, report }) {
    this.#set = set;
    this.#base = base;
    this.#lock = lock;
    this.#downloads = new Downloads(base, set.files, report);
  }

  /**
   * The ways, in the order in which to try them. Each gives the function that answers requests; it rejects with a
   * DownloadError when a file did not arrive, with any other error when Python does not start in this way.
   * @returns {(() => Promise<Respond>)[]}
   */
  get ways() {
    const { snapshot } = this.#set;
    const ways = [() => this.#fromArchive()];
    if (snapshot) ways.unshift(() => this.#fromSnapshot(snapshot));
    return ways.map((start) => async () => this.#answering(await start()));
  }

  /** Prepare the next visit. */
  async keep() {
    const { snapshot } = this.#set;
    if (snapshot) await keepSnapshot(this.#url(snapshot), snapshot, this.#snapshot);
    this.#snapshot = null; // megabytes
  }

  #fromArchive() {
    this.#compile();
    for (const name of [this.#set.archive, this.#set.wheel]) if (name) this.#downloads.start(name);
    return this.#start(null);
  }

  /** @param {SnapshotFile} file */
  async #fromSnapshot(file) {
    this.#compile();
    const snapshot = (await findSnapshot(this.#url(file), file)) ?? (await this.#fetchIfFast(file));
    this.#downloads.doWithout(this.#set.archive, true);
    try {
      const pyodide = await this.#start(snapshot);
      this.#snapshot = snapshot;
      return pyodide;
    } catch (error) {
      this.#downloads.doWithout(this.#set.archive, false);
      if (!(error instanceof DownloadError)) await rejectSnapshot(this.#url(file), snapshot);
      throw error;
    }
  }

  /** @param {SnapshotFile} file */
  async #fetchIfFast(file) {
    const rate = await Promise.race([this.#downloads.rate(WASM), this.#downloads.failure]);
    if (rate < FAST_BYTES_PER_S) throw new NoSnapshot();
    return fetchSnapshot(this.#url(file), file);
  }

  #compile() {
    if (this.#module) return this.#module;
    this.#module = this.#downloads.fetch(WASM).then((response) => WebAssembly.compileStreaming(response));
    this.#module.catch(() => {}); // handled where it is awaited
    return this.#module;
  }

  /** @param {Snapshot | null} snapshot */
  #start(snapshot) {
    return Promise.race([this.#load(snapshot), this.#downloads.failure]);
  }

  /**
   * @param {Snapshot | null} snapshot
   * @returns {Promise<Pyodide>}
   */
  async #load(snapshot) {
    const downloads = this.#downloads;
    const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
      downloads.import("pyodide.mjs"),
      downloads.import("pyodide.asm.mjs"),
    ]);
    const traps = (this.#traps = new Traps());
    const createModule = traps.watch(createPyodideModule);
    const { refused, restore } = guard(downloads, this.#compile());
    try {
      const started = loadPyodide({
        indexURL: this.#base.href,
        packageBaseUrl: this.#base.href,
        stdLibURL: downloads.url(this.#set.archive).href,
        lockFileContents: this.#lock,
        ...(snapshot?.options(createModule) ?? { createPyodideModule: createModule }),
      });
      const pyodide = await Promise.race([started, refused, traps.sprung]);
      if (snapshot) pyodide.runPython(RENEW);
      else await this.#addWheel(pyodide);
      return pyodide;
    } finally {
      restore();
    }
  }

  /**
   * @param {Pyodide} pyodide
   * @returns {Respond}
   */
  #answering(pyodide) {
    const traps = this.#traps;
    const respond = traps.check(pyodide.runPython(RESPOND));
    return (request) => traps.check(respond(request));
  }

  /**
   * Python imports straight from the wheel, which is a zip file, so nothing is unpacked.
   * @param {any} pyodide
   */
  async #addWheel(pyodide) {
    const { wheel } = this.#set;
    if (!wheel) return;
    const path = `/lib/${wheel}`;
    pyodide.FS.writeFile(path, new Uint8Array(await (await this.#downloads.fetch(wheel)).arrayBuffer()));
    pyodide.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(path)})`);
  }

  /** @param {SnapshotFile} file */
  #url(file) {
    return new URL(file.name, this.#base);
  }
}

/**
 * What Pyodide gets in place of the browser's own functions while it starts: files that are on their way already, and
 * WebAssembly that is being compiled already. When the browser refuses it, Pyodide would only warn and wait forever, so
 * the refusal is caught here.
 * @param {Downloads} downloads
 * @param {Promise<WebAssembly.Module>} compiled
 */
function guard(downloads, compiled) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const through = downloads.through(fetch);
  const wasm = downloads.url(WASM).href;
  globalThis.fetch = async (input, init) => (String(input) === wasm ? new Response() : through(input, init));
  const refused = /** @type {Promise<never>} */ (
    new Promise((_, reject) => {
      WebAssembly.instantiateStreaming = async (_, imports) => {
        try {
          const module = await compiled;
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          reject(error);
          throw error;
        }
      };
    })
  );
  return { refused, restore: () => Object.assign(WebAssembly, { instantiateStreaming }) && (globalThis.fetch = fetch) };
}
