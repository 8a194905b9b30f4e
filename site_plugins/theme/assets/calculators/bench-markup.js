// @ts-check
/**
 * The parts of the editor, as they are before anything is typed.
 */

/** @typedef {import("./versions.js").Chapter} Chapter */

/**
 * @param {string} id
 * @param {Chapter[]} chapters
 * @returns {HTMLElement}
 */
export function benchElement(id, chapters) {
  const bench = document.createElement("section");
  bench.className = "sc-bench";
  bench.setAttribute("aria-labelledby", `${id}-title`);
  bench.innerHTML = markup(id);
  const list = /** @type {HTMLSelectElement} */ (bench.querySelector("select"));
  list.append(...chapters.map(({ module, title }) => new Option(title, module)));
  if (chapters.length === 1) /** @type {HTMLElement} */ (list.parentElement).hidden = true;
  return bench;
}

/** @param {string} id */
function markup(id) {
  return `
<h4 id="${id}-title" tabindex="-1">Your version of the formula</h4>
<p class="sc-help" id="${id}-help">Change anything and run it on the inputs of the form above. It runs in a Python of its
own, for 10 seconds at most, and our answer stays as it is. <span data-part="size"></span></p>
<div class="sc-field"><label for="${id}-part">Part</label><select id="${id}-part" data-part="list"></select></div>
<div class="sc-field"><label for="${id}-source" data-part="label">Python</label>
<textarea id="${id}-source" data-part="source" class="sc-source" rows="20" wrap="off" spellcheck="false" autocomplete="off"
autocapitalize="off" autocorrect="off" translate="no" aria-describedby="${id}-fault ${id}-place ${id}-help"></textarea>
<p class="sc-help" id="${id}-place"><span data-part="place"></span> <span class="sc-keys">Ctrl+Enter runs it.</span></p>
<p class="sc-error" id="${id}-fault" data-part="fault" hidden></p></div>
<p class="sc-actions"><button type="button" class="sc-run" data-action="run">Run on my inputs</button>
<button type="button" data-action="halt" hidden>Stop</button>
<button type="button" data-action="goto" hidden></button>
<button type="button" data-action="original">Reset to the original</button>
<button type="button" data-action="back" hidden>Bring my version back</button>
<button type="button" data-action="close">Close</button></p>
<p class="sc-help sc-run-state" data-part="run-state"></p>
<progress class="sc-run-progress" data-part="progress" max="1" value="0" hidden aria-label="Python download"></progress>
<p class="sc-old" data-part="old" hidden>Something has changed since this run. Run again.</p>
<div data-part="trial" role="region" aria-label="Your version beside ours"></div>
<div data-part="printed" hidden><p class="sc-label">Your version printed</p><pre><code tabindex="0"></code></pre></div>
<p class="sc-announce" role="status" aria-live="polite" data-part="announce"></p>`;
}
