// @ts-check
/** What the parts of the service worker share: itself, and the root of the site that it serves. */

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const base = new URL(worker.registration.scope);

/**
 * Tell every open page.
 * @param {{ kind: string } & Record<string, unknown>} message
 */
export async function tell(message) {
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
}
