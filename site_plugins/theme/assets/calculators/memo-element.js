// @ts-check
/**
 * `<start-memo>`: the reader's memo. What it does is loaded on the page that has one.
 */
import { StateLine } from "./state-line.js";

/** @typedef {import("./engine.js").Engine} Engine */

const NOT_THERE = "The memo’s script did not arrive. Reload the page.";

/**
 * @param {Engine} engine our own Python, which puts the memo together
 */
export function defineMemo(engine) {
  if (customElements.get("start-memo")) return;

  customElements.define(
    "start-memo",
    class extends HTMLElement {
      #connection = new AbortController();

      connectedCallback() {
        this.#connection = new AbortController();
        const { signal } = this.#connection;
        const line = new StateLine(this);
        const draw = () => {
          if (engine.status.state !== "built") line.draw(engine.status, false);
        };
        engine.addEventListener("status", draw, { signal });
        this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
        draw();
        void this.#open(signal);
      }

      disconnectedCallback() {
        this.#connection.abort();
        engine.drop(this);
      }

      /** @param {EventTarget | null} target */
      #clicked(target) {
        const action = target instanceof Element ? target.closest("button")?.dataset.action : "";
        if (action === "stop") engine.stop();
        if (action === "retry") engine.retry();
      }

      /** @param {AbortSignal} signal */
      async #open(signal) {
        try {
          const { Memo } = await import(new URL("./memo.js", import.meta.url).href);
          if (signal.aborted) return;
          const memo = new Memo(
            this,
            (/** @type {object} */ key, /** @type {string} */ text) =>
              engine.reply(key, { calculator: "memo", memo: text }),
            signal,
          );
          const catchUp = () => engine.status.state === "live" && memo.catchUp();
          engine.addEventListener("status", catchUp, { signal });
          this.dataset.started = "";
        } catch (error) {
          const note = this.querySelector("[data-part=empty]");
          if (note) note.textContent = NOT_THERE;
          console.error(error);
        }
      }
    },
  );
}
