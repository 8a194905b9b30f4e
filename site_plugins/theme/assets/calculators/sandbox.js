// @ts-check
/**
 * The sandbox of edited formulas: a worker that can only calculate, because every way out of it is removed.
 *
 * The code that runs here may have been pasted from anywhere, and a worker has the rights of the site: its storage, its
 * caches and, on a server that sends no headers, any address on the internet. So nothing stays but the language itself
 * and the way back to the page, and text cannot be turned into code.
 */

/** What Python itself needs while it runs. */
const KEPT = [
  ...["postMessage", "addEventListener", "removeEventListener", "dispatchEvent", "onmessage", "constructor"],
  ...["WebAssembly", "TextDecoder", "TextEncoder", "performance", "crypto", "console", "queueMicrotask"],
];
/** Properties of every realm that belong to the language and not to the browser. */
const LANGUAGE = /^(globalThis|self|undefined|NaN|Infinity|is(NaN|Finite)|parse(Int|Float)|(en|de)codeURI|Intl|Atomics)/;
const LANGUAGE_OBJECTS = [
  ...["Object", "Array", "Number", "Boolean", "String", "Symbol", "BigInt", "Date", "Promise", "RegExp", "Proxy", "Reflect"],
  ...["Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
  ...["Function", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "ArrayBuffer", "DataView", "JSON", "Math"],
  ...["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
  ...["Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "Iterator", "SuppressedError"],
];

/** Remove every way out of this worker, for good. */
export function lockDown() {
  const kept = new Set([...KEPT, ...LANGUAGE_OBJECTS]);
  for (const place of scopes()) {
    for (const name of Object.getOwnPropertyNames(place)) {
      if (!kept.has(name) && !LANGUAGE.test(name)) remove(place, name);
    }
  }
  // The constructors of functions turn text into code, import() included.
  refuse.prototype = Function.prototype; // Pyodide asks `instanceof Function`
  for (const kind of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    Reflect.defineProperty(Object.getPrototypeOf(kind), "constructor", { value: refuse });
  }
  Reflect.defineProperty(globalThis, "Function", { value: refuse });
}

function refuse() {
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
function remove(place, name) {
  if (Reflect.deleteProperty(place, name)) return;
  Reflect.defineProperty(place, name, { value: undefined });
}
