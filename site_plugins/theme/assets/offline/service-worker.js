// @ts-check
/**
 * The service worker: the site and its calculators without a network.
 *
 * It holds nothing before a page asks it to keep the site, and then it is a go-between that never makes up an answer:
 * where it does not know better, the browser's own request goes through untouched.
 */
import { answer, navigate } from "./fetch-worker.js";
import { keep } from "./update-worker.js";
import { base, worker } from "./scope-worker.js";

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

worker.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path === null) return;
  event.respondWith(event.request.mode === "navigate" ? navigate(event, path) : answer(event, path));
});

worker.addEventListener("message", (event) => {
  const { data, source } = event;
  if (data?.kind === "keep" && source instanceof Client) event.waitUntil(keep(source.id, data.version));
});

async function activate() {
  // A page is asked for while this worker still starts.
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/**
 * The address of a request below the root of the site; null for what is none of ours.
 * @param {Request} request
 */
function pathOf(request) {
  if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(base.href)) return null;
  try {
    const path = decodeURI(new URL(request.url).pathname).slice(decodeURI(base.pathname).length);
    return path.replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return null;
  }
}
