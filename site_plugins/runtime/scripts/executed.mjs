// The numbers of the functions that run in an instrumented Pyodide, used in one of several ways.
// node executed.mjs WAY PYODIDE_FOLDER ARCHIVE PROGRAMS < requests.json > numbers.json
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { answer, given, paths, start } from "./start.mjs";

const [way, folder, archive, programs] = paths;
const seen = new Uint8Array(1 << 16);
// Python would take the path of this script for its own, which in a browser it has to make up.
process.argv.length = 1;
const { compile, instantiate, Module } = WebAssembly;
WebAssembly.instantiate = (source, imports) => {
  if (imports?.env) imports.env.executed = (number) => (seen[number] = 1);
  return instantiate.call(WebAssembly, source, imports);
};
const german = { language: "de-DE", languages: ["de-DE"], userAgent: "Mozilla/5.0 Chrome/150", platform: "Linux" };
const browser = (navigator) => Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });

const info = { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" };
const settings = {
  stdLibURL: archive,
  packageBaseUrl: folder,
  lockFileContents: JSON.stringify({ info, packages: {} }),
  stdout: () => {},
  stderr: () => {},
};

const text = (name) => readFileSync(join(programs, name), "utf8");

async function begin(options = {}) {
  const python = await start(folder, { ...settings, ...options });
  return { python, respond: python.runPython("from calculators.browser import respond; respond") };
}

const requests = JSON.parse(given);

/** What a snapshot is made after: more would let memory grow, and one that grew cannot be restored. */
const isPlain = (request) => /"inputs": \{\}/.test(request) && !request.includes('"edited"');

/** Ask, and look at what errors JavaScript would be told. */
function ask({ python, respond }, step = 1, asked = requests) {
  for (let at = 0; at < asked.length; at += step) respond(asked[at]);
  for (const fault of ["1/0", "nothing", "x ="]) try { python.runPython(fault); } catch (error) { String(error.stack); }
  python.runPython("import _random; _random.Random().random()");
}

/** Use the language, and not for requests. */
function program({ python }) {
  for (const name of ["language", "objects"]) {
    const globals = python.toPy({ __name__: name, given: text("language.txt") });
    python.runPython(text(`${name}.py`), { globals });
    globals.destroy();
  }
}

/** The end of what JavaScript holds of Python, which it tells Python about. */
function release({ python, respond }) {
  respond.destroy();
  python.toPy({ a: [1, "b", 2.5, null] }).destroy();
  python.runPython("import gc; gc.collect()");
}

const ways = {
  /** All requests, and the programs that use the language. */
  async whole() {
    browser(german);
    const begun = await begin();
    ask(begun);
    program(begun);
    release(begun);
  },
  /** With memory looked through again and again, so that whatever lives at any time is visited. */
  async collecting() {
    const begun = await begin();
    begun.python.runPython("import gc; gc.set_threshold(25)");
    ask(begun, 5);
    program(begun);
    release(begun);
  },
  /** As in a reader's browser: seeds of its own, and its language or none. */
  async plain() {
    for (const navigator of [german, undefined]) {
      browser(navigator);
      const begun = await begin({ env: {} });
      ask(begun, 9);
      release(begun);
    }
  },
  /** As in a browser that refuses newer WebAssembly. */
  async older() {
    const refuse = (bytes) => { if (bytes.byteLength < 10_000) throw new WebAssembly.CompileError("too new"); };
    WebAssembly.compile = async (bytes) => (refuse(bytes), compile.call(WebAssembly, bytes));
    WebAssembly.Module = new Proxy(Module, { construct: (_, [bytes]) => (refuse(bytes), new Module(bytes)) });
    const begun = await begin();
    ask(begun, 9);
    release(begun);
  },
  /** A snapshot is made, and restored. */
  async restored() {
    const begun = await begin({ _makeSnapshot: true });
    ask(begun, 1, requests.filter(isPlain));
    begun.python.runPython("import gc; gc.collect()");
    const snapshot = begun.python.makeMemorySnapshot();
    const again = await begin({ _loadSnapshot: snapshot });
    ask(again, 9);
    release(again);
  },
};

await ways[basename(way)]();
answer(JSON.stringify([...seen.keys()].filter((number) => seen[number])));
