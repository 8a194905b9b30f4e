// @ts-check
/**
 * `<start-calculator>`: brings the form and answer that a page was built with to life.
 *
 * The page works as it stands; this element sends the inputs to Python as they change and shows what comes back. It
 * knows nothing of any calculator: inputs go out as typed, HTML and messages come in.
 */
import { Answer } from "./answer.js";
import { Announcer } from "./announcer.js";
import { Engine } from "./engine.js";
import { showErrors } from "./field-errors.js";
import {
  bringToDay,
  changes,
  controls,
  defaults,
  forgetRaw,
  keepable,
  read,
  shareable,
  updateVisibility,
  value,
  write,
} from "./form.js";
import { defineFormula } from "./formula-element.js";
import { updateGroups } from "./groups.js";
import { watchIntent } from "./intent.js";
import { Keep } from "./keep.js";
import { LatestRequest } from "./latest-request.js";
import { defineMemo } from "./memo-element.js";
import { keepOffline, serviceWorkers } from "../offline/register.js";
import { Precomputed } from "./precomputed.js";
import { forget, isRemembered, recall, remember } from "./remembered-machine.js";
import { Session } from "./session.js";
import { giveLink, linkTo, readAddress } from "./share-link.js";
import { followSlider, isSlider, placeSliders } from "./slider.js";
import { StateLine } from "./state-line.js";

/** @typedef {import("./form.js").Inputs} Inputs */

const TYPING_PAUSE_MS = 120;

const FROM_BUILD = "This answer is for the inputs this page was built with.";
const FROM_EARLIER = "This answer is for your earlier inputs.";
const KEPT_LATER = "It is kept as soon as it is there.";

export class StartCalculator extends HTMLElement {
  /** One Python for every calculator of a visit; it outlives pages that are swapped in place. */
  static #engine = new Engine();

