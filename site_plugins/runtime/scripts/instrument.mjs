// WebAssembly in which every function says its number to the import `executed` when it is first entered.
// node instrument.mjs WASM OUTPUT
// Each has a global of its own to remember that it said so: a call out of WebAssembly is dear, and Python makes millions.
import { writeFileSync } from "node:fs";
import { addImport, binaryen, functionsOf, read } from "./functions.mjs";
import { paths } from "./start.mjs";

const [input, output] = paths;
const wasm = read(input);
const own = [...functionsOf(wasm)];
addImport(wasm, "executed", [binaryen.i32]);
for (const { each, number, results } of own) {
  const said = `said-${number}`;
  wasm.addGlobal(said, binaryen.i32, true, wasm.i32.const(0));
  const say = wasm.block(null, [
    wasm.global.set(said, wasm.i32.const(1)),
    wasm.call("executed", [wasm.i32.const(number)], binaryen.none),
  ]);
  const first = wasm.if(wasm.i32.eqz(wasm.global.get(said, binaryen.i32)), say);
  binaryen.Function.setBody(each, wasm.block(null, [first, binaryen.Function.getBody(each)], results));
}
writeFileSync(output, wasm.emitBinary());
