// @ts-check
/**
 * `<start-paths>`: the cards of the paths. A click on one chooses it; then it leads to the first lesson that is not
 * done, and says how much is left.
 */
import { CHANGED, PATHS, read, update } from "./record.js";

/** @typedef {import("./record.js").ProgressRecord} ProgressRecord */

class StartPaths extends HTMLElement {
  #connection = new AbortController();

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    document.addEventListener(CHANGED, () => this.#draw(), { signal });
    // Another window of the same browser.
    window.addEventListener("storage", () => this.#draw(), { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  /**
   * A card was chosen, or a lesson out of its list; the link leads there by itself.
   * @param {EventTarget | null} target
   */
  #clicked(target) {
    const card = target instanceof Element && target.closest("a") ? target.closest("[data-path]") : null;
    const path = PATHS.find((each) => each === card?.getAttribute("data-path"));
    if (path) update((record) => void (record.path = path));
  }

  #draw() {
    const record = read();
    const resume = /** @type {HTMLElement} */ (this.querySelector("[data-part=resume]"));
    resume.hidden = true;
    for (const card of this.querySelectorAll("[data-path]")) {
      const isChosen = card.getAttribute("data-path") === record.path;
      const { open, count } = drawCard(card, record);
      card.toggleAttribute("data-chosen", isChosen);
      if (!isChosen) continue;
      const [first] = open;
      resume.hidden = false;
      resume.textContent = first ? "Go on with " : "You’ve done every lesson of your path. What’s left is ";
      const link = first ? first.querySelector("a") : document.querySelector("a[href*='memo/']");
      const { href, textContent } = /** @type {HTMLAnchorElement} */ (link);
      resume.append(Object.assign(document.createElement("a"), { href, textContent }));
      if (first) resume.append(`, lesson ${count - open.length + 1} of ${count} on the ${record.path}’s path.`);
    }
  }
}

/**
 * Ticks, what is left, and where the card leads.
 * @param {Element} card
 * @param {ProgressRecord} record
 */
function drawCard(card, { lessons }) {
  const steps = /** @type {HTMLElement[]} */ ([...card.querySelectorAll("[data-lesson]")]);
  for (const step of steps) {
    step.querySelector(".sh-tick")?.remove();
    if (!(step.dataset.lesson && step.dataset.lesson in lessons)) continue;
    step.append(Object.assign(document.createElement("span"), { className: "sh-tick", textContent: " ✓ done" }));
  }
  const open = steps.filter(({ dataset }) => !(dataset.lesson && dataset.lesson in lessons));
  const minutes = open.reduce((sum, { dataset }) => sum + Number(dataset.minutes), 0);
  const facts = /** @type {HTMLElement} */ (card.querySelector("[data-part=facts]"));
  facts.dataset.built ??= facts.textContent ?? "";
  const done = steps.length - open.length;
  const left = open.length ? `about ${minutes} minutes left` : "all of it";
  facts.textContent = done ? `${done} of ${steps.length} lessons done ✓, ${left}` : facts.dataset.built;
  const link = /** @type {HTMLAnchorElement} */ (card.querySelector("h3 a"));
  const next = (open[0] ?? steps[0]).querySelector("a");
  if (next) link.href = next.href;
  return { open, count: steps.length };
}

if (!customElements.get("start-paths")) customElements.define("start-paths", StartPaths);
