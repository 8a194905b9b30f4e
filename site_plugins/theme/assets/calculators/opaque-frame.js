// @ts-check
/**
 * A frame of an opaque origin, in which the reader's version of a formula runs.
 *
 * It has no address, no storage and no cookies of this site, its policy lets it load nothing from anywhere, and it is
 * no part of the page. So the page fetches what Python starts from, which also works offline, and hands it over. The
 * document of the frame is a file that the build made with its policy in it.
 */
import { Downloads } from "./downloads.js";
import { MANIFEST, readManifest, sandboxFiles } from "./manifest.js";
import { framedDocument } from "./trusted-html.js";

/** @typedef {(loadedBytes: number, totalBytes: number) => void} Report */

export class OpaqueFrame {
  #frame = document.createElement("iframe");
  #channel = new MessageChannel();
  #isClosed = false;

  /** @param {(message: any) => void} hear whatever the frame says: untrusted */
  constructor(hear) {
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#frame.title = "Your version of the formula";
    this.#frame.hidden = true;
    this.#channel.port1.addEventListener("message", ({ data }) => !this.#isClosed && hear(data));
    this.#channel.port1.start();
  }

  /**
   * Fetch what is needed and open the frame; rejects with a DownloadError where something does not arrive.
   * @param {Report} report
   */
  async open(report) {
    const { page, files, transfer } = await fetched(report);
    if (this.#isClosed) return;
    const loaded = new Promise((resolve) => this.#frame.addEventListener("load", resolve, { once: true }));
    this.#frame.srcdoc = framedDocument(page);
    document.body.append(this.#frame);
    await loaded;
    if (this.#isClosed) return;
    this.#frame.contentWindow?.postMessage(files, "*", [this.#channel.port2, ...transfer]); // an opaque origin has no name
  }

  /** @param {string} request */
  post(request) {
    this.#channel.port1.postMessage(request);
  }

  /** End the frame, and every worker in it. */
  close() {
    this.#isClosed = true;
    this.#channel.port1.close();
    this.#frame.remove();
  }
}

/** @param {Report} report */
async function fetched(report) {
  const { runtime, lock, sets } = await readManifest();
  const { folder, files, names } = sandboxFiles({ sets });
  const downloads = new Downloads(new URL(`${runtime}/${folder}/`, MANIFEST), files, report);
  const text = async (/** @type {string} */ name) => (await downloads.fetch(name)).text();
  const bytes = async (/** @type {string} */ name) => (await downloads.fetch(name)).arrayBuffer();
  const arriving = Promise.all([text(names.frame), text(names.worker), ...[names.wasm, names.archive, names.wheel].map(bytes)]);
  const [page, script, module, archive, wheel] = await Promise.race([arriving, downloads.failure]);
  const start = { archive, wheel, wheelName: names.wheel, lock };
  return { page, files: { script, module, start }, transfer: [module, archive, wheel] };
}
