// @ts-check
/**
 * A picture of an answer as a file of its own: its colours are those on the page, it is told what it shows, and nothing
 * in it refers to anything outside. Fetched when a reader asks for it.
 */
import { today } from "./form.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 16;
/** Pixels of a PNG to one of the picture, along each side. */
const TIMES = 2;
/** A swatch, which is square, and its stripes where it has some. */
const SWATCH = { side: 12, every: 4 };
const BODY = { size: 13, line: 18 };
const HEAD = { size: 17, line: 23 };

/** @typedef {{ fill: string, stripe: string, isRising: boolean }} Swatch colours; no stripe where it is empty */
/** @typedef {{ swatch: Swatch | null, words: string, amount: string }} Row */

/**
 * Save the picture beside a button, and say under which name.
 * @param {HTMLButtonElement} button
 */
export async function savePicture(button) {
  const figure = /** @type {HTMLElement} */ (button.closest("figure"));
  const shown = /** @type {SVGSVGElement} */ (figure.querySelector("svg"));
  const kind = shown.classList[0].replace("sc-", "");
  const name = `start-here-${kind}-${today()}.${button.value}`;
  const asked = figure.closest("[data-part=answer]")?.querySelector(".sc-asked")?.textContent ?? "";
  const drawing = alone(shown, key(figure), [asked, location.host + location.pathname]);
  const text = new XMLSerializer().serializeToString(drawing);
  const blob = button.value === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await png(drawing, text);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return `Saved as ${name}.`;
}

/**
 * The picture with its title above, and below it what its colours mean, what was asked, and where it is from.
 * @param {SVGSVGElement} shown
 * @param {Row[]} rows
 * @param {string[]} foot
 */
function alone(shown, rows, foot) {
  const { width, height } = shown.viewBox.baseVal;
  const { color, fontFamily } = getComputedStyle(shown);
  const whole = width + 2 * MARGIN;
  const drawing = element("svg", { fill: color, "font-family": fontFamily, "font-size": BODY.size });
  let y = MARGIN;

  /** @param {string} text @param {typeof BODY} type @param {string} weight */
  const write = (text, type, weight) => {
    for (const line of wrapped(text, `${weight} ${type.size}px ${fontFamily}`, width)) {
      y += type.line;
      drawing.append(element("text", { x: MARGIN, y, "font-size": type.size, "font-weight": weight }, line));
    }
  };

  const title = shown.querySelector("title")?.textContent ?? "";
  const desc = shown.querySelector("desc")?.textContent ?? "";
  drawing.append(element("title", {}, title), element("desc", {}, desc));
  const paper = element("rect", { width: "100%", height: "100%", fill: paperOf(shown) });
  drawing.append(paper);
  write(title, HEAD, "700");
  const picture = resolved(shown);
  picture.setAttribute("transform", `translate(${MARGIN} ${y + 10})`);
  drawing.append(picture);
  y += height + 14;
  for (const { swatch, words, amount } of rows) {
    y += BODY.line + 2;
    if (swatch) drawing.append(square(swatch, MARGIN, y - 11));
    drawing.append(element("text", { x: MARGIN + 20, y }, words));
    drawing.append(element("text", { x: whole - MARGIN, y, "text-anchor": "end" }, amount));
  }
  y += 8;
  for (const line of foot) write(line, BODY, "400");
  const tall = Math.ceil(y + MARGIN);
  for (const [name, value] of Object.entries({ width: whole, height: tall, viewBox: `0 0 ${whole} ${tall}` })) {
    drawing.setAttribute(name, String(value));
  }
  return drawing;
}

/**
 * What is drawn, in a group of its own, with each colour as the page shows it.
 * @param {SVGSVGElement} shown
 */
function resolved(shown) {
  const group = element("g", { "font-size": shown.getAttribute("font-size") ?? BODY.size });
  group.append(...shown.cloneNode(true).childNodes);
  const copies = [...group.querySelectorAll("*")];
  for (const [place, original] of [...shown.querySelectorAll("*")].entries()) {
    const copy = copies[place];
    const style = getComputedStyle(original);
    for (const name of /** @type {const} */ (["fill", "stroke"])) {
      if (copy.hasAttribute(name)) copy.setAttribute(name, style[name]);
    }
    copy.removeAttribute("class");
  }
  for (const told of group.querySelectorAll("title, desc")) told.remove();
  return group;
}

/**
 * The rows of the table beside the picture, which say what its colours mean.
 * @param {HTMLElement} figure
 * @returns {Row[]}
 */
function key(figure) {
  return [...figure.querySelectorAll("tr")].map((row) => {
    const swatch = row.querySelector(".sc-swatch");
    const [words, amount] = [...row.cells].map((cell) => cell.textContent ?? "");
    return { swatch: swatch && swatchOf(swatch), words, amount };
  });
}

/**
 * How a swatch is coloured: plain, or in stripes, which styles draw with a gradient from one colour to the other.
 * @param {Element} shown
 * @returns {Swatch}
 */
function swatchOf(shown) {
  const { backgroundColor, backgroundImage } = getComputedStyle(shown);
  const colours = backgroundImage.match(/(?:rgba?|color)\([^)]*\)/g) ?? [];
  const solid = colours.filter((colour) => !isClear(colour));
  const fill = isClear(backgroundColor) && solid.length > 2 ? solid[0] : backgroundColor;
  return { fill, stripe: solid.at(-1) ?? "", isRising: /\(135deg/.test(backgroundImage) };
}

/**
 * A swatch as a drawing of its own.
 * @param {Swatch} swatch
 * @param {number} x
 * @param {number} y
 */
function square({ fill, stripe, isRising }, x, y) {
  const { side, every } = SWATCH;
  const drawn = element("g", { transform: `translate(${x} ${y})` });
  drawn.append(element("rect", { width: side, height: side, fill }));
  const lines = [];
  for (let at = every; stripe && at < 2 * side; at += every) {
    const [near, far] = [Math.max(0, at - side), Math.min(at, side)];
    lines.push(isRising ? `M${near} ${far}L${far} ${near}` : `M${side - near} ${far}L${side - far} ${near}`);
  }
  if (stripe) drawn.append(element("path", { d: lines.join(""), stroke: stripe, "stroke-width": 1.4 }));
  return drawn;
}

/**
 * The colour behind it.
 * @param {Element} shown
 */
function paperOf(shown) {
  for (let behind = shown.parentElement; behind; behind = behind.parentElement) {
    const { backgroundColor } = getComputedStyle(behind);
    if (!isClear(backgroundColor)) return backgroundColor;
  }
  return "#fff";
}

/**
 * Whether a colour is none.
 * @param {string} colour
 */
function isClear(colour) {
  return /^(transparent|rgba\(.*, 0\))$/.test(colour);
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function element(name, attributes, text = "") {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return /** @type {SVGElement} */ (made);
}

/**
 * A text in lines of at most that width.
 * @param {string} text
 * @param {string} font
 * @param {number} width
 */
function wrapped(text, font, width) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.font = font;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.filter(Boolean);
}

/**
 * @param {SVGElement} drawing
 * @param {string} text
 * @returns {Promise<Blob>}
 */
async function png(drawing, text) {
  const canvas = document.createElement("canvas");
  canvas.width = TIMES * Number(drawing.getAttribute("width"));
  canvas.height = TIMES * Number(drawing.getAttribute("height"));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be drawn."))));
  });
}
