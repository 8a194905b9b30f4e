// @ts-check
/**
 * `<start-formula>`: the source of a formula, which can be read as it stands. The editor is loaded when it is asked for.
 */
import { EngineError } from "./engine.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Success | import("./engine.js").Refusal | null} Reply */

const NOT_THERE = "The editor did not arrive. Try again";

/**
 * @param {Engine} engine our own Python, which compares the two answers
 */
export function defineFormula(engine) {
  if (customElements.get("start-formula")) return;

  customElements.define(
    "start-formula",
    class extends HTMLElement {
      /** @type {{ show: (module: string) => void, close: () => void } | null} */
      #bench = null;

      connectedCallback() {
        this.addEventListener("click", this.#clicked);
      }

      disconnectedCallback() {
        this.removeEventListener("click", this.#clicked);
        this.#bench?.close();
        this.#bench = null;
      }

      /** @param {Event} event */
      #clicked = ({ target }) => {
        const button = target instanceof Element ? target.closest("[data-action=edit]") : null;
        if (button instanceof HTMLButtonElement) void this.#open(button);
      };

      /** @param {HTMLButtonElement} button */
      async #open(button) {
        try {
          const { Bench } = await import(new URL("./formula.js", import.meta.url).href);
          this.#bench ??= new Bench(this, (/** @type {any} */ request) => ask(engine, this, request));
          this.#bench?.show(button.dataset.for ?? "");
        } catch (error) {
          button.textContent = NOT_THERE;
          console.error(error);
        }
      }
    },
  );
}

/**
 * The answer of our own Python; why there is none is told as a refusal.
 * @param {Engine} engine
 * @param {object} key
 * @param {import("./engine.js").Request} request
 * @returns {Promise<Reply>}
 */
export async function ask(engine, key, request) {
  try {
    return await engine.ask(key, request);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { ok: false, errors: [{ field: null, message: error.message }], announcement: error.message };
  }
}