  static {
    defineFormula(this.#engine);
    defineMemo(this.#engine);
    // A site that is kept is kept up to date from every page.
    if (serviceWorkers()?.controller) void keepOffline(this.#engine);
  }

  #connection = new AbortController();
  #precomputed = new Precomputed(this);
  #stateLine = new StateLine(this);
  #request = new LatestRequest(StartCalculator.#engine, this.getAttribute("name") ?? "", () => read(this.#form), {
    waiting: (waiting) => this.#wait(waiting),
    replied: (reply) => this.#show(reply),
    failed: (message) => this.#fail(message),
    precomputed: () => this.#findEarly(),
  });
  /** @type {Answer | undefined} */
  #answer;
  #isWaiting = false;
  #builtSummary = "";
  #origin = FROM_BUILD;
  #announcer = new Announcer(this);
  #keep = new Keep(this);
  /** Whether the answer to the inputs in the form is to be kept when it comes. */
  #keepsNext = false;
  /** @type {Session | undefined} */
  #session;

  connectedCallback() {
    const answer = this.querySelector("[data-part=answer]");
    if (!(answer instanceof HTMLElement) || !this.querySelector("form[data-part=form]")) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#answer = new Answer(answer);
    this.#builtSummary = this.#summary?.textContent ?? "";
    this.#takeFirstInputs();
    this.#listen(signal);
    this.#markOld();
    this.#followEngine();
    void this.#request.lookUp();
    watchIntent(this, StartCalculator.#engine, signal);
    void keepOffline(StartCalculator.#engine);
    this.dataset.started = "";
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.#announcer.hush();
    this.#request.close();
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form[data-part=form]"));
  }

  /** The answer in one line, for where the answer itself is out of view. */
  get #summary() {
    return /** @type {HTMLElement | null} */ (this.querySelector("[data-part=summary]"));
  }

  /**
   * Built inputs, and over them what was typed before in this tab; where that is nothing, what the browser restored,
   * the remembered machine and the address, each over the one before.
   */
  #takeFirstInputs() {
    const form = this.#form;
    const restored = Object.fromEntries(controls(form).map((element) => [element.name, value(element)]));
    const linked = readAddress(location.hash, this.id, Object.keys(restored));
    this.#session = new Session(form, this.id, linked);
    const typed = this.#session.recall();
    write(form, defaults(form));
    this.#request.settle();
    write(form, typed ?? { ...restored, ...recall(form), ...linked });
    bringToDay(form);
    this.#session.write(); // a link, or what was typed before this script was here
    placeSliders(form);
    updateGroups(form, true);
    this.#tickRemember();
    // An address with inputs names no element, so the browser did not scroll to this one.
    if (location.hash.startsWith(`#${this.id}.`)) this.scrollIntoView();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const form = this.#form;
    const engine = StartCalculator.#engine;
    form.addEventListener("input", (event) => this.#changed(event.target, TYPING_PAUSE_MS), { signal });
    form.addEventListener("change", (event) => this.#changed(event.target, 0), { signal });
    form.addEventListener("focusin", ({ target }) => this.#prepare(fieldOf(target)), { signal });
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    engine.addEventListener("status", () => this.#followEngine(), { signal });
    window.addEventListener("storage", () => this.#forgottenElsewhere(), { signal });
    window.addEventListener("pageshow", ({ persisted }) => this.#restored(persisted), { signal });
  }

  /** The answer to the inputs in the form, where it was worked out when the site was built. */
  #findEarly() {
    const changed = changes(this.#form);
    if (Object.keys(changed).length > 0) return this.#precomputed.find(changed);
    const html = this.#answer?.built ?? "";
    return Promise.resolve({ ok: /** @type {const} */ (true), html, announcement: this.#builtSummary, data: null });
  }

  /** @param {string} name of the input that may soon change */
  #prepare(name) {
    if (StartCalculator.#engine.status.state !== "live") this.#precomputed.prepare(name);
  }

  /**
   * @param {EventTarget | null} target
   * @param {number} pauseMs
   */
  #changed(target, pauseMs) {
    if (!(target instanceof HTMLElement) || target.dataset.part === "link") return;
    if (target.dataset.action === "remember") return this.#remember(target);
    if (isSlider(target)) followSlider(this.#form, target);
    else {
      const changed = controls(this.#form).find((element) => element === target);
      if (changed) forgetRaw(changed);
      placeSliders(this.#form);
    }
    updateVisibility(this.#form);
    updateGroups(this.#form);
    this.#ask(pauseMs);
  }

  /** @param {number} pauseMs */
  #ask(pauseMs) {
    this.#session?.write();
    this.#request.ask(pauseMs);
  }

  /**
   * The page is there again. Browsers fill menus in once more when it has loaded, as they were at the last visit.
   * @param {boolean} isWhole nothing of it was loaded anew
   */
  #restored(isWhole) {
    const typed = isWhole ? null : this.#session?.recall();
    if (typed) write(this.#form, { ...defaults(this.#form), ...typed });
    bringToDay(this.#form);
    placeSliders(this.#form);
    updateVisibility(this.#form);
    updateGroups(this.#form, true);
    this.#markOld();
    this.#followEngine();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const { target } = event;
    if (event.key !== "Enter" || !(target instanceof HTMLInputElement) || target.type === "checkbox") return;
    event.preventDefault();
    this.#changed(target, 0);
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const way = target instanceof Element ? target.closest("a[data-part=formula]") : null;
    if (way instanceof HTMLAnchorElement) this.#takeAlong(way);
    const button = target instanceof Element ? target.closest("button[data-action]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const { action } = button.dataset;
    if (action === "reset") this.#reset();
    else if (action === "link") void this.#share(button);
    else if (action === "keep") this.#keepAnswer();
    else if (action === "apply") this.#apply(button.dataset.inputs ?? "{}");
    else if (action === "see") void this.#fillIn(button);
    else if (action === "picture") void this.#savePicture(button);
    else if (action === "stop") StartCalculator.#engine.stop();
    else if (action === "retry") StartCalculator.#engine.retry();
  }

  /**
   * The inputs go along to the page with the formula, whose defaults may be others.
   * @param {HTMLAnchorElement} way
   */
  #takeAlong(way) {
    way.href = linkTo(way.href, this.getAttribute("name") ?? "", shareable(this.#form), {}) ?? way.href;
  }

  #keepAnswer() {
    this.#keepsNext = this.#request.isOld;
    if (this.#keepsNext) {
      this.#keep.say(KEPT_LATER);
      this.#request.ask(0);
    } else {
      this.#announcer.say(this.#keep.keep(this.getAttribute("name") ?? "", keepable(this.#form)));
    }
  }

  /** The built inputs have their answer in the page, so Python is only asked if it is there anyway. */
  #reset() {
    write(this.#form, defaults(this.#form));
    placeSliders(this.#form);
    showErrors(this.#form, []);
    this.#request.settle();
    this.#origin = FROM_BUILD;
    this.#keep.clear();
    this.#answer?.showBuilt();
    this.#summarise(this.#builtSummary);
    // A reader who asked for it to be remembered keeps their machine; prices follow the reader's day.
    write(this.#form, recall(this.#form));
    bringToDay(this.#form);
    placeSliders(this.#form);
    updateGroups(this.#form);
    this.#session?.write();
    this.#markOld();
    if (StartCalculator.#engine.status.state === "live") this.#request.ask(0);
    else this.#announcer.say("The first inputs and their answer are back.");
  }

  /** @param {HTMLButtonElement} button */
  async #share(button) {
    const link = linkTo(location.href, this.id, shareable(this.#form), defaults(this.#form));
    this.#announcer.say(await giveLink(link, button));
  }

  /** @param {string} text inputs as JSON, made by our own Python */
  #apply(text) {
    /** @type {[string, unknown][]} */
    const inputs = Object.entries(JSON.parse(text));
    write(this.#form, Object.fromEntries(inputs.map(([name, item]) => [name, String(item)])));
    placeSliders(this.#form);
    updateGroups(this.#form, true);
    this.#ask(0);
  }

  /** @param {HTMLButtonElement} button */
  async #fillIn(button) {
    const calculator = this.getAttribute("name") ?? "";
    const { signal } = this.#connection;
    try {
      const { fillIn } = await import(new URL("./machine-hints.js", import.meta.url).href);
      const engine = StartCalculator.#engine;
      await fillIn(this, (/** @type {object} */ seen) => engine.reply(button, { calculator, seen }), signal);
    } catch (error) {
      button.textContent = "This did not arrive. Try again";
      console.error(error);
    }
  }

  /** @param {HTMLButtonElement} button */
  async #savePicture(button) {
    try {
      const { savePicture } = await import(new URL("./picture.js", import.meta.url).href);
      this.#announcer.say(await savePicture(button));
    } catch (error) {
      this.#announcer.say("The picture could not be saved. Try again.");
      console.error(error);
    }
  }

  /** @param {HTMLElement} box */
  #remember(box) {
    if (!(box instanceof HTMLInputElement)) return;
    if (!box.checked) forget();
    else if (!remember(this.#form)) this.#announcer.say("This browser does not keep anything for this page.");
    this.#session?.write();
    for (const calculator of document.querySelectorAll("start-calculator")) {
      if (calculator instanceof StartCalculator) calculator.#tickRemember();
    }
  }

  get #rememberBox() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector("input[data-action=remember]"));
  }

  #tickRemember() {
    if (this.#rememberBox) this.#rememberBox.checked = isRemembered();
  }

  /** A machine that was forgotten in another tab is not remembered by this one; one remembered there is not overwritten. */
  #forgottenElsewhere() {
    if (!isRemembered()) this.#tickRemember();
  }

  /** @param {boolean} waiting */
  #wait(waiting) {
    this.#isWaiting = waiting;
    this.#answer?.dim(waiting);
    if (waiting && StartCalculator.#engine.status.state !== "live") this.#markOld("Yours follows when Python is ready.");
    this.#draw();
  }

  /** @param {import("./latest-request.js").Reply} reply */
  #show(reply) {
    const stray = showErrors(this.#form, reply.ok ? [] : reply.errors);
    updateGroups(this.#form);
    this.#keep.clear();
    if (reply.ok) {
      this.#answer?.show(reply.html);
      this.#summarise(reply.announcement);
      this.#origin = FROM_EARLIER;
      if (this.#rememberBox?.checked) remember(this.#form);
    }
    this.#markOld(...stray);
    this.#announcer.say(reply.announcement);
    if (reply.ok && this.#keepsNext) this.#keepAnswer();
    this.#keepsNext = false;
    if (reply.ok) this.dispatchEvent(new Event("start-answer"));
  }

  /**
   * How far the inputs in the form are from the goal of an exercise.
   * @param {object} goal
   */
  judge(goal) {
    return StartCalculator.#engine.reply(goal, { calculator: this.getAttribute("name") ?? "", inputs: read(this.#form), goal });
  }

  /** @param {string} message */
  #fail(message) {
    this.#keepsNext = false;
    this.#keep.clear();
    this.#markOld(message);
    this.#announcer.say(message);
  }

  /**
   * Mark the answer if it belongs to other inputs, with what is to be said about that.
   * @param {string[]} more
   */
  #markOld(...more) {
    const { isOld } = this.#request;
    this.#answer?.markOld(isOld ? [this.#origin, ...more].join(" ") : null);
    this.#summary?.toggleAttribute("data-old", isOld);
  }

  /** @param {string} text */
  #summarise(text) {
    if (this.#summary) this.#summary.textContent = text;
  }

  #followEngine() {
    this.#draw();
    if (StartCalculator.#engine.status.state === "live") this.#request.catchUp();
  }

  #draw() {
    this.#stateLine.draw(StartCalculator.#engine.status, this.#isWaiting);
  }
}

/** @param {EventTarget | null} target */
function fieldOf(target) {
  const field = target instanceof Element ? target.closest("[data-field]") : null;
  return field instanceof HTMLElement ? (field.dataset.field ?? "") : "";
}

if (!customElements.get("start-calculator")) customElements.define("start-calculator", StartCalculator);
