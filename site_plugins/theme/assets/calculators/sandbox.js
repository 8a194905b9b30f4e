// @ts-check
/**
 * The inner wall around edited formulas: a worker that can only calculate, because every way out of it is removed.
 *
 * The outer wall is the frame, whose origin is opaque and whose policy lets nothing load (`opaque-frame.js`). The code
 * that runs here may have been pasted from anywhere, so inside of it nothing stays but the language itself and the way
 * back to the frame, text cannot be turned into code, and Python has no module that reads or writes raw memory.
 */

/** Python's modules, written in C, that read or write raw memory, start programs or look into other ones. */
const LOW_LEVEL = new Set([
  ...["_ctypes", "mmap", "fcntl", "termios", "faulthandler", "_posixsubprocess", "_remote_debugging", "_xxtestfuzz"],
  ...["_testcapi", "_testinternalcapi", "_testlimitedcapi", "_testbuffer", "_testclinic", "_testclinic_limited", "xxsubtype"],
]);

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

/**
 * The function that makes Pyodide's module, whose Python has never had the low-level modules: before it starts, they
 * are taken off the table of those that are built in (`PyImport_Inittab`: pairs of a name and a function, up to a null).
 * @param {(settings: any) => Promise<any>} createModule
 */
export function withoutLowLevelModules(createModule) {
  return (/** @type {any} */ settings) => {
    const onRuntimeInitialized = () => dropBuiltIns(settings);
    return createModule(Object.assign(settings, { onRuntimeInitialized }));
  };
}

/** @param {any} module of Emscripten, before Python starts */
function dropBuiltIns({ HEAPU8, UTF8ToString, _PyImport_Inittab }) {
  const words = new Uint32Array(HEAPU8.buffer);
  const start = words[_PyImport_Inittab / 4] / 4;
  let to = start;
  let from = start;
  for (; words[from] !== 0; from += 2) {
    if (LOW_LEVEL.has(UTF8ToString(words[from]))) continue;
    words.copyWithin(to, from, from + 2);
    to += 2;
  }
  if (to === from) throw new Error("Python's table of built-in modules is not where it was.");
  words.fill(0, to, from);
}

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
