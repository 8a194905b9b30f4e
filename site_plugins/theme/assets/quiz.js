// @ts-check
/**
 * A quiz: choosing shows the feedback of that choice in place, keeps it, and says how many are right.
 * Without this script every feedback can be opened by hand, so nothing is lost.
 */
import { keyOf } from "./key.js";
import { read, update } from "./progress/record.js";

export class Quiz {
  #root;
  #questions;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#questions = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".sc-question"));
    root.addEventListener("change", ({ target }) => this.#chosen(/** @type {HTMLInputElement} */ (target)));
    root.querySelector("[data-action=reset]")?.addEventListener("click", () => this.#reset());
    this.#recall();
  }

  /** Show again what was chosen before; a choice that the lesson no longer offers is forgotten. */
  #recall() {
    // What is asked again counts anew.
    const quizzes = this.#root.dataset.anew === undefined ? read().quizzes : {};
    for (const question of this.#questions) {
      const kept = quizzes[this.#key(question)]?.choice;
      const inputs = [...question.querySelectorAll("input")];
      // A reader may be quicker than this script, and a browser fills in what was chosen before a reload.
      const input = inputs.find(({ value }) => value === kept) ?? inputs.find(({ checked }) => checked);
      if (input) input.checked = true;
      this.#show(question, input?.closest(".sc-choice") ?? null);
    }
    this.#score("");
  }

  /** @param {HTMLInputElement} input */
  #chosen(input) {
    const question = /** @type {HTMLElement | null} */ (input.closest(".sc-question"));
    const choice = input.closest(".sc-choice");
    if (!question || !choice) return;
    this.#show(question, choice);
    const right = isRight(choice);
    update(({ quizzes }) => (quizzes[this.#key(question)] = { choice: input.value, right }));
    this.#score(right ? "Right. " : "Not quite. ");
  }

  #reset() {
    update(({ quizzes }) => {
      for (const question of this.#questions) delete quizzes[this.#key(question)];
    });
    for (const input of this.#root.querySelectorAll("input")) input.checked = false;
    this.#recall();
    // The button that had the focus is gone.
    this.#root.querySelector("input")?.focus();
  }

  /** @param {HTMLElement} question */
  #key(question) {
    return keyOf(question, question.dataset.id ?? "");
  }

  /**
   * @param {HTMLElement} question
   * @param {Element | null} chosen
   */
  #show(question, chosen) {
    for (const choice of question.querySelectorAll(".sc-choice")) {
      const isChosen = choice === chosen;
      const why = choice.querySelector("details");
      if (why) why.open = isChosen;
      // Described by its feedback only once chosen: before, a screen reader would give the answer away.
      const input = choice.querySelector("input");
      if (isChosen && input) input.setAttribute("aria-describedby", `${input.id}-why`);
      else input?.removeAttribute("aria-describedby");
      choice.toggleAttribute("data-chosen", isChosen);
      choice.querySelector(".sc-mark")?.remove();
      if (!isChosen) continue;
      choice.setAttribute("data-chosen", isRight(choice) ? "right" : "wrong");
      const mark = document.createElement("span");
      mark.className = "sc-mark";
      mark.textContent = isRight(choice) ? "✓ " : "✗ ";
      why?.querySelector("p")?.prepend(mark);
    }
  }

  /** @param {string} word about the last choice; empty where none was made just now */
  #score(word) {
    const total = this.#questions.length;
    const answered = this.#root.querySelectorAll(".sc-choice[data-chosen]").length;
    const right = this.#root.querySelectorAll('.sc-choice[data-chosen="right"]').length;
    const last = word && answered === total ? " That was the last question." : "";
    const score = this.#root.querySelector("[data-part=score]");
    if (score) score.textContent = answered ? `${word}${right} of ${total} right so far.${last}` : "";
    const reset = /** @type {HTMLElement | null} */ (this.#root.querySelector("[data-action=reset]"));
    if (reset) reset.hidden = !answered;
  }
}

/** @param {Element} choice */
function isRight(choice) {
  return choice.getAttribute("data-mark") === "right";
}
