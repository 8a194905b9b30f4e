// @ts-check
/**
 * When to start Python without being asked: the reader points at a calculator or focuses it, or has one in view while
 * the page is idle. The choice of a reader who saves data or has stopped Python is respected.
 */

/** @typedef {{ suggest: () => void }} Startable */

/** Browsers without requestIdleCallback get this pause after the page has loaded. */
const PAUSE_MS = 1500;

/**
 * Call `engine.suggest()` at the first sign of intent.
 * @param {HTMLElement} element
 * @param {Startable} engine
 * @param {AbortSignal} signal ends the watching
 */
export function watchIntent(element, engine, signal) {
  const suggest = () => engine.suggest();
  element.addEventListener("focusin", suggest, { signal });
  if (savesData()) return;
  element.addEventListener("pointerenter", suggest, { signal });
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    void idleAfterLoad().then(() => signal.aborted || suggest());
  });
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** Whether the browser says that its user wants to save data. */
export function savesData() {
  const connection = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection;
  return connection?.saveData === true;
}

/** Resolves when the page has loaded and the main thread has nothing to do. */
export async function idleAfterLoad() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
  }
  await new Promise((resolve) => {
    if ("requestIdleCallback" in window) window.requestIdleCallback(() => resolve(undefined));
    else setTimeout(resolve, PAUSE_MS);
  });
}
