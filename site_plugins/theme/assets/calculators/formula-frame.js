// @ts-check
/**
 * The script of the frame behind whose opaque origin the reader's version of a formula runs: it holds what Python
 * starts from, and makes a worker for each run. The reader's code is in the worker alone.
 *
 * In, once: a port, and `{ script, module, start }`, which are the text of the worker, the bytes of WebAssembly and
 * what each worker is told. Then one JSON text per run. Out, by the port: `ready`, `failed` or `answer`, as the worker
 * says it. A worker that has answered is ended, for what the reader's code has changed in it is not to be known, and
 * the next one starts at once.
 *
 * The build puts this script into the frame's document, whose policy names its hash: nothing is loaded here.
 */

/** @typedef {{ createPolicy: (name: string, rules: object) => { createScriptURL: (url: string) => any } }} TrustedTypes */

/** Only the policy of this name may make a worker here; where a browser knows no Trusted Types, any text may. */
const trusted = /** @type {{ trustedTypes?: TrustedTypes }} */ (/** @type {unknown} */ (window)).trustedTypes;
const policy = trusted?.createPolicy("start-here-frame", { createScriptURL: (/** @type {string} */ url) => url });

addEventListener("message", ({ data, source, ports }) => source === parent && void serve(data, ports[0]), { once: true });

/**
 * @param {{ script: string, module: ArrayBuffer, start: object }} files
 * @param {MessagePort} page
 */
async function serve({ script, module, start }, page) {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const compiled = await WebAssembly.compile(module).catch(() => null);
  /** @type {Worker} */
  let worker;
  const next = () => {
    worker = new Worker(policy ? policy.createScriptURL(url) : url, { name: "Your version" });
    worker.addEventListener("message", hear);
    worker.addEventListener("error", refused);
    worker.postMessage({ ...start, module: compiled });
  };
  /** @param {MessageEvent} event */
  const hear = ({ data, currentTarget }) => {
    if (currentTarget !== worker) return;
    page.postMessage(data);
    if (data?.kind !== "answer") return;
    worker.terminate();
    next();
  };
  const refused = () => page.postMessage({ kind: "failed" });
  page.addEventListener("message", ({ data }) => worker.postMessage(data));
  page.start();
  if (compiled) next();
  else refused();
}
