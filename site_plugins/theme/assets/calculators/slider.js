// @ts-check
/**
 * A slider is the twin of a box that can be typed into: it moves over stops (1024 2048 4096 …), the box takes anything.
 */

/**
 * Give every slider of a form its range and put it where its box stands.
 * @param {HTMLFormElement} form
 */
export function placeSliders(form) {
  for (const slider of sliders(form)) {
    const box = boxOf(form, slider);
    if (box) place(slider, box);
  }
}

/**
 * Copy a moved slider into its box.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} slider
 */
export function followSlider(form, slider) {
  const box = boxOf(form, slider);
  if (!box) return;
  const listed = stops(slider);
  box.value = listed.length > 0 ? listed[slider.valueAsNumber] : slider.value;
  describe(slider, box);
}

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement}
 */
export function isSlider(target) {
  return target instanceof HTMLInputElement && target.dataset.part === "slider";
}

/**
 * The stop nearest to a number, by ratio where both are positive: 3000 lies nearer to 4096 than to 2048.
 * @param {number[]} listed
 * @param {number} number
 */
export function nearest(listed, number) {
  const distance = (/** @type {number} */ stop) =>
    stop > 0 && number > 0 ? Math.abs(Math.log(stop / number)) : Math.abs(stop - number);
  return listed.reduce((best, stop, index) => (distance(stop) < distance(listed[best]) ? index : best), 0);
}

/**
 * @param {HTMLInputElement} slider
 * @param {HTMLInputElement} box
 */
function place(slider, box) {
  const number = numberIn(box);
  const listed = stops(slider);
  if (listed.length > 0) Object.assign(slider, { min: "0", max: String(listed.length - 1), step: "1" });
  if (number !== null) slider.value = String(listed.length > 0 ? nearest(listed.map(Number), number) : number);
  describe(slider, box);
}

/**
 * Say what the box says, with its unit, and not the number of the stop.
 * @param {HTMLInputElement} slider
 * @param {HTMLInputElement} box
 */
function describe(slider, box) {
  const number = numberIn(box);
  const unit = box.parentElement?.querySelector(".sc-unit")?.textContent ?? "";
  const spoken = number === null ? box.value : `${grouped(number)}${unit === "%" ? "" : " "}${unit}`;
  slider.setAttribute("aria-valuetext", spoken.trim() || "no value");
}

/**
 * 8192 as "8,192". The first `toLocaleString` of a page loads locale data, which takes longer than all else here.
 * @param {number} number
 */
function grouped(number) {
  return String(number).replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/**
 * "8,192" and "8 192" are one number and "32k" is 32 times 1024, as Python reads them too.
 * @param {HTMLInputElement} box
 */
function numberIn(box) {
  const [, digits, thousand] = box.value.replace(/[\s,]/g, "").match(/^([\d.]+)(k?)$/i) ?? [];
  return Number.isFinite(Number(digits)) ? Number(digits) * (thousand ? 1024 : 1) : null;
}

/** @param {HTMLFormElement} form */
function sliders(form) {
  return [...form.querySelectorAll("[data-part=slider]")].filter(isSlider);
}

/** @param {HTMLInputElement} slider */
function stops(slider) {
  return (slider.dataset.stops ?? "").split(/\s+/).filter((stop) => stop !== "");
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} slider
 */
function boxOf(form, slider) {
  const box = form.elements.namedItem(slider.dataset.for ?? "");
  return box instanceof HTMLInputElement ? box : null;
}
