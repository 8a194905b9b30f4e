// @ts-check
/**
 * The files of the Python runtime on their way: counted, checked for completeness, and known as a whole.
 *
 * Pyodide swallows some failures (a broken `pyodide.asm.wasm` leaves its promise pending for ever), so whoever starts
 * it races it against `failure`.
 */
import { DownloadError, NoConnection } from "./manifest.js";

/** @typedef {{ name: string, bytes: number, wire_bytes: number }} File */

export class Downloads {
  #base;
  #files;
  #report;
  /** @type {Map<string, number>} */
  #loaded = new Map();
  /** @type {Map<string, Promise<Response>>} */
  #started = new Map();
  /** @type {Set<string>} */
  #without = new Set();
  /** @type {(error: DownloadError) => void} */
  #fail = () => {};
  #arrival = () => {};

  /** Rejects at the first file that does not arrive whole; never resolves. */
  failure = /** @type {Promise<never>} */ (new Promise((_, reject) => (this.#fail = reject)));

  /**
   * @param {URL} base the folder of the files
   * @param {File[]} files
   * @param {(loadedBytes: number, totalBytes: number) => void} report
   */
  constructor(base, files, report) {
    this.#base = base;
    this.#files = files;
    this.#report = report;
    // The race is joined later; until then a failure must not count as unhandled.
    this.failure.catch(() => {});
  }

  /**
   * The address of a file.
   * @param {string} name
   */
  url(name) {
    return new URL(name, this.#base);
  }

  /**
   * Start a file before anyone asks for it, once.
   * @param {string} name
   */
  start(name) {
    if (this.#started.has(this.url(name).href)) return;
    const response = this.#request(name);
    response.catch(() => {});
    this.#started.set(this.url(name).href, response);
  }

  /**
   * Do without a file, or stop doing so: meanwhile it does not count, and is empty for whoever asks for it.
   * @param {string} name
   * @param {boolean} without
   */
  doWithout(name, without) {
    if (without) this.#without.add(name);
    else this.#without.delete(name);
  }

  /**
   * How fast a file that was started arrives, in bytes on the wire per second; known once a quarter of it is there.
   * @param {string} name
   * @returns {Promise<number>}
   */
  async rate(name) {
    const file = this.#file(name);
    const startedMs = performance.now();
    while (this.#arrived(file) < file.wire_bytes / 4) await this.#nextPart();
    return (this.#arrived(file) / Math.max(1, performance.now() - startedMs)) * 1000;
  }

  /**
   * The response for a file: the one already started, once, or a new one.
   * @param {string} name
   * @returns {Promise<Response>}
   */
  fetch(name) {
    const { href } = this.url(name);
    const started = this.#started.get(href);
    this.#started.delete(href);
    return started ?? this.#request(name);
  }

  /**
   * Import a module. Modules are loaded by the browser alone, so they count as a whole when they are there.
   * @param {string} name
   */
  async import(name) {
    try {
      const module = await import(this.url(name).href);
      this.#count(name, this.#file(name).bytes);
      return module;
    } catch (error) {
      if (error instanceof SyntaxError) throw error; // it did arrive
      throw this.#failed(new DownloadError(`Python could not be downloaded (${name} did not arrive).`));
    }
  }

  /**
   * `fetch`, except that a file on its way is taken from here.
   * @param {typeof fetch} fallback
   * @returns {typeof fetch}
   */
  through(fallback) {
    return async (input, init) => {
      const href = input instanceof Request ? input.url : new URL(input, this.#base).href;
      const file = this.#files.find(({ name }) => this.url(name).href === href);
      if (!file) return fallback(input, init);
      return this.#without.has(file.name) ? new Response() : this.fetch(file.name);
    };
  }

  /**
   * @param {string} name
   * @returns {Promise<Response>}
   */
  async #request(name) {
    let response;
    try {
      response = await fetch(this.url(name));
    } catch {
      throw this.#failed(new NoConnection(`Python could not be downloaded (no connection for ${name}).`));
    }
    if (!response.ok) {
      const answered = `${name}: the server answered ${response.status}`;
      throw this.#failed(new DownloadError(`Python could not be downloaded (${answered}).`));
    }
    void this.#watch(name, response.clone());
    if (name.endsWith(".packed")) return unpacked(response);
    return name.endsWith(".wasm") ? asWasm(response) : response;
  }

  /**
   * Count a file as it arrives. Bytes are counted unpacked, and reported as their share of the packed file.
   * @param {string} name
   * @param {Response} response
   */
  async #watch(name, response) {
    let bytes = 0;
    try {
      const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        bytes += part.value.byteLength;
        this.#count(name, bytes);
      }
    } catch {
      this.#failed(new DownloadError(`Python could not be downloaded (the connection broke during ${name}).`));
      return;
    }
    if (bytes !== this.#file(name).bytes) {
      this.#failed(new DownloadError(`Python could not be started (${name} arrived incomplete).`));
    }
  }

  /**
   * @param {string} name
   * @param {number} bytes
   */
  #count(name, bytes) {
    this.#loaded.set(name, bytes);
    this.#arrival();
    const files = this.#files.filter((file) => !this.#without.has(file.name));
    const loaded = files.reduce((sum, file) => sum + this.#arrived(file), 0);
    const total = files.reduce((sum, file) => sum + file.wire_bytes, 0);
    this.#report(Math.round(loaded), total);
  }

  #nextPart() {
    return new Promise((resolve) => (this.#arrival = () => resolve(undefined)));
  }

  /** @param {File} file */
  #arrived({ name, bytes, wire_bytes }) {
    return wire_bytes * Math.min(1, (this.#loaded.get(name) ?? 0) / bytes);
  }

  /** @param {string} name */
  #file(name) {
    const file = this.#files.find((candidate) => candidate.name === name);
    if (!file) throw new DownloadError(`Python could not be started (${name} is not in the manifest).`);
    return file;
  }

  /** @param {DownloadError} error */
  #failed(error) {
    this.#fail(error);
    return error;
  }
}

/**
 * Servers send archives as they are, so what packs better as a whole is packed at build time and unpacked here.
 * @param {Response} response
 */
function unpacked(response) {
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  return new Response(body.pipeThrough(new DecompressionStream("gzip")));
}

/**
 * Servers that do not know the type would make `WebAssembly.instantiateStreaming` refuse the file.
 * @param {Response} response
 */
function asWasm(response) {
  const type = "application/wasm";
  if (response.headers.get("content-type") === type) return response;
  return new Response(response.body, { headers: { "content-type": type } });
}
