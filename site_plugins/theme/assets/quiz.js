// @ts-check

/**
 * A quiz upgraded: choosing shows the feedback of that choice in place and says how many are right.
 * Without this script every feedback can be opened by hand, so nothing is lost.
 */
class StartQuiz extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#chosen);
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#chosen);
  }

  /** @param {Event} event */
  #chosen = (event) => {
    const input = /** @type {HTMLElement} */ (event.target);
    const question = input.closest(".sc-question");
    const choice = /** @type {HTMLElement | null} */ (input.closest(".sc-choice"));
    if (!question || !choice) return;
    for (const each of question.querySelectorAll(".sc-choice")) this.#mark(each, each === choice);
    this.#score(choice.getAttribute("data-mark") === "right");
  };

  /**
   * @param {Element} choice
   * @param {boolean} isChosen
   */
  #mark(choice, isChosen) {
    const why = choice.querySelector("details");
    if (why) why.open = isChosen;
    // Described by its feedback only once chosen: before, a screen reader would give the answer away.
    const input = choice.querySelector("input");
    if (isChosen && input) input.setAttribute("aria-describedby", `${input.id}-why`);
    else input?.removeAttribute("aria-describedby");
    choice.toggleAttribute("data-chosen", isChosen);
    choice.querySelector(".sc-mark")?.remove();
    if (!isChosen) return;
    const right = choice.getAttribute("data-mark") === "right";
    choice.setAttribute("data-chosen", right ? "right" : "wrong");
    const mark = document.createElement("span");
    mark.className = "sc-mark";
    mark.textContent = right ? "✓ " : "✗ ";
    why?.querySelector("p")?.prepend(mark);
  }

  /** @param {boolean} isRight */
  #score(isRight) {
    const score = this.querySelector('[data-part="score"]');
    const total = this.querySelectorAll(".sc-question").length;
    const answered = this.querySelectorAll(".sc-choice[data-chosen]").length;
    const right = this.querySelectorAll('.sc-choice[data-chosen="right"]').length;
    const last = answered === total ? " That was the last question." : "";
    const word = isRight ? "Right." : "Not quite.";
    if (score) score.textContent = `${word} ${right} of ${total} right so far.${last}`;
  }
}

if (!customElements.get("start-quiz")) customElements.define("start-quiz", StartQuiz);
