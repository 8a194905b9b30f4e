// @ts-check
/**
 * Asks the service worker to keep the site, once per visit, when the page is idle: a calculator is on the page or the
 * site is kept already, and Python has started or nobody wants it. Not where the reader saves data or has switched it
 * off.
 */
import { idleAfterLoad, savesData } from "../calculators/intent.js";
import { Storage } from "../calculators/storage.js";
import { ownScript } from "../calculators/trusted-html.js";

/** How long to wait for a Python that nobody has wanted yet. */
const PYTHON_FIRST_MS = 10_000;

/** Holds "off" where the reader wants nothing kept. */
export const choice = new Storage("localStorage", "start-here.offline");

/** A site that is shown while it is written has no version, and is not kept. */
const version = document.querySelector('meta[name="start-here-version"]')?.getAttribute("content");
let isAsked = false;

/** Whether this browser can keep this site. */
export function canKeep() {
  return Boolean(version) && serviceWorkers() !== undefined && "caches" in window;
}

/** The service workers of this site; undefined where the browser has none, or refuses to tell. */
export function serviceWorkers() {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

/**
 * @param {import("../calculators/engine.js").Engine} engine
 */
export async function keepOffline(engine) {
  if (isAsked || !canKeep() || savesData() || choice.read() === "off") return;
  isAsked = true;
  await idleAfterLoad();
  await afterStart(engine);
  if (choice.read() !== "off") await keep().catch(() => {}); // the page works without
}

/** Register the service worker, and ask it to keep the version of this page. */
export async function keep() {
  const script = new URL("../../service-worker.js", import.meta.url);
  await navigator.serviceWorker.register(ownScript(script), { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ kind: "keep", version });
}

/**
 * Resolves when Python has started or failed, or has not been wanted for a while.
 * @param {import("../calculators/engine.js").Engine} engine
 */
function afterStart(engine) {
  return new Promise((resolve) => {
    const check = () => ["live", "stopped", "failed"].includes(engine.status.state) && resolve(undefined);
    engine.addEventListener("status", check);
    setTimeout(() => engine.status.state === "built" && resolve(undefined), PYTHON_FIRST_MS);
    check();
  });
}
