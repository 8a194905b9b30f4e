// @ts-check
/**
 * What stands behind "#" in an address, which anybody may have written.
 */

/**
 * The id that it names; what cannot be decoded stands for itself, as browsers have it.
 * @param {string} fragment with its "#"
 */
export function idIn(fragment) {
  const text = fragment.replace(/^#/, "");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
