// WebAssembly in which every function but those listed says so to the import `missed`, and then traps.
// node prune.mjs WASM OUTPUT < numbers.json
// Tables keep their order and data its place, so that all else goes on as in the WebAssembly it was made from.
import { writeFileSync } from "node:fs";
import { addImport, binaryen, functionsOf, read } from "./functions.mjs";
import { given, paths } from "./start.mjs";

const [input, output] = paths;
const kept = new Set(JSON.parse(given));
const wasm = read(input);
const own = [...functionsOf(wasm)];
addImport(wasm, "missed", []);
for (const { each, number, results } of own) {
  if (kept.has(number)) continue;
  const say = wasm.call("missed", [], binaryen.none);
  binaryen.Function.setBody(each, wasm.block(null, [say, wasm.unreachable()], results));
}
// Those that only pruned ones called, and no table holds, are nowhere to be called from.
binaryen.setOptimizeLevel(0);
binaryen.setShrinkLevel(0);
wasm.runPasses(["remove-unused-module-elements"]);
const pruned = wasm.emitBinary();
new WebAssembly.Module(pruned);
writeFileSync(output, pruned);
