// @ts-check
/**
 * Light or dark: as the device has it, until the reader says otherwise. The page's own first script sets it before
 * anything is drawn; this one follows the button and the device.
 */
import { Storage } from "../calculators/storage.js";

const chosen = new Storage("localStorage", "start-here.colours");

export function followColours() {
  const button = document.querySelector("[data-action=colours]");
  const device = matchMedia("(prefers-color-scheme: dark)");
  const { dataset } = document.body;
  const isDark = () => dataset.mdColorScheme === "slate";
  const show = (/** @type {boolean} */ dark) => {
    dataset.mdColorScheme = dark ? "slate" : "default";
    button?.setAttribute("aria-pressed", String(dark));
  };
  show(isDark());
  button?.addEventListener("click", () => {
    show(!isDark());
    chosen.write(dataset.mdColorScheme ?? "");
  });
  device.addEventListener("change", ({ matches }) => {
    if (chosen.read() === null) show(matches);
  });
}
