// @ts-check
/**
 * Lines of the text in a box, which knows only characters.
 */

/**
 * The line the reader is in, counted from 1, and how many there are.
 * @param {HTMLTextAreaElement} box
 */
export function lineAt(box) {
  return { line: newlines(box.value.slice(0, box.selectionStart)) + 1, of: newlines(box.value) + 1 };
}

/**
 * Select a line and bring it into view.
 * @param {HTMLTextAreaElement} box
 * @param {number} line counted from 1
 */
export function selectLine(box, line) {
  const lines = box.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  box.scrollTop = (box.scrollHeight * Math.max(0, line - 4)) / lines.length;
  box.scrollLeft = 0;
}

/** @param {string} text */
function newlines(text) {
  return text.split("\n").length - 1;
}
