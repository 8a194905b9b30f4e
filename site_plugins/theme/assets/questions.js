// @ts-check
/**
 * The elements that ask a reader something. Each works as it stands in the page; what it can do besides is loaded when a
 * reader comes near it.
 */

const NEAR = "100%"; // one screen above and below what is in view

/** Names are those of the elements; `start` in lesson.js knows them too. */
const NAMES = ["start-quiz", "start-predict", "start-exercise", "start-reminder", "start-calibration"];

const nearing = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) if (isIntersecting) void bringToLife(target);
  },
  { rootMargin: NEAR },
);

/** @param {Element} element */
async function bringToLife(element) {
  nearing.unobserve(element);
  const { start } = await import(new URL("./lesson.js", import.meta.url).href);
  start(element);
}

for (const name of NAMES.filter((each) => !customElements.get(each))) {
  customElements.define(
    name,
    class extends HTMLElement {
      connectedCallback() {
        nearing.observe(this);
      }

      disconnectedCallback() {
        nearing.unobserve(this);
      }
    },
  );
}
