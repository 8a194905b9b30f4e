// What runs in an instrumented Pyodide, used in one of several ways: the numbers of its functions, and, where all is
// asked and everything imported, the files of the archive.
// node executed.mjs WAY PYODIDE_FOLDER ARCHIVE PROGRAMS < requests.json > seen.json
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { answer, checkThatMemoryStayed, given, paths, start } from "./start.mjs";

const [way, folder, archive, programs] = paths;
const seen = new Uint8Array(1 << 16);
let files = [];
/** The instrumented Python that runs: its table of functions, and how many it imports, which come first in their count. */
let table, imported;
// Python would take the path of this script for its own, which in a browser it has to make up.
process.argv.length = 1;
const { compile, instantiate, Module } = WebAssembly;
WebAssembly.instantiate = async (source, imports) => {
  if (!imports?.env) return instantiate.call(WebAssembly, source, imports);
  imports.env.executed = (number) => (seen[number] = 1);
  const { module, instance } = await instantiate.call(WebAssembly, source, imports);
  table = instance.exports.__indirect_function_table;
  imported = Module.imports(module).filter(({ kind }) => kind === "function").length;
  return { module, instance };
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

/** What a snapshot is made after. */
const isPlain = (request) => /"inputs": \{\}/.test(request) && !request.includes('"edited"');

/** Ask, and look at what errors JavaScript would be told. */
function ask({ python, respond }, step = 1, asked = requests) {
  for (let at = 0; at < asked.length; at += step) respond(asked[at]);
  for (const fault of ["1/0", "nothing", "x ="]) try { python.runPython(fault); } catch (error) { String(error.stack); }
  python.runPython("import _random; _random.Random().random()");
}

/** Use the language, and not for requests. */
function program({ python }) {
  const globals = python.toPy({ __name__: "language", given: text("language.txt") });
  python.runPython(text("language.py"), { globals });
  globals.destroy();
}

/** Where a type of CPython 3.14 says how its objects are looked through for garbage, and how a ring of them is broken. */
const COLLECTED_BY = { traverse: 92, clear: 96 };
const TYPES = "found = [object]\nfor each in found: found += type.__subclasses__(each)\n[id(each) for each in found]";

/** Of a ring of garbage one object is cleared and the others fall: which, and of what types, is chance, so all count. */
function collect({ python }) {
  const words = new Uint32Array(python._module.HEAPU8.buffer);
  const called = (type) => Object.values(COLLECTED_BY).map((at) => words[(type + at) >> 2]).filter(Boolean)
    .map((place) => Number(table.get(place).name) - imported);
  if (!called(python.runPython("id(list)")).every((number) => seen[number]))
    throw new Error("Lists were not looked through for garbage, so types are laid out otherwise than in CPython 3.14.");
  for (const number of python.runPython(TYPES).toJs().flatMap(called)) seen[number] = 1;
}

/** The end of what JavaScript holds of Python, which it tells Python about. */
function release({ python, respond }) {
  respond.destroy();
  python.toPy({ a: [1, "b", 2.5, null] }).destroy();
  python.runPython("import gc; gc.collect()");
}

const ways = {
  /** All requests, all that could be imported, and all of the language. */
  async whole() {
    browser(german);
    const begun = await begin();
    ask(begun);
    files = JSON.parse(begun.python.runPython(text("used_files.py")));
    program(begun);
    release(begun);
  },
  /** With memory looked through again and again, so that whatever lives at any time is visited. */
  async collecting() {
    const begun = await begin();
    begun.python.runPython("import gc; gc.set_threshold(25)");
    ask(begun, 5);
    program(begun);
    collect(begun);
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
    const atStart = begun.python._module.HEAPU8.length;
    ask(begun, 1, requests.filter(isPlain));
    begun.python.runPython("import gc; gc.collect()");
    checkThatMemoryStayed(atStart, begun.python._module.HEAPU8.length);
    const snapshot = begun.python.makeMemorySnapshot();
    const again = await begin({ _loadSnapshot: snapshot });
    ask(again, 9);
    release(again);
  },
};

await ways[basename(way)]();
answer(JSON.stringify({ files, functions: [...seen.keys()].filter((number) => seen[number]) }));
