// @ts-check
/**
 * `<start-formula>`: the source of a formula, which can be read as it stands. The editor is loaded when it is asked for.
 */

/** @typedef {import("./engine.js").Engine} Engine */

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
      #editor = null;

      connectedCallback() {
        this.addEventListener("click", this.#clicked);
      }

      disconnectedCallback() {
        this.removeEventListener("click", this.#clicked);
        this.#editor?.close();
        this.#editor = null;
      }

      /** @param {Event} event */
      #clicked = ({ target }) => {
        const button = target instanceof Element ? target.closest("[data-action=edit]") : null;
        if (button instanceof HTMLButtonElement) void this.#open(button);
      };

      /** @param {HTMLButtonElement} button */
      async #open(button) {
        try {
          const { FormulaEditor } = await import(new URL("./formula.js", import.meta.url).href);
          this.#editor ??= new FormulaEditor(this, (/** @type {any} */ request) => engine.reply(this, request));
          this.#editor?.show(button.dataset.for ?? "");
        } catch (error) {
          button.textContent = NOT_THERE;
          console.error(error);
        }
      }
    },
  );
}
