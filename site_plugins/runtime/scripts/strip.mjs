// WebAssembly without the exports that nobody takes and the functions that only they lead to.
// node strip.mjs WASM OUTPUT < names.json    (the names that may be taken)
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { given, paths } from "./start.mjs";

const [input, output] = paths;
const bytes = readFileSync(input);
const kept = new Set(JSON.parse(given));
const compiled = new WebAssembly.Module(bytes);
// A module that may load others asks for the addresses of its own exports by way of imports.
for (const { module, name } of WebAssembly.Module.imports(compiled)) if (module.startsWith("GOT.")) kept.add(name);

const wasm = binaryen.readBinary(bytes);
for (const { name } of WebAssembly.Module.exports(compiled)) if (!kept.has(name)) wasm.removeExport(name);
binaryen.setOptimizeLevel(0);
binaryen.setShrinkLevel(0);
wasm.runPasses(["remove-unused-module-elements"]);
const stripped = wasm.emitBinary();
new WebAssembly.Module(stripped);
writeFileSync(output, stripped);
