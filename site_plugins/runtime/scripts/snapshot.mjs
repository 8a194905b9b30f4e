// The memory of a Python that has started and settled, as the difference to one that has not run.
// node snapshot.mjs SET_FOLDER ARCHIVE PROGRAM OUTPUT < requests.json
//
// Output: the length of a JSON text (4 bytes, little-endian), the text, then the bytes of its ranges one after another.
import nodeCrypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkThatMemoryStayed, given, paths, start } from "./start.mjs";

const [folder, archive, program, output] = paths;
const BLOCK_BYTES = 64;

// Nothing of this moment or machine may be in a memory that is the same each time it is made.
process.argv.splice(1);
Date.now = () => 0;
performance.now = () => 0;
Math.random = () => 0.5;
nodeCrypto.randomFillSync = (array) => array.fill(0);

const { default: createPyodideModule } = await import(pathToFileURL(join(folder, "pyodide.asm.mjs")).href);
const options = { stdLibURL: archive };

const WORD_BYTES = 4;
const NODE = globalThis.navigator;
/** In what calls itself this, Pyodide calls Python's functions without a trampoline. */
const IPHONE = { userAgent: "iPhone", platform: "iPhone", language: NODE.language, languages: NODE.languages };

const browser = (navigator) => Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });

async function unrun(navigator) {
  browser(navigator);
  let memory;
  const enough = new Error();
  const stopBeforeRunning = async (settings) => {
    memory = (await createPyodideModule({ ...settings, noInitialRun: true })).HEAPU8.slice();
    throw enough;
  };
  await start(folder, { ...options, createPyodideModule: stopBeforeRunning }).catch((error) => {
    if (error !== enough) throw error;
  });
  return memory;
}

async function settled(navigator) {
  browser(navigator);
  const python = await start(folder, { ...options, _makeSnapshot: true });
  python.globals.set("requests", given);
  python.runPython(readFileSync(program, "utf8"));
  const state = python._api.serializeHiwireState();
  return { state, memory: python._module.HEAPU8.slice() };
}

function differs(one, other, at, bytes) {
  for (let i = at; i < at + bytes; i++) if (one[i] !== other[i]) return true;
  return false;
}

/**
 * The word that says where in its table of functions the engine has put its trampoline: none of two engines need have
 * it in the same place, and what calls itself an iPhone has none. It is left as the engine that goes on has it.
 */
function trampoline(one, like, other) {
  const words = [];
  for (let at = 0; at < one.length; at += WORD_BYTES) {
    if (differs(one, other, at, WORD_BYTES) && !differs(one, like, at, WORD_BYTES)) words.push(at);
  }
  if (words.length === 1) return words[0];
  throw new Error(`Engines differ in ${words.length} words of a memory that has not run, not in their trampoline alone.`);
}

function around(word, [at, length]) {
  if (word < at || word >= at + length) return [[at, length]];
  const after = word + WORD_BYTES;
  return [[at, word - at], [after, at + length - after]].filter(([, bytes]) => bytes > 0);
}

// What two that have not run do not agree on is no base for a difference.
const [base, again] = [await unrun(NODE), await unrun(NODE)];
const own = trampoline(base, again, await unrun(IPHONE));
const { state, memory } = await settled(NODE);
checkThatMemoryStayed(base.length, memory.length);
const blocks = [];
for (let at = 0; at < memory.length; at += BLOCK_BYTES) {
  if (!differs(memory, base, at, BLOCK_BYTES) && !differs(base, again, at, BLOCK_BYTES)) continue;
  const last = blocks.at(-1);
  if (last && last[0] + last[1] === at) last[1] += BLOCK_BYTES;
  else blocks.push([at, BLOCK_BYTES]);
}
const ranges = blocks.flatMap((range) => around(own, range));
const header = Buffer.from(JSON.stringify({ memory_bytes: memory.length, state, ranges }));
const size = Buffer.alloc(4);
size.writeUInt32LE(header.length);
writeFileSync(output, Buffer.concat([size, header, ...ranges.map(([at, length]) => memory.subarray(at, at + length))]));
