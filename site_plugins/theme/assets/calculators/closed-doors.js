// @ts-check
/**
 * A worker that can only calculate: what leads out of it is taken away.
 *
 * The code that runs here may have been pasted from anywhere, and a worker has the rights of the site: its storage, its
 * caches, and on a server without headers every address of the world. So nothing stays but the language itself and the
 * way back to the page, and no text can be made into code.
 */

/** What Python itself, once it runs, may still use. */
const KEPT = [
  ...["postMessage", "addEventListener", "removeEventListener", "dispatchEvent", "onmessage", "constructor"],
  ...["WebAssembly", "TextDecoder", "TextEncoder", "performance", "crypto", "console", "queueMicrotask"],
];
/** Own properties of every realm that are the language, and not the browser. */
const LANGUAGE = /^(globalThis|self|undefined|NaN|Infinity|is(NaN|Finite)|parse(Int|Float)|(en|de)codeURI|Intl|Atomics)/;
const LANGUAGE_OBJECTS = [
  ...["Object", "Array", "Number", "Boolean", "String", "Symbol", "BigInt", "Date", "Promise", "RegExp", "Proxy", "Reflect"],
  ...["Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
  ...["Function", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "ArrayBuffer", "DataView", "JSON", "Math"],
  ...["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
  ...["Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "Iterator", "SuppressedError"],
];

/** Close them for good. */
export function closeDoors() {
  const kept = new Set([...KEPT, ...LANGUAGE_OBJECTS]);
  for (const place of scopes()) {
    for (const name of Object.getOwnPropertyNames(place)) {
      if (!kept.has(name) && !LANGUAGE.test(name)) take(place, name);
    }
  }
  // The constructors of functions make code out of text, import() among it.
  closed.prototype = Function.prototype; // Pyodide asks `instanceof Function`
  for (const kind of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    Reflect.defineProperty(Object.getPrototypeOf(kind), "constructor", { value: closed });
  }
  Reflect.defineProperty(globalThis, "Function", { value: closed });
}

function closed() {
  throw new TypeError("Text cannot be made into code here.");
}

/** The worker's global object and those it inherits from, up to what all objects share. */
function* scopes() {
  /** @type {object | null} */
  let scope = globalThis;
  while (scope && scope !== Object.prototype) {
    yield scope;
    scope = Object.getPrototypeOf(scope);
  }
}

/**
 * @param {object} place
 * @param {string} name
 */
function take(place, name) {
  if (Reflect.deleteProperty(place, name)) return;
  Reflect.defineProperty(place, name, { value: undefined });
}
