// @ts-check
/**
 * "Reload the page", where a calculator's script did not start: nothing has kept what was typed there, so it goes along in
 * the address, over what the address brought.
 */
import { defaults, shareable } from "../calculators/form.js";
import { linkTo, readAddress } from "../calculators/share-link.js";

export function followReloads() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-part=reload]") : null;
    const address = addressWithTyped(link?.closest("start-calculator") ?? null);
    if (address === null) return; // the link does it
    event.preventDefault();
    history.replaceState(history.state, "", address);
    location.reload();
  });
}

/**
 * The address that brings back what was typed; null where nothing was, or it is too long.
 * @param {Element | null} calculator
 */
function addressWithTyped(calculator) {
  const form = calculator?.querySelector("form[data-part=form]");
  if (!calculator || !(form instanceof HTMLFormElement)) return null;
  const built = defaults(form);
  const typed = Object.entries(shareable(form)).filter(([name, text]) => text !== built[name]);
  if (typed.length === 0) return null;
  const linked = readAddress(location.hash, calculator.id, Object.keys(built));
  return linkTo(location.href, calculator.id, { ...linked, ...Object.fromEntries(typed) }, {});
}
