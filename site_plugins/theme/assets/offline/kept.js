// @ts-check
/**
 * `<start-kept>`: what of this site is on the device, and the switch that keeps or removes it.
 *
 * The words in the page say the same without this script, and without it nothing is kept. The parts that a page leaves
 * out are left out here.
 */
import { Storage } from "../calculators/storage.js";
import { canKeep, choice, keep } from "./register.js";
import { held, newest } from "./version.js";

/** @typedef {import("./version.js").Version} Version */

const CANNOT = "Nothing is kept: this browser cannot, or may not at this address.";
const BYTES_PER_MB = 1_000_000;
const BASE = new URL("../../", import.meta.url);
/** Python's memory, kept by its own worker so that it starts sooner. */
const PYTHON_CACHE = /^start-here-python/;
const SETTING = /^start-here\./;
/** What the reader has typed in this tab. */
const TYPED = /^start-here\.inputs /;

class StartKept extends HTMLElement {
  #connection = new AbortController();

  connectedCallback() {
    if (!canKeep()) return this.#fill("still", CANNOT);
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.addEventListener("change", (event) => void this.#switched(event.target), { signal });
    this.addEventListener("click", (event) => void this.#clicked(event.target), { signal });
    navigator.serviceWorker.addEventListener("message", ({ data }) => this.#hear(data), { signal });
    navigator.serviceWorker.startMessages();
    void this.#draw();
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  /** @param {EventTarget | null} target */
  async #switched(target) {
    if (!(target instanceof HTMLInputElement) || target.dataset.action !== "keep") return;
    if (target.checked) await this.#switchOn();
    else await this.#switchOff();
  }

  async #switchOn() {
    choice.remove();
    this.#say("The site is being kept.");
    await keep().catch(() => this.#say("This browser refused to keep the site."));
  }

  async #switchOff() {
    choice.write("off");
    await removeVersions();
    await this.#draw();
    this.#say("The copy is removed, and nothing is kept from now on.");
  }

  /** @param {EventTarget | null} target */
  async #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-action=remove]") : null;
    if (!button) return;
    await removeEverything();
    await this.#draw();
    this.#say("Everything is removed, and nothing is kept from now on.");
  }

  /** @param {any} message of the service worker */
  #hear(message) {
    if (message.kind === "keeping") this.#progress(message.doneBytes, message.totalBytes);
    if (message.kind === "kept") void this.#draw().then(() => this.#say("The site is kept for offline use."));
    if (message.kind === "refused") this.#say(refusal(message.full));
  }

  /**
   * @param {number} doneBytes
   * @param {number} totalBytes
   */
  #progress(doneBytes, totalBytes) {
    this.#fill("summary", `Being kept: ${megabytes(doneBytes)} of ${megabytes(totalBytes)} MB.`);
  }

  async #draw() {
    const version = await newest(BASE).catch(() => null);
    const box = this.querySelector("input[data-action=keep]");
    if (box instanceof HTMLInputElement) box.checked = choice.read() !== "off";
    this.toggleAttribute("data-kept", version !== null);
    this.#fill("summary", await summary(version));
    this.#list((await version?.holdings())?.pages ?? []);
    this.toggleAttribute("data-ready", true);
  }

  /** @param {{ url: string, title: string }[]} pages */
  #list(pages) {
    const list = this.querySelector("[data-part=pages]");
    list?.replaceChildren(...pages.map(({ url, title }) => item(url, title)));
  }

  /** @param {string} text */
  #say(text) {
    this.#fill("announce", text);
  }

  /**
   * @param {string} part
   * @param {string} text
   */
  #fill(part, text) {
    const element = this.querySelector(`[data-part=${part}]`);
    if (element) element.textContent = text;
  }
}

/** @param {Version | null} version */
async function summary(version) {
  if (!version) {
    return choice.read() === "off" ? "Nothing is kept." : "Nothing is kept yet. It begins with a calculator page.";
  }
  const { pages, bytes } = await version.holdings();
  const date = (await version.taken())?.toLocaleDateString("en-GB", { dateStyle: "long" });
  return `${pages.length} pages and the calculators, ${megabytes(bytes)} MB, as they were on ${date}.`;
}

/** @param {boolean} isFull */
function refusal(isFull) {
  return isFull ? "There is no room for the site on this device." : "The site could not be kept whole. Try again later.";
}

/**
 * @param {string} url
 * @param {string} title
 */
function item(url, title) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  const line = document.createElement("li");
  line.append(link);
  return line;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / BYTES_PER_MB).toFixed(1);
}

/** Stop keeping the site and remove what is kept. */
async function removeVersions() {
  const registration = await navigator.serviceWorker.getRegistration(BASE);
  await registration?.unregister();
  for (const { name } of await held(BASE)) await caches.delete(name);
}

/** Remove whatever this site has put on the device, but that the reader wants nothing kept. */
async function removeEverything() {
  await removeVersions();
  for (const name of await caches.keys()) if (PYTHON_CACHE.test(name)) await caches.delete(name);
  const { localStorage, sessionStorage } = window;
  for (const key of Object.keys(localStorage)) if (SETTING.test(key)) new Storage("localStorage", key).remove();
  for (const key of Object.keys(sessionStorage)) if (TYPED.test(key)) new Storage("sessionStorage", key).remove();
  choice.write("off");
}

if (!customElements.get("start-kept")) customElements.define("start-kept", StartKept);
